// Compiles apps, libs and test into dist with swc (types are checked by `npm run check`), then removes what no longer
// has a source: a spec that was renamed must not go on running. Stale files are pruned rather than dist wiped first, so
// that a service or a test that runs from dist is not pulled from under its feet.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The container image is built without tests. */
const SOURCES = ['apps', 'libs', 'test'].filter((folder) => existsSync(join(root, folder)));
const EXECUTABLES = Object.values(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).bin);

function compile() {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/@swc/cli/bin/swc.js'),
      ...SOURCES,
      '-d',
      'dist',
      '--config-file',
      '.swcrc',
      '-q',
    ],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}

function pruneStale(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) pruneStale(path);
    else if (!existsSync(sourceOf(path))) rmSync(path, { force: true });
  }
}

function sourceOf(output) {
  const path = relative(join(root, 'dist'), output).split(sep).join('/');
  return join(root, path.replace(/\.js(\.map)?$/, '.ts'));
}

compile();
pruneStale(join(root, 'dist'));
for (const path of EXECUTABLES) {
  if (existsSync(join(root, path))) chmodSync(join(root, path), 0o755);
}
