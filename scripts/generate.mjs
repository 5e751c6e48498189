// Writes every file that is made from another: npm run generate. `npm run check` fails where one is out of date.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** What is made, and by which command. All run from the project's root, on the built code. */
export const GENERATED = [
  { files: ['docs/configuration.md', 'config/default.yaml'], by: 'dist/libs/config/src/reference.main.js' },
  { files: ['docs/cli.md'], by: 'dist/apps/cli/src/reference/reference.main.js' },
  { files: ['openapi.json'], by: 'dist/apps/server/src/openapi.main.js' },
  { files: ['libs/search/src/vector/kernel.wasm.ts'], by: 'scripts/build-kernel.mjs' },
];

/** Runs a generator. @returns what it said where it failed, else undefined */
export function generate({ by }) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [by], { encoding: 'utf8' });
  return status === 0 ? undefined : `${by} failed:\n${stdout}${stderr}`;
}

/** @returns the text of each file, undefined where there is none */
export function read({ files }) {
  return files.map((file) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  });
}

/** Puts back what {@link read} gave. */
export function restore({ files }, texts) {
  for (const [index, file] of files.entries()) {
    if (texts[index] !== undefined) writeFileSync(file, texts[index]);
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const target of GENERATED) {
    const failure = generate(target);
    console.log(failure ?? target.files.join(', '));
    if (failure) process.exitCode = 1;
  }
}
