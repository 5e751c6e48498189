import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const BUILDER = 'scripts/build-kernel.mjs';

/** The checked-in WebAssembly is what its source says: nobody can hide anything in it. */
it('the kernel is what its source compiles to', () => {
  const root = process.cwd();
  assert.ok(existsSync(join(root, BUILDER)), 'run the tests from the project folder');
  const { status, stderr } = spawnSync(process.execPath, [BUILDER, '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
