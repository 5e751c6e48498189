import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectFiles } from './project-files';

const SHIPPED = projectFiles(/^libs\/.+(?<![.](spec|int-spec|contract))[.]ts$/);

/** Whether a comment ends right above the line, decorators between them aside. */
function hasComment(lines: string[], at: number): boolean {
  let above = at - 1;
  while (above >= 0 && /^(@|[)}\]]|\s+\S)/.test(lines[above] ?? '') && !/\*\/\s*$/.test(lines[above] ?? ''))
    above -= 1;
  return /\*\/\s*$/.test(lines[above] ?? '');
}

function undocumented(declaration: RegExp, files = SHIPPED): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) =>
      declaration.test(line) && !hasComment(lines, index) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
    );
  });
}

describe('a comment says what it is for, of', () => {
  it('every port', () => {
    assert.deepEqual(undocumented(/^export abstract class /), []);
  });

  // What a controller is for stands in the descriptions of its operations.
  it('every service, guard, interceptor and filter', () => {
    assert.deepEqual(undocumented(/^export class \w+(Service|Guard|Filter|Interceptor|Middleware)\b/), []);
  });
});

describe('every port', () => {
  it('that libs/storage declares has a contract that its adapters run', () => {
    const contracts = projectFiles(/[.]contract[.]ts$/).map(({ text }) => text);
    const ports = projectFiles(/^libs\/storage\/src\/ports\/(memory-store|graph-store)[.]port[.]ts$/);
    assert.ok(ports.length > 0, 'no port found');
    const without = ports
      .flatMap(({ text }) =>
        [...text.matchAll(/^export abstract class (\w+)/gm)].map(([, name = '']) => name),
      )
      .filter(
        (name) =>
          !contracts.some((text) =>
            text.includes(`function ${name[0]?.toLowerCase()}${name.slice(1)}Contract`),
          ),
      );
    assert.deepEqual(without, []);
  });
});
