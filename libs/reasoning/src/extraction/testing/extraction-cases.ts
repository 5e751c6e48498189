/** Sentences with the facts that must come out of them, and no others. The speaker is Minh unless given. */
export interface ExtractionCase {
  say: string;
  /** `Type:Name relation Type:Name`, with ` (past)` behind what is over. */
  facts: string[];
}

const ME = 'Person:Minh';

export const PERSONAL_CASES: ExtractionCase[] = [
  // English, first person
  { say: 'I use Notion for everything.', facts: [`${ME} uses Tool:Notion`] },
  {
    say: "I'm using Obsidian and Notion these days.",
    facts: [`${ME} uses Tool:Obsidian`, `${ME} uses Tool:Notion`],
  },
  {
    say: 'I live in Hanoi and work at Acme Robotics.',
    facts: [`${ME} lives_in Place:Hanoi`, `${ME} works_at Organization:Acme Robotics`],
  },
  { say: 'I worked at Google for three years.', facts: [`${ME} works_at Organization:Google (past)`] },
  { say: "I've worked for Viettel since 2019.", facts: [`${ME} works_at Organization:Viettel`] },
  {
    say: 'I love swimming, hiking and coffee!',
    facts: [`${ME} likes Activity:swimming`, `${ME} likes Activity:hiking`, `${ME} likes Food:coffee`],
  },
  { say: "I'm really into chess.", facts: [`${ME} likes Activity:chess`] },
  { say: "I'm a big fan of chess", facts: [] },
  { say: "I can't stand coffee.", facts: [`${ME} dislikes Food:coffee`] },
  {
    say: 'My brother Tom works at Vingroup.',
    facts: [`${ME} sibling_of Person:Tom`, 'Person:Tom works_at Organization:Vingroup'],
  },
  { say: "My dog's name is Luna.", facts: [`${ME} has_pet Pet:Luna`] },
  { say: 'I have a cat named Bailey', facts: [`${ME} has_pet Pet:Bailey`] },
  { say: 'We moved to Da Nang last year.', facts: [`${ME} moved_to Place:Da Nang`] },
  {
    say: 'I was born in Hue and grew up in Saigon.',
    facts: [`${ME} comes_from Place:Hue`, `${ME} comes_from Place:Ho Chi Minh City`],
  },
  { say: 'I loved reading "Charlotte\'s Web" as a kid.', facts: [`${ME} read Work:Charlotte's Web`] },
  { say: "I'm a nurse at St. Mary Hospital.", facts: [`${ME} works_as Occupation:nurse`] },
  { say: 'I just went to a great pottery class.', facts: [`${ME} attended Event:pottery class`] },
  { say: "I'm going to a pottery class tomorrow.", facts: [] },
  { say: 'I love running my own studio.', facts: [] },
  { say: "I'm not a doctor.", facts: [] },
  { say: 'Mình là bác sĩ.', facts: [`${ME} works_as Occupation:doctor`] },
  { say: 'Chị Mai không phải là giáo viên.', facts: [] },
  // English, third person
  { say: 'Ada Lovelace lives in London.', facts: ['Person:Ada Lovelace lives_in Place:London'] },
  { say: 'Yesterday Bob joined Greenpeace.', facts: ['Person:Bob member_of Organization:Greenpeace'] },
  {
    say: 'Bob and Carol live in Oslo.',
    facts: ['Person:Bob lives_in Place:Oslo', 'Person:Carol lives_in Place:Oslo'],
  },
  { say: "Bob is Ada's husband.", facts: ['Person:Ada married_to Person:Bob'] },
  { say: "Ada's sister, Eve, is here", facts: [] },
  { say: "Ada's husband is Tom.", facts: ['Person:Ada married_to Person:Tom'] },
  { say: 'In fact Bob is a friend of Ada.', facts: ['Person:Ada friend_of Person:Bob'] },
  {
    say: 'My old friend Carol, who lives in Paris, visited Hanoi.',
    facts: [
      'Person:Carol friend_of Person:Minh',
      'Person:Carol lives_in Place:Paris',
      'Person:Carol visited Place:Hanoi',
    ],
  },
  { say: 'Acme hired Bob.', facts: ['Person:Bob works_at Organization:Acme (past)'] },
  { say: 'Then Bob was hired by Acme.', facts: ['Person:Bob works_at Organization:Acme (past)'] },
  {
    say: 'In 2020 Ada founded Analytical Engines.',
    facts: ['Person:Ada founded Organization:Analytical Engines'],
  },
  { say: 'Ada reports to Bob.', facts: ['Person:Bob manages Person:Ada'] },
  { say: 'Ada has loved painting since childhood.', facts: ['Person:Ada likes Activity:painting'] },
  {
    say: 'Ada graduated from the University of Toronto.',
    facts: ['Person:Ada graduated_from Organization:University of Toronto'],
  },
  // English traps
  { say: "I don't use Notion.", facts: [] },
  { say: 'Do you use Notion?', facts: [] },
  { say: 'does Ada use Notion', facts: [] },
  { say: 'I never liked coffee.', facts: [] },
  { say: 'I want to live in Paris.', facts: [] },
  { say: "I'd love coffee right now", facts: [] },
  { say: 'If I lived in Paris, I would work at Google.', facts: [] },
  { say: 'Maybe Ada works at Google.', facts: [] },
  { say: 'I no longer work at Google.', facts: [] },
  { say: "I don't live in Hanoi anymore.", facts: [] },
  { say: 'I used to work at Google.', facts: [] },
  { say: 'Ada stopped using Notion.', facts: [] },
  { say: 'Wow, that works at scale!', facts: [] },
  { say: 'That lives in my head.', facts: [] },
  { say: 'Nobody likes Monday.', facts: [] },
  { say: 'Hey! Love it. Sounds like May.', facts: [] },
  { say: 'I like swimming pools.', facts: [] },
  { say: 'The team at Google uses Notion.', facts: [] },
  { say: 'I work at night and live in fear.', facts: [] },
  { say: 'You live in Hanoi and she works at Google.', facts: [] },
  { say: 'He said "I live in Paris" on the phone.', facts: [] },
  { say: 'My friend is Vietnamese.', facts: [] },
  { say: '`I use Notion` is what the test says', facts: [] },
  { say: 'Notion uses Markdown.', facts: [] },
  { say: "I'm thinking Bob lives in Oslo.", facts: [] },
  { say: 'No, I use Obsidian.', facts: [`${ME} uses Tool:Obsidian`] },
  // Vietnamese
  { say: 'Tôi dùng Notion hàng ngày.', facts: [`${ME} uses Tool:Notion`] },
  {
    say: 'Mình đang sống ở Đà Nẵng và làm việc tại FPT.',
    facts: [`${ME} lives_in Place:Da Nang`, `${ME} works_at Organization:FPT`],
  },
  {
    say: 'Em rất thích bơi lội và cà phê.',
    facts: [`${ME} likes Activity:swimming`, `${ME} likes Food:coffee`],
  },
  {
    say: 'Hôm nay chị Lan nói anh Hùng làm việc ở công ty Sao Mai.',
    facts: ['Person:Hùng works_at Organization:Sao Mai'],
  },
  { say: 'Nguyễn Văn An sống ở Hà Nội.', facts: ['Person:Nguyễn Văn An lives_in Place:Hanoi'] },
  { say: 'Vợ tôi tên là Lan.', facts: ['Person:Lan married_to Person:Minh'] },
  {
    say: 'Vợ tôi là Lan, còn em trai tôi tên Nam.',
    facts: ['Person:Lan married_to Person:Minh', 'Person:Minh sibling_of Person:Nam'],
  },
  { say: 'Hùng là bạn thân của Trâm.', facts: ['Person:Hùng friend_of Person:Trâm'] },
  { say: 'Tôi có con mèo tên là Mướp.', facts: [`${ME} has_pet Pet:Mướp`] },
  { say: 'Năm ngoái chúng tôi chuyển đến Cần Thơ.', facts: [`${ME} moved_to Place:Can Tho`] },
  { say: 'Quê mình ở Huế, mình sinh ra ở Huế.', facts: [`${ME} comes_from Place:Hue`] },
  { say: 'Mình ghét trà.', facts: [`${ME} dislikes Food:tea`] },
  // Vietnamese traps
  { say: 'Tôi không dùng Notion.', facts: [] },
  { say: 'Mình không thích cà phê.', facts: [`${ME} dislikes Food:coffee`] },
  { say: 'Bạn có dùng Notion không?', facts: [] },
  { say: 'anh Hùng có sống ở Hà Nội không', facts: [] },
  { say: 'Bạn tôi sống ở Hà Nội.', facts: [] },
  { say: 'Tôi muốn sống ở Đà Lạt.', facts: [] },
  { say: 'Nếu tôi sống ở Huế thì tôi làm việc tại FPT.', facts: [] },
  { say: 'Tôi chưa làm việc ở Google.', facts: [] },
  { say: 'Tôi không sống ở Hà Nội nữa.', facts: [] },
  { say: 'Hình như Hùng làm việc ở Google.', facts: [] },
  { say: 'Nên dùng Notion đi!', facts: [] },
  { say: 'Lan không phải là vợ tôi.', facts: [] },
];

export const DEVOPS_CASES: ExtractionCase[] = [
  {
    say: 'The checkout service depends on Redis and the billing service.',
    facts: [
      'Service:checkout service depends_on Technology:Redis',
      'Service:checkout service depends_on Service:billing service',
    ],
  },
  { say: 'payment-api uses postgres.', facts: ['Service:payment-api uses Technology:PostgreSQL'] },
  {
    say: 'We use Kafka and k8s in production.',
    facts: [`${ME} uses Technology:Kafka`, `${ME} uses Technology:Kubernetes`],
  },
  { say: 'Redis is used by the search service.', facts: ['Service:search service uses Technology:Redis'] },
  {
    say: 'Prometheus monitors the gateway-api.',
    facts: ['Service:gateway-api monitored_by Technology:Prometheus'],
  },
  { say: 'We replaced RabbitMQ.', facts: [] },
  { say: 'Kafka replaced RabbitMQ in March.', facts: ['Technology:Kafka replaced Technology:RabbitMQ'] },
  { say: 'The checkout service does not use MySQL.', facts: [] },
  {
    say: 'Dịch vụ thanh toán dùng PostgreSQL.',
    facts: ['Service:Dịch vụ thanh toán uses Technology:PostgreSQL'],
  },
  {
    say: 'Dịch vụ tìm kiếm phụ thuộc vào Elasticsearch và Redis.',
    facts: [
      'Service:Dịch vụ tìm kiếm depends_on Technology:Elasticsearch',
      'Service:Dịch vụ tìm kiếm depends_on Technology:Redis',
    ],
  },
  { say: 'Hệ thống báo cáo không dùng MongoDB.', facts: [] },
  {
    say: 'The Platform team owns the billing service.',
    facts: ['Team:Platform team owns Service:billing service'],
  },
];

export const MARKETING_CASES: ExtractionCase[] = [
  {
    say: 'Vinamilk launched GreenCup in Thailand last month.',
    facts: ['Company:Vinamilk launched Product:GreenCup'],
  },
  { say: 'The Tet campaign targets Gen Z.', facts: ['Campaign:Tet campaign targets Audience:Gen Z'] },
  {
    say: 'The summer campaign runs on TikTok and Facebook.',
    facts: [
      'Campaign:summer campaign advertises_on Channel:TikTok',
      'Campaign:summer campaign advertises_on Channel:Facebook',
    ],
  },
  { say: 'In Vietnam Shopee competes with Lazada.', facts: ['Company:Lazada competes_with Company:Shopee'] },
  { say: 'I use HubSpot and Canva.', facts: [`${ME} uses Tool:HubSpot`, `${ME} uses Tool:Canva`] },
  {
    say: 'Chiến dịch mùa hè nhắm đến sinh viên.',
    facts: ['Campaign:Chiến dịch mùa hè targets Audience:students'],
  },
  { say: 'Shopee hợp tác với Vinamilk.', facts: ['Company:Shopee partners_with Company:Vinamilk'] },
  { say: 'Shopee không cạnh tranh với Tiki.', facts: [] },
  { say: 'Should the campaign target parents?', facts: [] },
];
