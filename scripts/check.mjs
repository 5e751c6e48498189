// What a reviewer should not have to look for: types, layers, unused code, and every scripts/check-*.mjs
// (sizes, generated files that must be up to date). Usage: npm run check -- [part of a check's name …]
import { readdirSync } from 'node:fs';
import { runTasks } from './tasks.mjs';

const bin = (name) => `node_modules/.bin/${name}`;
const TASKS = [
  { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.', '--pretty', 'false'] },
  {
    name: 'architecture',
    command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test'],
  },
  { name: 'unused', command: [bin('knip'), '--no-progress'] },
];

const scripts = readdirSync(new URL('.', import.meta.url))
  .filter((file) => /^check-.+\.m?js$/.test(file))
  .map((file) => ({
    name: file.replace(/^check-|\.m?js$/g, ''),
    command: [process.execPath, `scripts/${file}`],
  }));

const parts = process.argv.slice(2);
const wanted = [...TASKS, ...scripts].filter(
  ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
);
process.exitCode = (await runTasks(wanted)) && wanted.length > 0 ? 0 : 1;
