/** Builds apps/screens into its dist, unless dist was built from just these sources. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

const SCREENS = join(ROOT, 'apps/screens');
const STAMP = join(SCREENS, 'dist', '.built-from');
/** Everything that the build reads: the app, what it may import, and the versions of all else. */
const SOURCES = [
  'apps/screens/**',
  'client/**',
  'kit/**',
  'domains/rights/**',
  'domains/avails/**',
  'package-lock.json',
];

export function buildScreens(): void {
  const sources = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  console.error('Building the screens into apps/screens/dist …');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const build = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: SCREENS,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) {
    console.error('The screens could not be built: the message above says where.');
    process.exit(1);
  }
  writeFileSync(STAMP, sources);
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: ROOT, exclude: ['**/node_modules', 'apps/screens/dist', '**/*.test.*'] });
  for (const file of files.sort()) {
    const path = join(ROOT, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
