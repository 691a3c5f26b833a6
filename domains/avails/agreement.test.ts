import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAvails } from './read.ts';
import { checkReport } from './report.ts';

const DATA = process.env.DUOPING_TEST_DATA ?? new URL('../../../shared/data', import.meta.url).pathname;
const present = existsSync(`${DATA}/avails`);
if (!present) console.log(`skipped: the published sample files are not at ${DATA}`);

const document = readFileSync(new URL('../../docs/avails-agreement.md', import.meta.url), 'utf8');
const rows = [...document.matchAll(/^\| `((?:xlsx|xml)\/[^`]+)` +\| ([^|]+?) +\| ([^|]+?) +\| (\d+) +\|$/gm)];
const table = rows.map(([, file = '', reference = '', ours = '', clauses = '']) => ({
  file,
  reference,
  ours,
  clauses,
}));

const report = (file: string) =>
  checkReport(readAvails({ name: file, bytes: readFileSync(`${DATA}/avails/${file}`) }, { publishedRules: true }));

describe.skipIf(!present)('the table of agreement with the reference validator', () => {
  test('names every sample file', () => {
    const files = ['xlsx', 'xml'].flatMap((kind) =>
      readdirSync(`${DATA}/avails/${kind}`).map((name) => `${kind}/${name}`),
    );
    expect(table.map(({ file }) => file).sort()).toEqual(files.sort());
  });
  test.each(table)('says what is found in $file', ({ file, ours, clauses }) => {
    const { counts, clauses: given } = report(file);
    expect(`${counts.errors} / ${counts.warnings} / ${counts.notices}, ${given}`).toBe(`${ours}, ${clauses}`);
  });
  test.each(table.filter(({ reference }) => /^\d|^import/.test(reference)))(
    'agrees on whether $file has errors',
    ({ file, reference }) => {
      expect(report(file).counts.errors > 0).toBe(/^[1-9]/.test(reference));
    },
  );
});
