/** Builds apps/screens and apps/console into their dist, each unless it was built from just these sources. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './checks.ts';
import { ROOT } from './root.ts';

const APPS = ['screens', 'console'] as const;
/** What an app may import, and the versions of all else. */
const SHARED = ['client/**', 'kit/**', 'domains/rights/**', 'domains/avails/**', 'package-lock.json'];

export function buildApps(): Outcome {
  const began = performance.now();
  const outcome = (passed: boolean, output = ''): Outcome => ({
    ...{ name: 'apps built', passed, output },
    seconds: (performance.now() - began) / 1000,
  });
  for (const app of APPS) {
    const folder = join(ROOT, 'apps', app);
    const stamp = join(folder, 'dist', '.built-from');
    const sources = hashOf([`apps/${app}/**`, ...SHARED]);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) continue;
    console.error(`Building apps/${app} …`);
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const build = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: folder, encoding: 'utf8' });
    if (build.status !== 0) return outcome(false, `${build.stdout}${build.stderr}`);
    writeFileSync(stamp, sources);
  }
  return outcome(true);
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...sources], { cwd: ROOT, exclude: ['**/node_modules', '**/dist', '**/*.test.*'] });
  for (const file of files.sort()) {
    const path = join(ROOT, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
