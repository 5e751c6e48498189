/**
 * The embedded index: the vector matrix alone by kind of embedding, number of rows and filter, with recall@10 against
 * exact float32; then the index of a whole tenant without its database.
 * `npm run bench -- vector --sizes 10000,100000 --dimensions 256,384 --index 10000,100000`
 */
import { numbersOption, withHome } from '../bench-home';
import { printTable, type Row } from '../measure';
import { KINDS } from './embedding-kinds';
import { benchIndex } from './index-bench';
import { benchMatrix } from './matrix-bench';

async function main(): Promise<void> {
  const matrix: Row[] = [];
  for (const rows of numbersOption('sizes', [10_000, 100_000, 1_000_000])) {
    for (const dimensions of numbersOption('dimensions', [256, 384])) {
      for (const kind of Object.keys(KINDS)) matrix.push(benchMatrix({ kind, rows, dimensions }));
    }
  }
  printTable('Vector matrix', matrix);
  const index = await withHome(async (home) => {
    const rows: Row[] = [];
    for (const count of numbersOption('index', [10_000, 100_000]))
      rows.push(...(await benchIndex(home, count)));
    return rows;
  });
  printTable('Index of a tenant', index);
}

void main();
