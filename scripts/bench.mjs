// Runs one benchmark from dist/test/bench/<name>/main.js. Usage: npm run bench -- <name> [arguments of the benchmark]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const benches = fileURLToPath(new URL('../dist/test/bench', import.meta.url));
const [name, ...rest] = process.argv.slice(2);
const names = existsSync(benches)
  ? readdirSync(benches)
      .filter((entry) => existsSync(join(benches, entry, 'main.js')))
      .sort()
  : [];

if (name !== undefined && names.includes(name)) {
  const main = join(benches, name, 'main.js');
  const { status } = spawnSync(process.execPath, [...process.execArgv, main, ...rest], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

console.error(name === undefined ? 'Which benchmark?' : `There is no benchmark "${name}".`);
console.error(`  npm run bench -- <name> [--file F …]\n  names: ${names.join(', ') || '(none)'}`);
process.exit(2);
