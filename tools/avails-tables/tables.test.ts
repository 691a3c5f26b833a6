import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type codeTable, ratingTable, vocabularyTable } from './lists.ts';
import { schemaTable } from './schema.ts';
import { structureTable } from './structure.ts';
import { compilePath } from './xpath.ts';

const DATA = process.env.DUOPING_TEST_DATA ?? new URL('../../../shared/data', import.meta.url).pathname;
const folder = `${DATA}/avails/schema`;
const present = existsSync(folder);
if (!present) console.log(`skipped: the published schemas are not at ${folder}`);

const committed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../domains/avails/rules/tables/${name}.json`, import.meta.url), 'utf8'));

describe.skipIf(!present)('the committed tables are what the published files give', () => {
  test.each([
    ['schemas', schemaTable],
    ['structures', structureTable],
    ['vocabularies', vocabularyTable],
    ['ratings', ratingTable],
  ])('%s', (name, make) => expect(JSON.parse(JSON.stringify(make(folder)))).toEqual(committed(name)));
});

test('paths of structure rules become steps, conditions and attributes', () => {
  expect(compilePath(".//{avail}LicenseType[not(. = 'SVOD')]")).toEqual([
    ['descendant', 'a:LicenseType', [['not', ['is', [], 'SVOD']]]],
  ]);
  expect(compilePath("../{avail}Term[@termName[.='Tier' or .='Category' ]]")).toEqual([
    ['parent'],
    [
      'child',
      'a:Term',
      [
        [
          'has',
          [
            [
              'attribute',
              'termName',
              [
                [
                  'any',
                  [
                    ['is', [], 'Tier'],
                    ['is', [], 'Category'],
                  ],
                ],
              ],
            ],
          ],
        ],
      ],
    ],
  ]);
  expect(() => compilePath('count(../x)')).toThrow('no XPath that is known here');
  expect(() => compilePath('./{avail}Term]')).toThrow('not understood');
});

test('codes are those of the country list and of the registry, its ranges for private use left out', () => {
  const { countries, languages, variants } = committed('codes') as ReturnType<typeof codeTable>;
  expect(countries.split(' ')).toEqual(expect.arrayContaining(['ZZ', 'EU', 'CN', 'US']));
  expect(languages.split(' ')).toEqual(expect.arrayContaining(['zh', 'cmn', 'en', 'yue']));
  expect(`${languages} ${variants}`).not.toContain('..');
});
