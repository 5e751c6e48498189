import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The project, as the test scripts start in it. */
export const PROJECT = process.cwd();

export interface Violation {
  rule: string;
  from: string;
}

/** A copy of the project's rules around sources of our own, so that a violation can be planted outside the repository. */
export class PlantedTree {
  private readonly root = mkdtempSync(join(tmpdir(), 'engram-architecture-'));

  constructor(files: Record<string, string>) {
    for (const file of ['architecture.cjs', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      cpSync(join(PROJECT, file), join(this.root, file));
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(this.root, 'node_modules'));
    for (const folder of ['apps', 'libs', 'test']) mkdirSync(join(this.root, folder));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  /** What the tool refuses, in the tree as `npm run check` would see it. */
  violations(): Violation[] {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'test'],
      ],
      { cwd: this.root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (!stdout) throw new Error(`dependency-cruiser said nothing: ${stderr}`);
    const report = JSON.parse(stdout) as {
      summary: { violations: { rule: { name: string }; from: string }[] };
    };
    return report.summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
