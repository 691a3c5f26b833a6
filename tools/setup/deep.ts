/**
 * `npm run deep`: the long forms of the tests (DEEP=1), then every benchmark, appended to bench/RESULTS.md with date,
 * commit, machine and versions. Takes hours. Words given after `--` choose benchmarks by name and leave the tests out.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, globSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { ROOT } from './root.ts';
import { runEverything } from './run-tests.ts';

const RESULTS = join(ROOT, 'bench/RESULTS.md');
/** Some peers hold several gigabytes; the machine's memory, less what else needs it. */
const HEAP_MB = Math.floor((totalmem() / 2 ** 20) * 0.6);

const parameters = process.argv.slice(2);
const chosen = parameters.filter((word) => !word.startsWith('--'));

process.env.DEEP = '1';
const benches = globSync('bench/*.bench.ts', { cwd: ROOT }).sort().filter(isChosen);
let headed = false;
for (const file of benches) {
  console.error(`Measuring ${basename(file, '.bench.ts')} …`);
  record(measure(file));
}
if (chosen.length === 0) await runEverything({ projects: ['pure', 'database', 'browser'], parameters });

function isChosen(file: string): boolean {
  return chosen.length === 0 || chosen.some((word) => file.includes(word));
}

/** Each in a process of its own, so that none leaves its heap to the next, and none that dies takes the others' tables along. */
function measure(file: string): string {
  const run = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MB}`, 'tools/setup/bench.ts', file], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status === 0) return run.stdout;
  process.exitCode = 1;
  return `### ${basename(file, '.bench.ts')}\n\nfailed: ended with ${run.signal ?? run.status}\n`;
}

function record(table: string): void {
  console.log(table);
  if (!existsSync(RESULTS))
    writeFileSync(
      RESULTS,
      '# Results\n\nWritten by `npm run deep`, newest last. Single runs on shared machines vary: read the ratios.\n',
    );
  appendFileSync(RESULTS, `\n${headed ? '' : heading()}${table}`);
  headed = true;
}

function heading(): string {
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const date = new Date().toISOString().slice(0, 10);
  return `## ${date} · ${commit} · ${machine} · Node ${process.version}\n\n`;
}
