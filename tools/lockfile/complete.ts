/** Completes package-lock.json; with `--check` only says what is missing. Run it after each `npm install` of something new. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLockfile, findLockfileFaults, type Lockfile } from './lockfile.ts';

const file = join(import.meta.dirname, '../../package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile; // npm's own format, lockfileVersion 3
const completed = completeLockfile(lockfile);
const checkOnly = process.argv.includes('--check');
if (!checkOnly && findLockfileFaults(lockfile).length > 0)
  writeFileSync(file, `${JSON.stringify(completed, null, 2)}\n`);

const faults = findLockfileFaults(checkOnly ? lockfile : completed);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
