// ESLint and prettier side by side. Usage: npm run lint -- [paths …] (the whole project when none is given)
import { runTasks } from './tasks.mjs';

const paths = process.argv.slice(2);
const where = paths.length > 0 ? paths : ['.'];
const bin = (name) => `node_modules/.bin/${name}`;

const ok = await runTasks([
  { name: 'eslint', command: [bin('eslint'), '--max-warnings', '0', '--no-warn-ignored', ...where] },
  { name: 'prettier', command: [bin('prettier'), '--check', '--log-level', 'warn', ...where] },
]);
process.exitCode = ok ? 0 : 1;
