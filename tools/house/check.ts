/** Judges every tracked and new text file by the house rules. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { HOUSE_RULES } from './rules.ts';
import { sourceFile } from './source-file.ts';

const NOT_OURS = /(^|\/)package-lock\.json$/;

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
});
const paths = listed.split('\0').filter((path) => path !== '' && existsSync(path) && !NOT_OURS.test(path));

let findings = 0;
for (const path of paths) {
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 8000).includes(0)) continue; // not text
  const file = sourceFile(path, bytes.toString('utf8'));
  for (const rule of HOUSE_RULES) {
    for (const { line, message } of rule.appliesTo(path) ? rule.find(file) : []) {
      console.error(`${path}:${line} ${rule.name}: ${message}`);
      findings++;
    }
  }
}
console.log(`${paths.length} files, ${findings} findings`);
process.exitCode = findings > 0 || paths.length === 0 ? 1 : 0;
