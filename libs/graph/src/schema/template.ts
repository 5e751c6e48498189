import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The schemas that come with the product. */
export const TEMPLATES = ['personal', 'devops', 'marketing'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

export function isTemplate(name: string): name is TemplateName {
  return (TEMPLATES as readonly string[]).includes(name);
}

/** The file of a template: `config/schemas` lies beside the sources and beside what is built from them. */
export function templateFile(name: TemplateName): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'config', 'schemas', `${name}.yaml`);
    if (existsSync(file) || dirname(folder) === folder) return file;
  }
}
