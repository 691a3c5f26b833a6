/** Completes package-lock.json after an `npm install`; with `--check` it only says what is wrong. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLockfile, findLockfileFaults, type Lockfile } from './lockfile.ts';

const file = join(import.meta.dirname, '../../package-lock.json');
const found = JSON.parse(readFileSync(file, 'utf8')) as Lockfile; // npm's own format, lockfileVersion 3
const lockfile = process.argv.includes('--check') ? found : completeLockfile(found);
if (lockfile !== found) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);

const faults = findLockfileFaults(lockfile);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
