import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { ProjectFile } from './project-files';
import { PROJECT, projectFiles } from './project-files';

/** Paths that exist on one machine only. Put together here, so that this file does not hold what it looks for. */
const MACHINE_PATHS = [
  ['', 'work', ''],
  ['', 'root', ''],
  ['', 'Users', ''],
  ['..', 'shared', ''],
].map((parts) => parts.join('/'));
const BINARY = /[.](png|jpg|gif|ico|woff2?|gz|db)$/;

const everything = projectFiles(/./).filter(({ path }) => !BINARY.test(path));

function placesOf(files: ProjectFile[], isBad: (line: string) => boolean): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (isBad(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}

describe('the project', () => {
  it('names no path of one machine', () => {
    assert.deepEqual(
      placesOf(everything, (line) => MACHINE_PATHS.some((part) => line.includes(part))),
      [],
    );
  });

  it('leaves the registry to whoever installs: the lockfile names none', () => {
    const lock = projectFiles(/^package-lock[.]json$/);
    assert.equal(lock.length, 1);
    assert.deepEqual(
      placesOf(lock, (line) => line.includes('"resolved"')),
      [],
    );
  });

  it('can be installed on every platform: the lockfile knows every optional binary', () => {
    // npm leaves out what its registry did not have yet when the lockfile was written; `npm ci` then refuses elsewhere.
    const [lock] = projectFiles(/^package-lock[.]json$/);
    const { packages } = JSON.parse(lock?.text ?? '{}') as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const known = Object.keys(packages).map((path) => path.split('node_modules/').at(-1));
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !known.includes(name));
    assert.deepEqual(missing, []);
  });

  it('holds no conflict marks', () => {
    assert.deepEqual(
      placesOf(everything, (line) => /^(<{7}|>{7}) /.test(line)),
      [],
    );
  });

  it('pins every dependency exactly', () => {
    const [manifest] = projectFiles(/^package[.]json$/);
    const { dependencies, devDependencies } = JSON.parse(manifest?.text ?? '{}') as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    assert.deepEqual(loose, []);
  });
});

describe('the pages', () => {
  it('link only to files that exist', () => {
    const broken = projectFiles(/[.]md$/).flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^(https?|mailto):/.test(target))
        .filter((target) => !existsSync(join(PROJECT, dirname(path), decodeURI(target))))
        .map((target) => `${path} → ${target}`),
    );
    assert.deepEqual(broken, []);
  });

  it('list every decision', () => {
    const [index] = projectFiles(/^docs\/adr\/README[.]md$/);
    const missing = projectFiles(/^docs\/adr\/\d{4}-.+[.]md$/)
      .map(({ path }) => path.replace('docs/adr/', ''))
      .filter((file) => !index?.text.includes(`(${file})`));
    assert.deepEqual(missing, []);
  });

  it('name only npm scripts that exist', () => {
    const [manifest] = projectFiles(/^package[.]json$/);
    const { scripts } = JSON.parse(manifest?.text ?? '{}') as { scripts: Record<string, string> };
    const unknown = projectFiles(/[.](md|yml)$/).flatMap(({ path, text }) =>
      [...text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in scripts))
        .map((name) => `${path}: npm run ${name}`),
    );
    assert.deepEqual(unknown, []);
  });
});
