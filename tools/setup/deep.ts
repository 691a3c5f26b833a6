/**
 * `npm run deep`: the long forms of the tests (DEEP=1), then every benchmark, appended to bench/RESULTS.md with date,
 * commit, machine and versions. Takes hours. Words given after `--` choose benchmarks by name and leave the tests out.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, globSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, toMarkdown } from '../../bench/table.ts';
import { ROOT } from './root.ts';
import { runEverything } from './run-tests.ts';

const RESULTS = join(ROOT, 'bench/RESULTS.md');

const parameters = process.argv.slice(2);
const chosen = parameters.filter((word) => !word.startsWith('--'));

process.env.DEEP = '1';
const benches = globSync('bench/*.bench.ts', { cwd: ROOT }).sort().filter(isChosen);
const tables: string[] = [];
for (const file of benches) {
  const name = basename(file, '.bench.ts');
  console.error(`Measuring ${name} …`);
  try {
    const { default: bench } = (await import(pathToFileURL(join(ROOT, file)).href)) as { default: Bench }; // by agreement, see bench/table.ts
    tables.push(toMarkdown(await bench()));
  } catch (error) {
    console.error(`${name} failed:`, error);
    tables.push(`### ${name}\n\nfailed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
  console.log(tables.at(-1));
}
if (tables.length > 0) record(tables);
if (chosen.length === 0) await runEverything({ projects: ['pure', 'database', 'browser'], parameters });

function isChosen(file: string): boolean {
  return chosen.length === 0 || chosen.some((word) => file.includes(word));
}

function record(results: readonly string[]): void {
  if (!existsSync(RESULTS))
    writeFileSync(
      RESULTS,
      '# Results\n\nWritten by `npm run deep`, newest last. Single runs on shared machines vary: read the ratios.\n',
    );
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const date = new Date().toISOString().slice(0, 10);
  appendFileSync(RESULTS, `\n## ${date} · ${commit} · ${machine} · Node ${process.version}\n\n${results.join('\n')}`);
}
