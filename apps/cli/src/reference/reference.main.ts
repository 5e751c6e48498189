import { writeFileSync } from 'node:fs';
import { shippedFile } from '../runtime/shipped-file';
import { declaredProgram } from './declared-program';
import { renderReference } from './cli-reference';

// Run after a change of the commands; a spec fails until it was.
writeFileSync(shippedFile('docs/cli.md'), renderReference(declaredProgram()));
