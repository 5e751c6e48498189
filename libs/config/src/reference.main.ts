import { mkdirSync, writeFileSync } from 'node:fs';
import { renderDefaultYaml, renderReference } from './config.reference';

// Run at the root of the repository after a change of the schema; a spec fails until it was.
mkdirSync('docs', { recursive: true });
mkdirSync('config', { recursive: true });
writeFileSync('docs/configuration.md', renderReference());
writeFileSync('config/default.yaml', renderDefaultYaml());
