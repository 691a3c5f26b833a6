import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FINDINGS } from './finding.ts';
import * as avails from './index.ts';

test('the README lists every finding as it is, and no other', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const listed = readme
    .slice(readme.indexOf('## Findings'))
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  const made = Object.entries(FINDINGS).map(([code, kind]) => [
    code,
    'unusable' in kind ? `${kind.severity}, unusable` : kind.severity,
    kind.says,
  ]);
  expect(listed).toEqual(made);
});

test('every finding that the code can draw is drawn in a test', () => {
  const folder = new URL('.', import.meta.url);
  const tests = (readdirSync(folder, { recursive: true }) as string[]) // names, as no other kind was asked for
    .filter((name) => name.endsWith('.test.ts') && !/^(finding|corpus|properties)\.test/.test(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const untested = Object.keys(FINDINGS).filter((code) => !tests.some((text) => text.includes(`'${code}'`)));
  expect(untested).toEqual([]);
});

test('the example of the README gives what it says', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\nimport [^\n]+\n([\s\S]+?)```/.exec(readme) ?? [];
  const [, expression = '', result = ''] = /\n([^\n]+); \/\/ ([^\n]+)\n$/.exec(example) ?? [];
  const run = (code: string): unknown =>
    new Function('readAvails', 'checkReport', 'writeAvailsXlsx', code)(
      avails.readAvails,
      avails.checkReport,
      avails.writeAvailsXlsx,
    );
  expect(run(`${example}; return ${expression}`)).toEqual(run(`return (${result})`));
});

test('the library runs where there is no Node: nothing of it is imported or named', () => {
  const folder = new URL('.', import.meta.url);
  const sources = (readdirSync(folder, { recursive: true }) as string[]).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('node_modules'),
  ); // names, as above
  const tied = sources.filter((name) =>
    /from 'node:|\bBuffer\b|\bprocess\.|\brequire\(/.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  expect(sources.length).toBeGreaterThan(20);
  expect(tied).toEqual([]);
});
