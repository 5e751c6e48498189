import type { DemoWorld, LabelledQuestion } from './demo-world';
import { labelledQuestions, spread } from './demo-world';
import { inMs } from './demo-stage';

interface Thought {
  answer: string;
  citations: { kind: string; id?: string; key?: string }[];
}

const SHOWN = 3;
/** Nobody's memory holds this. */
const UNKNOWN = 'What is the favourite opera of Zbigniew Kowalczyk?';

/** Answers that cite what they rest on, and one question that memory cannot answer. */
export async function thinkScene(world: DemoWorld): Promise<void> {
  const { stage, client } = world;
  await stage.scene('think: answers with citations, and none where there is nothing');
  const simple = labelledQuestions(world).filter(({ evidence }) => evidence.size === 1);
  const asked = spread(simple, SHOWN);
  let cited = 0;
  for (const question of asked) cited += (await show(world, question)) ? 1 : 0;
  if (world.shipped) {
    await stage.promise(
      'every answer cites what it rests on',
      cited === asked.length,
      `${cited} of ${asked.length}`,
    );
  }
  const nothing = await client.post<Thought>('/think', { question: UNKNOWN });
  await stage.show((page) => {
    page.line(`   ${page.paint.bold(`“${UNKNOWN}”`)}`);
    page.text(nothing.answer, 5);
  });
  // In a conversation of somebody else's there may be something after all.
  if (!world.shipped) return;
  await stage.promise(
    'what nothing in memory bears on is not invented',
    nothing.citations.length === 0,
    `${nothing.citations.length} citations`,
  );
}

/** @returns whether the answer cites anything. */
async function show(
  { stage, client }: DemoWorld,
  { question, evidence }: LabelledQuestion,
): Promise<boolean> {
  const { result, ms } = await stage.timed('think_ms', () =>
    client.post<Thought>('/think', { question: question.question }),
  );
  await stage.show((page) => {
    page.line(`   ${page.paint.bold(`“${question.question}”`)} ${page.paint.dim(inMs(ms))}`);
    page.text(result.answer, 5);
    result.citations.forEach(({ kind, id, key }, index) => {
      const mark = id !== undefined && evidence.has(id) ? page.paint.green('●') : page.paint.dim('○');
      page.line(`       ${mark} ${page.paint.dim(`[${index + 1}] ${kind} ${key ?? id ?? ''}`)}`);
    });
  });
  return result.citations.length > 0;
}
