/** A copy of some rooms in which faults are planted one at a time, and whether the room's own tests see each. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../tools/setup/root.ts';
import { applyMutant, type Mutant, mutantsOf } from './mutants.ts';

export interface Garden {
  /** Files of the room that decide something: no tests, no support of tests, no lists of exports. */
  readonly files: readonly string[];
  /** Plants every mutant of one file in turn. */
  plant(file: string, told: (mutant: Mutant, fate: Fate) => void): Promise<void>;
  close(): void;
}

/** Seen by a failing test, or by tests that don't come back; or by nobody. */
export type Fate = 'killed' | 'timeout' | 'survived';

/** No test of the room takes this long with little effort. */
const PATIENCE_MS = 90_000;

/** Copies `rooms` and the kit; the tests of the first are asked. */
export function openGarden(rooms: readonly [string, ...string[]]): Garden {
  const folder = mkdtempSync(join(tmpdir(), 'duoping-mutation-'));
  const [room] = rooms;
  for (const copied of ['kit', ...rooms]) cpSync(join(ROOT, copied), join(folder, copied), { recursive: true });
  for (const file of ['tsconfig.json', 'package.json']) cpSync(join(ROOT, file), join(folder, file));
  linkModules(folder, ['kit', ...rooms]);
  const config = {
    test: { include: [`${room}/*.test.ts`], testTimeout: 60_000, maxWorkers: 1, isolate: false, bail: 1 },
  };
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)};`);
  return {
    files: readdirSync(join(folder, room)).filter(decides).sort(),
    async plant(file, told) {
      const path = join(folder, room, file);
      const source = readFileSync(path, 'utf8');
      for (const mutant of mutantsOf(source)) {
        writeFileSync(path, applyMutant(source, mutant));
        told(mutant, await fateOf(folder));
      }
      writeFileSync(path, source);
      if ((await fateOf(folder)) !== 'survived') throw new Error(`The tests of ${room} fail without a fault planted`);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const decides = (file: string): boolean =>
  file.endsWith('.ts') && !/\.(?:test|contract|test-support)\.ts$|^(?:index|testing)\.ts$|testing/.test(file);

/** The repository's own modules, but for the copied rooms. */
function linkModules(folder: string, copied: readonly string[]): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@duoping'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '@duoping') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  for (const room of copied) symlinkSync(join(folder, room), join(modules, '@duoping', room.split('/').at(-1) ?? room));
}

/** Runs the tests up to the first that fails, with little effort where they ask at random. */
function fateOf(folder: string): Promise<Fate> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'vitest.config.mjs'], {
    ...{ cwd: folder, stdio: 'ignore', env: { ...process.env, DEEP: '', EFFORT: '0.01' } },
  });
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      child.kill('SIGKILL');
      resolve('timeout');
    }, PATIENCE_MS);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(patience);
      resolve(code === 0 ? 'survived' : 'killed');
    });
  });
}
