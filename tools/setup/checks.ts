/** The checks that need no test runner, each a program that exits 0 when all is well. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export interface Check {
  readonly name: string;
  readonly program: string;
  readonly parameters: readonly string[];
  /** What a person does about a failure, where there is a command for it. */
  readonly mend?: string;
}

export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** All that it printed, and how to mend it. */
  readonly output: string;
}

const npmProgram = (path: string) => join(ROOT, 'node_modules', path);
const TSC = npmProgram('ts7/bin/tsc');

export const CHECKS: readonly Check[] = [
  {
    name: 'format and lint',
    program: npmProgram('@biomejs/biome/bin/biome'),
    parameters: ['check', '--error-on-warnings'],
    mend: 'npx biome check --write',
  },
  {
    name: 'lint with types',
    program: npmProgram('oxlint/bin/oxlint'),
    parameters: ['--type-aware', '--deny-warnings'],
  },
  { name: 'types', program: TSC, parameters: ['-p', '.'] },
  ...['screens', 'console']
    .map((app) => `apps/${app}/tsconfig.json`)
    .filter((project) => existsSync(join(ROOT, project)))
    .map((project) => ({ name: `types of ${project}`, program: TSC, parameters: ['--noEmit', '-p', project] })),
  { name: 'architecture', program: 'tools/architecture/check.ts', parameters: [] },
  { name: 'house rules', program: 'tools/house/check.ts', parameters: [] },
  {
    name: 'dead code',
    program: npmProgram('knip/bin/knip.js'),
    parameters: ['--no-progress', '--no-config-hints'],
  },
  {
    name: 'complete lockfile',
    program: 'tools/lockfile/complete.ts',
    parameters: ['--check'],
    mend: 'npx node tools/lockfile/complete.ts',
  },
];

/** Runs them two at a time, and tells each outcome as it comes. */
export async function runChecks(checks: readonly Check[], told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runCheck(check);
      outcomes.push(outcome);
      told(outcome);
    }
  };
  await Promise.all([work(), work()]);
  return outcomes;
}

function runCheck({ name, program, parameters, mend }: Check): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...parameters], { cwd: ROOT });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => {
      const seconds = (performance.now() - began) / 1000;
      resolve({ name, passed: code === 0, seconds, output: mend ? `${output}\nTo mend it: ${mend}\n` : output });
    });
  });
}
