import type { DemoWorld, LabelledQuestion } from './demo-world';
import { labelledQuestions, spread } from './demo-world';
import { inMs } from './demo-stage';

interface Thought {
  answer: string;
  citations: { kind: string; id?: string; key?: string }[];
}

const SHOWN = 3;
/** Share of the labelled questions. */
const CITED_PROMISED = 0.6;
/** Nobody's memory holds this. */
const UNKNOWN = 'What is the favourite opera of Zbigniew Kowalczyk?';

/** Answers that cite what they rest on, and one question that memory cannot answer. */
export async function thinkScene(world: DemoWorld): Promise<void> {
  const { stage, client } = world;
  await stage.scene('think: answers with citations, and none where there is nothing');
  const questions = labelledQuestions(world);
  const simple = questions.filter(({ evidence }) => evidence.size === 1);
  for (const question of spread(simple, SHOWN)) await show(world, question);
  if (world.shipped) await judge(world, questions);
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

/** An answer may hold back; what it says must rest on something, and mostly on what people labelled as the answer. */
async function judge({ stage, client }: DemoWorld, questions: readonly LabelledQuestion[]): Promise<void> {
  let right = 0;
  for (const { question, evidence } of questions) {
    const { citations } = await client.post<Thought>('/think', { question: question.question });
    if (citations.some(({ id }) => id !== undefined && evidence.has(id))) right += 1;
  }
  await stage.promise(
    'most questions are answered by citing a turn that is labelled as the answer',
    right >= questions.length * CITED_PROMISED,
    `${right} of ${questions.length}`,
  );
}

async function show({ stage, client }: DemoWorld, { question, evidence }: LabelledQuestion): Promise<void> {
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
}
