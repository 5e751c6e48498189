import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PROJECT } from './planted-tree';

const requireFromProject = createRequire(join(PROJECT, 'package.json'));

/** architecture.cjs, as plain data. */
export interface Architecture {
  layers: { name: string; libs: Record<string, string[]> }[];
  apps: Record<string, string[]>;
  httpEntryImporters: string[];
  doors: string[];
  pure: Record<string, { packages: string[]; nodeModules: string[] }>;
  vendorSdks: string[];
  frameworks: string[];
}

export function readArchitecture(): Architecture {
  return requireFromProject('./architecture.cjs') as Architecture;
}

/** The names of the rules that the tool is given. */
export function readRuleNames(): string[] {
  const config = requireFromProject('./.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
  return config.forbidden.map(({ name }) => name);
}

export function libsIn({ layers }: Architecture): string[] {
  return layers.flatMap(({ libs }) => Object.keys(libs));
}

export function layerOf(table: Architecture, lib: string): { peers: string[]; lower: string[] } {
  const height = table.layers.findIndex(({ libs }) => lib in libs);
  return {
    peers: table.layers[height]?.libs[lib] ?? [],
    lower: table.layers.slice(0, height).flatMap(({ libs }) => Object.keys(libs)),
  };
}
