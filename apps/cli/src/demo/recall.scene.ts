import type { DemoWorld, LabelledQuestion } from './demo-world';
import { labelledQuestions, spread } from './demo-world';
import { inMs } from './demo-stage';

interface Recalled {
  results: { id: string; content: string; score: number; metadata: { speaker?: string } }[];
}

const SHOWN = 5;
const LINES = 3;
/** Recall at 10 over the labelled questions of the shipped conversation. */
const RECALL_PROMISED = 0.76;
const AT_ONCE = 4;

/** Questions of real people, the turns found for them, and how many of the right ones there are among ten. */
export async function recallScene(world: DemoWorld): Promise<void> {
  const { stage } = world;
  const questions = labelledQuestions(world);
  await stage.scene('recall: the right turns for real questions');
  await stage.show((page) => page.muted('● a turn that is labelled as answering the question', 3));
  for (const question of spread(questions, SHOWN)) await show(world, question);
  if (questions.length === 0) return;
  const { result: share, ms } = await stage.timed('recall_questions_ms', () => recallAt10(world, questions));
  stage.figures['recall_at_10'] = Math.round(share * 1000) / 1000;
  const measured = `${(share * 100).toFixed(1)} % over ${questions.length} labelled questions in ${inMs(ms)}`;
  if (world.shipped) {
    await stage.promise(
      'of the turns that answer, at least 76 % are among the first ten',
      share >= RECALL_PROMISED,
      measured,
    );
  } else {
    await stage.show((page) => page.line(`   R@10: ${measured}`));
  }
}

async function show({ stage, client }: DemoWorld, { question, evidence }: LabelledQuestion): Promise<void> {
  const { result, ms } = await stage.timed('recall_last_ms', () =>
    client.get<Recalled>('/recall', { query: question.question, limit: 10, include_graph: false }),
  );
  await stage.show((page) => {
    page.line(`   ${page.paint.bold(`“${question.question}”`)} ${page.paint.dim(inMs(ms))}`);
    const best = result.results.slice(0, LINES);
    const later = result.results.slice(LINES).filter(({ id }) => evidence.has(id));
    for (const { id, content, score, metadata } of [...best, ...later]) {
      const mark = evidence.has(id) ? page.paint.green('●') : page.paint.dim('○');
      page.line(
        `     ${mark} ${page.paint.cyan(score.toFixed(2))} ${shortened(`${metadata.speaker ?? '?'}: ${content}`, stage.output.style.width)}`,
      );
    }
  });
}

/** What goes before it on its line. */
const LEAD = 12;

function shortened(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ');
  const room = Math.max(60, width - LEAD);
  return line.length > room ? `${line.slice(0, room - 1)}…` : line;
}

async function recallAt10(world: DemoWorld, questions: readonly LabelledQuestion[]): Promise<number> {
  let sum = 0;
  const waiting = [...questions];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { question, evidence } = next;
      const { results } = await world.client.get<Recalled>('/recall', {
        query: question.question,
        limit: 10,
        include_graph: false,
      });
      sum += results.filter(({ id }) => evidence.has(id)).length / evidence.size;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return sum / questions.length;
}
