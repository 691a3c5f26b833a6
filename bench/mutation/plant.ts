/** A copy of the house in which faults are planted one at a time, and whether the tests of their room see each. */
import { type ChildProcess, fork } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { ROOT } from '../../tools/setup/root.ts';
import { type Fate, openMemory, type Seen } from './memory.ts';
import { applyMutant, type Mutant, mutantsOf } from './mutants.ts';
import type { Answer, Ask } from './test-runner.ts';

export interface Plot {
  readonly name: string;
  /** Globs of the sources that decide something; tests, their support and lists of exports are left out. */
  readonly sources: readonly string[];
  /** Globs of the tests that are to see what is wrong with them. */
  readonly tests: readonly string[];
}

export interface Garden {
  readonly files: readonly string[];
  /** Plants every mutant of one file in turn. */
  plant(file: string, told: (mutant: Mutant, fate: Fate) => void): Promise<void>;
  close(): void;
}

const COPIED = ['kit', 'domains', 'docs', 'engines', 'client', 'apps/server', 'package.json', 'tsconfig.json'];
const SOUND: Seen = { fate: 'survived', by: null };
/** Tests that see nothing wrong are asked to be this many times faster than a fault may make them. */
const PATIENCE = 6;
const LEAST_PATIENCE_MS = 40_000;
/** A runner holds on to a little of each run. */
const RUNS_OF_A_RUNNER = 300;

export function openGarden(plot: Plot): Garden {
  const folder = mkdtempSync(join(tmpdir(), 'duoping-mutation-'));
  for (const copied of COPIED) cpSync(join(ROOT, copied), join(folder, copied), { recursive: true });
  linkModules(folder);
  const tests = plot.tests.flatMap((glob) => globSync(glob, { cwd: folder })).sort();
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const memory = openMemory(
    join(ROOT, '.cache/mutation', `${plot.name}.ndjson`),
    (test) => (tests.includes(test) ? read(test) : undefined),
    globSync(
      plot.tests.map((glob) => glob.replace('*.test.ts', '*.ts')),
      { cwd: folder },
    )
      .sort()
      .map(read)
      .join('\0'),
  );
  const runner = testRunner(folder, plot.tests);

  return {
    files: plot.sources
      .flatMap((glob) => globSync(glob, { cwd: folder }))
      .filter(decides)
      .sort(),
    async plant(file, told) {
      const source = read(file);
      const unknown = mutantsOf(source).filter((mutant) => !memory.recall(source, mutant));
      const order = likeliestFirst(file, tests);
      const { fate, by } = unknown.length > 0 ? await runner.run(file, order.list()) : SOUND;
      if (fate !== 'survived') throw new Error(`Without a fault planted ${by ?? 'a test of the room'} fails`);
      for (const mutant of mutantsOf(source)) {
        let seen = memory.recall(source, mutant);
        if (!seen) {
          writeFileSync(join(folder, file), applyMutant(source, mutant));
          seen = await runner.run(file, order.list());
          memory.note(source, mutant, seen);
        }
        order.learn(seen);
        told(mutant, seen.fate);
      }
      writeFileSync(join(folder, file), source);
    },
    close() {
      runner.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const decides = (file: string): boolean =>
  !/\.(?:test|contract|test-support)\.ts$|^(?:index|testing)\.ts$|testing/.test(basename(file));

/** The tests of a file's own name, then those that saw its other faults, the newest first. */
function likeliestFirst(file: string, tests: readonly string[]) {
  const own = file.replace(/\.ts$/, '.test.ts');
  let order = tests.toSorted((a, b) => Number(b === own) - Number(a === own));
  return {
    list: () => order,
    learn({ by }: Seen): void {
      if (by !== null) order = [by, ...order.filter((test) => test !== by)];
    },
  };
}

/** The repository's own modules, but for the packages that were copied. */
function linkModules(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@duoping'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '@duoping') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  for (const room of ['kit', 'client', 'domains/avails', 'domains/rights', 'domains/evidence'])
    symlinkSync(join(folder, room), join(modules, '@duoping', basename(room)));
}

/** One process that runs the tests again and again, replaced when it doesn't come back. */
function testRunner(folder: string, include: readonly string[]) {
  let child: ChildProcess | null = null;
  let runs = 0;
  let patienceMs = Number.POSITIVE_INFINITY;
  const stop = (): void => {
    child?.kill('SIGKILL');
    child = null;
  };
  const started = async (): Promise<ChildProcess> => {
    if (runs++ % RUNS_OF_A_RUNNER === 0) stop();
    if (child) return child;
    // With little effort where tests ask at random: a fault that matters is met soon.
    const env = { ...process.env, DEEP: '', EFFORT: '0.01' };
    child = fork(join(import.meta.dirname, 'test-runner.ts'), [folder, ...include], {
      env,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await nextMessage(child, 60_000);
    return child;
  };
  return {
    async run(changed: string, order: readonly string[]): Promise<Seen> {
      const runner = await started();
      const ask: Ask = { changed: join(folder, changed), order: order.map((test) => join(folder, test)) };
      const began = performance.now();
      runner.send(ask);
      const answer = (await nextMessage(runner, patienceMs)) as Answer | null; // what test-runner.ts sends
      if (answer === null) stop();
      if (answer?.failed === null) patienceMs = Math.max(LEAST_PATIENCE_MS, PATIENCE * (performance.now() - began));
      if (answer === null) return { fate: 'timeout', by: null };
      return answer.failed === null
        ? { fate: 'survived', by: null }
        : { fate: 'killed', by: relative(folder, answer.failed) };
    },
    close: stop,
  };
}

/** What the process says next; null when it died or took too long. */
function nextMessage(child: ChildProcess, patienceMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => done(null), Math.min(patienceMs, 10 * 60_000));
    const gone = () => done(null);
    const done = (said: unknown): void => {
      clearTimeout(patience);
      child.off('message', done).off('exit', gone);
      resolve(said);
    };
    child.once('message', done).once('exit', gone);
  });
}
