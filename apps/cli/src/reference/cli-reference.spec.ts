import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { shippedFile } from '../runtime/shipped-file';
import { renderReference } from './cli-reference';
import { declaredProgram } from './declared-program';

describe('docs/cli.md', () => {
  it('is what the commands say; otherwise run node dist/apps/cli/src/reference/reference.main.js', () => {
    assert.equal(readFileSync(shippedFile('docs/cli.md'), 'utf8'), renderReference(declaredProgram()));
  });

  it('names every command of the tree', () => {
    const page = renderReference(declaredProgram());
    for (const name of ['remember', 'add edge', 'remove memories', 'config validate', 'demo']) {
      assert.ok(page.includes(`### \`engram ${name}\``), name);
    }
    assert.ok(!page.includes('__complete'));
  });
});
