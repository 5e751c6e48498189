// Runs commands two at a time, prints each one's output when it ends (whole, not interleaved) and how long it took.
import { spawn } from 'node:child_process';

/** A second core is worth using; a third task beside two that use compilers is not. */
const AT_ONCE = 2;

/** @param {{ name: string, command: string[] }[]} tasks @returns {Promise<boolean>} whether all succeeded */
export async function runTasks(tasks) {
  const waiting = [...tasks];
  const failed = [];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      if (!(await runTask(task))) failed.push(task.name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failed.length > 0) console.error(`\nfailed: ${failed.join(', ')}`);
  return failed.length === 0;
}

function runTask({ name, command: [program, ...args] }) {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...colour(), ...process.env },
    });
    const hear = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✔' : '✖'} ${name}  ${seconds} s`);
      if (output.trim()) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

function colour() {
  return process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
}
