/**
 * English forms that no stemmer leads back to their word: "went" to "go". Left out are those that are more often
 * another word ("left", "ground", "rose").
 */
const FORMS = `
  became become:become | began begun:begin | bent:bend | bit bitten:bite | blew blown:blow | bought:buy
  broke broken:break | brought:bring | built:build | came:come | caught:catch | chose chosen:choose | dealt:deal
  drank drunk:drink | drew drawn:draw | drove driven:drive | dug:dig | ate eaten:eat | fed:feed | fell fallen:fall
  felt:feel | fled:flee | flew flown:fly | forgave forgiven:forgive | forgot forgotten:forget | fought:fight
  found:find | froze frozen:freeze | gave given:give | went gone going:go | got gotten:get | grew grown:grow
  heard:hear | held:hold | hid hidden:hide | hung:hang | kept:keep | knew known:know | learnt:learn | led:lead
  lent:lend | lost:lose | made:make | meant:mean | met:meet | paid:pay | ran:run | rode ridden:ride | said:say
  sang sung:sing | sank sunk:sink | sat:sit | saw seen:see | sent:send | shook shaken:shake | shown:show | slept:sleep
  sold:sell | spent:spend | spoke spoken:speak | spun:spin | stole stolen:steal | stood:stand | struck:strike
  stuck:stick | swam swum:swim | swept:sweep | swore sworn:swear | taught:teach | thought:think | threw thrown:throw
  told:tell | took taken:take | tore torn:tear | understood:understand | woke woken:wake | won:win | wore worn:wear
  wrote written:write | children:child | feet:foot | geese:goose | knives:knife | lives:life | men:man | mice:mouse
  people:person | teeth:tooth | wives:wife | women:woman
`;

const BASE = new Map(
  FORMS.split(/\||\n/).flatMap((entry) => {
    return [...entry.matchAll(/([a-z ]+):([a-z]+)/g)].flatMap(([, forms = '', base = '']) => {
      return forms
        .split(' ')
        .filter(Boolean)
        .map((form): [string, string] => [form, base]);
    });
  }),
);

export function regularForm(word: string): string {
  return BASE.get(word) ?? word;
}
