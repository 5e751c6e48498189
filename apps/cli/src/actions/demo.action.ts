import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandRun } from '../command-run';
import type { DemoOptions } from '../options/demo.options';
import { crashScene } from '../demo/crash.scene';
import { DemoClient } from '../demo/demo-client';
import { DemoServer } from '../demo/demo-server';
import { DemoStage, inMs } from '../demo/demo-stage';
import type { DemoWorld } from '../demo/demo-world';
import { graphScene } from '../demo/graph.scene';
import { recallScene } from '../demo/recall.scene';
import { takeInScene } from '../demo/take-in.scene';
import { thinkScene } from '../demo/think.scene';
import { EXIT } from '../exit-code';
import { parseConversations } from '../input/conversation-file';
import { readJson } from '../input/json-file';
import { shippedFile } from '../runtime/shipped-file';

const SHIPPED = 'config/demo/conversation.json';
/** A file of many long conversations. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** Shows the real server at work on a folder that nobody else uses; every promise it makes is checked. */
export async function demo(run: CommandRun<DemoOptions>): Promise<void> {
  const { options, interruption } = run;
  const conversations = parseConversations(
    await readJson(options.file ?? shippedFile(SHIPPED), FILE_BYTES_MAX),
  );
  const home = await mkdtemp(join(tmpdir(), 'engram-demo-'));
  const server = await DemoServer.on(home);
  const cleanUp = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  const forget = interruption.before(cleanUp);
  const world: DemoWorld = {
    stage: new DemoStage(run.output),
    server,
    client: new DemoClient(server.url),
    conversations,
    shipped: options.file === undefined,
    memoryOfTurn: new Map(),
  };
  try {
    await play(world);
    if (options.keep === true) await keep(world);
    const stopped = await server.stop();
    await world.stage.promise('the server stops cleanly when told to', stopped, 'SIGTERM, exit code 0');
  } finally {
    await cleanUp();
    forget();
  }
  await conclude(world);
}

async function play(world: DemoWorld): Promise<void> {
  const { stage, server } = world;
  await stage.scene('a server on a private folder');
  const { ms } = await stage.timed('start_ms', () => server.start());
  await stage.show((page) => page.line(`   ${server.url} answers after ${inMs(ms)}`));
  await takeInScene(world);
  await recallScene(world);
  await graphScene(world);
  await thinkScene(world);
  await crashScene(world);
  await docsScene(world);
}

async function docsScene({ stage, server }: DemoWorld): Promise<void> {
  await stage.scene('for you to go on with');
  const { status } = await fetch(`${server.url}/docs`);
  await stage.promise('Swagger UI is served at /docs', status === 200, `${server.url}/docs: ${status}`);
  await stage.show((page) => {
    page.line(
      '   engram init && engram serve      a memory of your own, Swagger at http://127.0.0.1:8765/docs',
    );
    page.line('   engram demo --keep               this one, left running for you to look around');
    page.line('   engram demo --file chat.json     with a conversation of your own');
  });
}

/** Until Ctrl-C: the handler of the program stops the server and removes the folder. */
async function keep({ stage, server }: DemoWorld): Promise<void> {
  await stage.show((page) =>
    page
      .line()
      .line(`   it runs on: ${page.paint.bold(`${server.url}/docs`)} until Ctrl-C, which removes all of it`),
  );
  await server.ended();
}

async function conclude({ stage }: DemoWorld): Promise<void> {
  const { promises, figures, allKept } = stage;
  const kept = promises.filter((promise) => promise.kept).length;
  await stage.output.answer({ ok: allKept, promises, figures }, (page) => {
    const mark = allKept ? page.paint.green('✔') : page.paint.red('✖');
    page.line().line(`${mark} ${kept} of ${promises.length} promises kept; nothing is left behind`);
  });
  if (!allKept) process.exitCode = EXIT.failure;
}
