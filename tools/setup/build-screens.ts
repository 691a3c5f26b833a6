/** Builds apps/screens into its dist, unless dist was built from just these sources. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './checks.ts';
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

export const hasScreens = (): boolean => existsSync(join(SCREENS, 'vite.config.ts'));

export function buildScreens(): Outcome {
  const began = performance.now();
  const outcome = (passed: boolean, output = ''): Outcome => ({
    ...{ name: 'screens built', passed, output },
    seconds: (performance.now() - began) / 1000,
  });
  const sources = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return outcome(true);
  console.error('Building the screens into apps/screens/dist …');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const build = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: SCREENS, encoding: 'utf8' });
  if (build.status !== 0) return outcome(false, `${build.stdout}${build.stderr}`);
  writeFileSync(STAMP, sources);
  return outcome(true);
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
