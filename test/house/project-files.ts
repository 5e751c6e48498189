import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The project, as the test scripts start in it. */
export const PROJECT = process.cwd();

/** What git does not keep. */
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', 'tmp', '.env']);

export interface ProjectFile {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
}

/** Every file of the project whose path matches, with its text. */
export function projectFiles(matching: RegExp): ProjectFile[] {
  return walk(PROJECT)
    .map((path) => relative(PROJECT, path).replaceAll('\\', '/'))
    .filter((path) => matching.test(path))
    .map((path) => ({ path, text: readFileSync(join(PROJECT, path), 'utf8') }));
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() ? [path] : [];
    });
}
