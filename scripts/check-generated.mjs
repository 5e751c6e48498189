// Generates everything anew, compares, and leaves the files as they were.
import { GENERATED, generate, read, restore } from './generate.mjs';

for (const target of GENERATED) {
  const before = read(target);
  const failure = generate(target);
  const after = read(target);
  if (failure) {
    console.error(failure);
    process.exitCode = 1;
  }
  for (const [index, file] of target.files.entries()) {
    if (before[index] === after[index]) continue;
    console.error(`${file} is out of date: npm run generate, and commit it`);
    process.exitCode = 1;
  }
  if (!failure) restore(target, before);
}
