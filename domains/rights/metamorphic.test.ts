/** The same offers told differently are answered the same: rows and columns shuffled, rows repeated, languages split over rows. */
import { type AvailRow, readAvails, writeWorkbook } from '@duoping/avails';
import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { compileGrants } from './compile.ts';
import { decide } from './decide.ts';
import { effort } from './effort.test-support.ts';
import { permitsTrack } from './languages.ts';
import { pick, type Random, seeded, TAGS } from './random-world.test-support.ts';
import { compileInput, instant, RULES } from './testing.ts';

const NAMES = [
  ...['ALID', 'ContentID', 'DisplayName', 'EntryType', 'WorkType', 'TitleInternalAlias', 'Territory', 'LicenseType'],
  ...[
    'FormatProfile',
    'Start',
    'End',
    'AllowedLanguages',
    'HoldbackLanguage',
    'PriceType',
    'PriceValue',
    'TerritoryExclusion',
  ],
];
const DATES = ['2026-03-01', '2026-03-28', '2026-03-29', '2026-03-30', '2026-06-01', '2026-10-25', '2026-10-26'];

const row = (random: Random): AvailRow => {
  const [start = '', end = ''] = [pick(random, DATES), pick(random, DATES)].sort();
  return {
    ...{ ALID: pick(random, ['one', 'two']), ContentID: 'x', DisplayName: 'Example', EntryType: 'Full Extract' },
    ...{ WorkType: 'Movie', TitleInternalAlias: 'Film', LicenseType: pick(random, ['SVOD', 'EST', 'VOD']) },
    ...{ Territory: pick(random, ['US', 'DE', 'ZZ']), FormatProfile: pick(random, ['SD', 'HD', 'UHD']) },
    ...{
      Start: start,
      End: end,
      AllowedLanguages: pick(random, ['', 'en', 'en, fr-CA', 'es:audio, fr', 'de, en, es']),
    },
    ...{ HoldbackLanguage: pick(random, ['', '', 'es-419', 'fr:sub']), PriceType: 'SRP', PriceValue: '3.99' },
    TerritoryExclusion: '',
  };
};

/** The rows as a workbook with its columns in this order, and what is compiled from it. */
function compiled(rows: readonly AvailRow[], names: readonly string[] = NAMES) {
  const sheet = [
    names.map(() => 'Avail'),
    names,
    names.map(() => 'REQ'),
    ...rows.map((each) => names.map((name) => each[name] ?? '')),
  ];
  const { clauses } = readAvails({ name: 'x', bytes: writeWorkbook([{ name: 'Avails', rows: sheet }]) });
  const rules = { ...RULES, zone: 'first-of-territory' } as const;
  const { grants } = compileGrants(compileInput({ clauses, rules }));
  return { clauses: clauses.length, index: buildIndex({ grants, denials: [], epoch: 1 }) };
}

/** Answers to every kind of question at every edge and a millisecond to either side; nothing of which row said it. */
function answers(index: ReturnType<typeof compiled>['index'], times: readonly number[]): string {
  const told: string[] = [];
  for (const work of ['one', 'two'])
    for (const territory of ['US', 'US-CA', 'DE', 'FR'])
      for (const verb of ['stream', 'buy', 'rent'] as const)
        for (const at of times) {
          const decision = decide(index, { work, territory, screen: 'tv', verb }, at);
          const tracks = decision.allow
            ? TAGS.flatMap((tag) =>
                (['audio', 'subtitle'] as const).map((kind) => permitsTrack(decision.languages, tag, kind)),
              )
            : [];
          told.push(JSON.stringify([decision.allow, decision.until, decision.allow && decision.quality, tracks]));
        }
  return told.join('\n');
}

/** The days' edges in the first zones of these territories, in summer and winter, and around. */
const TIMES = DATES.flatMap((date) => {
  const midnight = instant(`${date}T00:00:00Z`);
  return [-14, -2, -1, 0, 4, 5, 22, 23, 24].flatMap((hours) =>
    [-1, 0, 1].map((ms) => midnight + hours * 3_600_000 + ms),
  );
});

const shuffled = <Item>(random: Random, items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe('the same offers', () => {
  const random = seeded(314);
  const worlds = Array.from({ length: effort(12) }, () => Array.from({ length: 6 }, () => row(random)));
  test.each(worlds.map((rows, at) => [at, rows] as const))('told differently, world %i', (_, rows) => {
    const plain = compiled(rows);
    const expected = answers(plain.index, TIMES);
    expect(plain.clauses).toBeGreaterThan(3);
    expect(expected).toContain('[true,');
    expect(answers(compiled(shuffled(random, rows)).index, TIMES), 'rows shuffled').toBe(expected);
    expect(answers(compiled(rows, shuffled(random, NAMES)).index, TIMES), 'columns shuffled').toBe(expected);
    expect(answers(compiled([...rows, ...rows.slice(0, 3)]).index, TIMES), 'rows repeated').toBe(expected);
    const withBlank = compiled(rows, [...NAMES.slice(0, 5), 'Description', ...NAMES.slice(5)]);
    expect(answers(withBlank.index, TIMES), 'a column without a word').toBe(expected);
  });

  test('allowed languages split over rows say what they said in one', () => {
    for (const rows of worlds) {
      const split = rows.flatMap((each) =>
        String(each.AllowedLanguages ?? '')
          .split(', ')
          .map((language) => ({ ...each, AllowedLanguages: language })),
      );
      expect(split.length).toBeGreaterThanOrEqual(rows.length);
      expect(answers(compiled(split).index, TIMES)).toBe(answers(compiled(rows).index, TIMES));
    }
  });

  test('held-back languages split over rows would say more, and that is seen', () => {
    const base = {
      ...row(() => 0),
      AllowedLanguages: '',
      HoldbackLanguage: 'es, fr',
      Start: '2026-03-01',
      End: '2026-10-26',
    };
    const split = ['es', 'fr'].map((HoldbackLanguage) => ({ ...base, HoldbackLanguage }));
    expect(answers(compiled(split).index, TIMES)).not.toBe(answers(compiled([base]).index, TIMES));
  });
});
