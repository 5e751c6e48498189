import type { DemoWorld } from './demo-world';
import { inMs } from './demo-stage';

const WRITERS = 8;
/** How long they write before the power goes. */
const WRITING_MS = 400;
const CHECKED_AT_ONCE = 8;

/** The server is killed while clients write; all that it had acknowledged is there when it is back. */
export async function crashScene({ stage, server, client }: DemoWorld): Promise<void> {
  await stage.scene('crash: kill -9 while eight clients write, then start again');
  const acknowledged: string[] = [];
  let writing = true;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let count = 0; writing; count += 1) {
      const content = `note ${count} of writer ${writer}, just before the lights went out`;
      const written = await client
        .post<{ id: string }>('/remember', { content, memory_type: 'context', namespace: 'crash' })
        .catch(() => undefined);
      if (!written) return;
      acknowledged.push(written.id);
    }
  });
  await new Promise((resolve) => setTimeout(resolve, WRITING_MS));
  await server.kill();
  writing = false;
  await Promise.all(writers);
  const { ms } = await stage.timed('restart_ms', () => server.start());
  const lost = await missing(client, acknowledged);
  await stage.promise(
    'everything acknowledged before the kill is there after it',
    lost === 0 && acknowledged.length > 0,
    `${acknowledged.length} acknowledged, ${lost} lost, back in ${inMs(ms)}`,
  );
}

async function missing(client: DemoWorld['client'], ids: readonly string[]): Promise<number> {
  const waiting = [...ids];
  let lost = 0;
  const worker = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const found = await client.get<{ id: string }>(`/memories/${id}`).catch(() => undefined);
      if (found?.id !== id) lost += 1;
    }
  };
  await Promise.all(Array.from({ length: CHECKED_AT_ONCE }, worker));
  return lost;
}
