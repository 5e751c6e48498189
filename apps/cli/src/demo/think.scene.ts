import type { DemoWorld } from './demo-world';
import { labelledQuestions, spread } from './demo-world';
import { inMs } from './demo-stage';

interface Thought {
  answer: string;
  citations: { memory_id?: string; node_key?: string; text: string }[];
  degraded: boolean;
}

const SHOWN = 2;
const CITED = 3;
/** Nobody's memory holds this. */
const UNKNOWN = 'What is the favourite opera of Zbigniew Kowalczyk?';

/** Answers that cite what they rest on, and one question that memory cannot answer. */
export async function thinkScene(world: DemoWorld): Promise<void> {
  const { stage, client } = world;
  await stage.scene('think: answers with citations, and none where there is nothing');
  for (const { question } of spread(labelledQuestions(world), SHOWN)) {
    const { result, ms } = await stage.timed('think_ms', () =>
      client.post<Thought>('/think', { question: question.question }),
    );
    await stage.show((page) => {
      page.line(`   ${page.paint.bold(`“${question.question}”`)} ${page.paint.dim(inMs(ms))}`);
      page.text(result.answer, 5);
      for (const { text } of result.citations.slice(0, CITED)) page.muted(`[cites] ${text}`, 7);
    });
    await stage.promise(
      'the answer cites memory',
      result.citations.length > 0,
      `${result.citations.length} citations`,
    );
  }
  const nothing = await client.post<Thought>('/think', { question: UNKNOWN });
  await stage.show((page) => {
    page.line(`   ${page.paint.bold(`“${UNKNOWN}”`)}`);
    page.text(nothing.answer, 5);
  });
  await stage.promise(
    'what nothing in memory bears on is not invented',
    nothing.citations.length === 0,
    `${nothing.citations.length} citations`,
  );
}
