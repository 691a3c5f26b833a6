/** Builds the screens as they are served, into a folder of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Built {
  readonly folder: string;
  remove(): void;
}

export function buildScreens(): Built {
  const folder = mkdtempSync(join(tmpdir(), 'duoping-screens-'));
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const root = fileURLToPath(new URL('..', import.meta.url));
  // The build is for viewers, whatever the tests run as.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [vite, 'build', '--outDir', folder, '--logLevel', 'error'], { cwd: root, env });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
