/** Runs the checks and the tests, prints what failed, and ends with one line that counts both. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApps } from './build-apps.ts';
import { CHECKS, type Outcome, runChecks } from './checks.ts';
import { ROOT } from './root.ts';
import { CHROMIUM, ensurePrograms, FFMPEG, thisMachine } from './system-programs.ts';
import { type Count, countTests, type Report, sum, summary } from './test-count.ts';

export type Project = 'pure' | 'database' | 'browser';

/** Sets the exit code to 1 unless something passed and nothing failed. */
export async function runEverything(options: { projects: Project[]; parameters: string[] }): Promise<void> {
  const counts: Count[] = [];
  const tell = (outcome: Outcome) => {
    counts.push({ passed: outcome.passed ? 1 : 0, failed: outcome.passed ? 0 : 1, skipped: 0 });
    console.log(`${outcome.passed ? '✓' : '✗'} ${outcome.name} (${outcome.seconds.toFixed(1)} s)`);
    if (!outcome.passed) console.log(outcome.output);
  };
  const environment = prepareSystem(options, tell);
  await runChecks(CHECKS, tell);
  if (environment.projects.includes('browser')) tell(buildApps());
  counts.push(runVitest(environment.projects, environment.variables));

  const total = sum(counts);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
  console.log(`\n${summary(total)}`);
}

/** Without ffmpeg or a Chromium the rest is tested all the same, and the lack counts as a failure. */
function prepareSystem(options: { projects: Project[]; parameters: string[] }, tell: (outcome: Outcome) => void) {
  const { projects } = options;
  if (!projects.includes('browser')) return { projects, variables: {} };
  const mayInstall = !options.parameters.includes('--no-system');
  const programs = ensurePrograms([FFMPEG, CHROMIUM], { machine: thisMachine, mayInstall });
  if (programs.ok) return { projects, variables: { DUOPING_CHROMIUM: programs.paths.get(CHROMIUM) } };
  tell({ name: 'ffmpeg and a Chromium', passed: false, seconds: 0, output: programs.sentence });
  return { projects: projects.filter((project) => project !== 'browser'), variables: {} };
}

function runVitest(projects: readonly Project[], variables: NodeJS.ProcessEnv): Count {
  const file = join(ROOT, '.cache', `tests-${process.pid}.json`);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const run = spawnSync(
    process.execPath,
    [vitest, 'run', ...reporters, ...projects.flatMap((project) => ['--project', project])],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...variables } },
  );
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined; // vitest's own reporter
  rmSync(file, { force: true });
  return countTests(report, run.status);
}
