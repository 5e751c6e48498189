import type { Command } from 'commander';
import { Interruption } from '../interruption';
import { Output } from '../output/output';
import { styleOf } from '../output/style';
import { createProgram } from '../program';

/** The tree of commands, to be read and not run. */
export function declaredProgram(): Command {
  return createProgram('0.0.0', {
    output: (globals) => Promise.resolve(new Output(styleOf(globals))),
    interruption: new Interruption(),
  });
}
