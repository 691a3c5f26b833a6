import { describe, expect, test } from 'vitest';
import { HOUSE_RULES } from './rules.ts';
import { sourceFile } from './source-file.ts';

/** The names of the rules that find something, in order. */
const judge = (path: string, text: string): string[] =>
  HOUSE_RULES.filter((rule) => rule.appliesTo(path) && rule.find(sourceFile(path, text)).length > 0).map(
    ({ name }) => name,
  );

const HEADER = '/** What it does. */\n';
const core = (line: string): [string, string] => ['domains/rights/planted.ts', `${HEADER}${line}\n`];
/** Written apart, so that this file is not itself a finding. */
const path = (...parts: string[]) => ['', ...parts].join('/');

const PLANTED: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['short-files', 'apps/server/long.ts', HEADER + 'x;\n'.repeat(400)],
  ...['utils', 'common', 'helpers', 'types', 'misc', 'services'].map(
    (name) => ['named-after-things', `domains/rights/${name}/a.ts`, HEADER] as const,
  ),
  ['named-after-things', 'kit/utils.ts', HEADER],
  ['file-header', 'kit/planted.ts', 'export const one = 1;\n'],
  ...[
    ...[
      'const now = Date.now();',
      'const now = new Date();',
      'const dice = Math.random();',
      'const id = randomUUID();',
    ],
    ...['const id = crypto.randomUUID();', 'const home = process.env.HOME;', 'setTimeout(go, 1);', 'await fetch(url);'],
    ...['const now = globalThis.Date.now();', 'const at = performance.now();'],
  ].map((line) => ['pure-cores', ...core(line)] as const),
  ...[
    ...[
      'interface Price { amount: number }',
      'interface Price { readonly feeMinor: number }',
      'const f = Number(a.minor);',
    ],
    ...['function pay(minor: number) {}', 'const schema = { priceMinor: z.number() };', 'const f = +feeMinor;'],
    ...['const f = parseFloat(amount);', 'let totalAmount: number = 0;'],
  ].map((line) => ['exact-money', ...core(line)] as const),
  ['reasoned-casts', ...core('const id = text as Id;')],
  ['tests-run', 'kit/planted.test.ts', "test.only('x', () => undefined);"],
  ['tests-run', 'kit/planted.test.ts', "describe.skip('x', () => undefined);"],
  ['no-machine', 'README.md', `cd ${path('work', 'main', 'x')}`],
  ['no-machine', 'docs/a.md', `see ${path('Users', 'ann', 'x')}`],
  ['no-machine', 'a.json', `"https://${['registry', 'npmjs', 'org'].join('.')}/a"`],
  ['exact-versions', 'package.json', '{ "vite": "^8.0.0" }'],
];

describe('the house rules', () => {
  test('each has a planted violation', () => {
    expect(new Set(PLANTED.map(([rule]) => rule))).toEqual(new Set(HOUSE_RULES.map(({ name }) => name)));
  });

  test.each(PLANTED)('%s finds its planted violation in %s: %s', (rule, file, text) => {
    expect(judge(file, text)).toEqual([rule]);
  });

  test.each([
    ['a date from a number', ...core('const at = new Date(0);')],
    ['a clock that was handed in', ...core('const at = clock.now();')],
    ['a word in a comment or a text', ...core("// Date.now() is forbidden\nconst text = 'Math.random()';")],
    ['the clock in an adapter', 'domains/rights/adapters/clock.ts', `${HEADER}export const now = Date.now();`],
    ['the clock in a test', 'domains/rights/decide.test.ts', 'const now = Date.now();'],
    ['money as bigint', ...core('interface Price { readonly minor: bigint; readonly minorVersion: number }')],
    ['a cast with its reason', ...core('const id = text as Id; // the brand has no run-time form')],
    ['a const assertion', ...core("const one = ['a'] as const;")],
    ['a long file that says why', 'apps/server/long.ts', `/** Long because it is one table. */\n${'x;\n'.repeat(400)}`],
    ['a path on any machine', 'docs/guides/data.md', `${path('var', 'lib', 'duoping')} or ${path('home', 'you', 'x')}`],
  ])('%s passes', (_, file, text) => {
    expect(judge(file, text)).toEqual([]);
  });
});
