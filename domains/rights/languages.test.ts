import type { LanguageTerm } from '@duoping/avails';
import { describe, expect, test } from 'vitest';
import { effort } from './effort.test-support.ts';
import { permitsLanguage, permitsTrack, TRACK_KINDS, uniteLanguages } from './languages.ts';
import { speaks } from './oracle.test-support.ts';
import { randomLanguages, seeded, TAGS } from './random-world.test-support.ts';

/** `es:audio` is one kind, `es` both. */
const terms = (text: string): LanguageTerm[] =>
  text.split(' ').flatMap((term) => {
    const [range = '', kind] = term.split(':');
    if (range === '') return [];
    return [{ range, kinds: TRACK_KINDS.filter((each) => kind === undefined || each === kind) }];
  });

const limits = (allowed: string, heldBack = '') => ({
  allowedLanguages: terms(allowed),
  heldBackLanguages: terms(heldBack),
});

describe('a language under a grant', () => {
  test.each([
    ['', '', 'en', undefined, true],
    ['es', '', 'es-419', undefined, true],
    ['es-419', '', 'es', undefined, false],
    ['', 'es', 'es-419', undefined, false],
    ['', 'es-419', 'es', undefined, true],
    ['es', 'es-419', 'es-419', undefined, false],
    ['es:audio', '', 'es', 'subtitle', false],
    ['es:audio', '', 'es', 'audio', true],
    ['es:audio', '', 'es', undefined, true],
    ['', 'es:audio', 'es', undefined, true],
    ['es:audio', 'es:audio', 'es', undefined, false],
    ['', '*', 'en', undefined, false],
    ['e', '', 'en', undefined, false],
  ] as const)('allowed "%s", held back "%s": %s as %s is %s', (allowed, heldBack, language, kind, expected) => {
    expect(permitsLanguage(limits(allowed, heldBack), language, kind)).toBe(expected);
  });
});

describe('the languages of several grants', () => {
  const united = (...each: readonly ReturnType<typeof limits>[]): string => {
    const { allowed, heldBack } = uniteLanguages(each);
    const text = (list: readonly LanguageTerm[]) =>
      list.map(({ range, kinds }) => (kinds.length === 1 ? `${range}:${kinds[0]}` : range)).join(' ');
    return `${allowed === null ? 'all' : text(allowed)}${heldBack.length > 0 ? ` but ${text(heldBack)}` : ''}`;
  };
  test.each([
    [[limits('')], 'all'],
    [[limits('es fr')], 'es fr'],
    [[limits('es'), limits('fr:audio')], 'es fr:audio'],
    [[limits('fr:audio'), limits('fr:subtitle')], 'fr'],
    [[limits('es'), limits('')], 'all'],
    [[limits('', 'es'), limits('', 'fr')], 'all'],
    [[limits('', 'es'), limits('', 'es fr')], 'all but es'],
    [[limits('', 'es'), limits('', 'es-419')], 'all but es-419'],
    [[limits('', 'es:audio'), limits('', 'es')], 'all but es:audio'],
    [[limits('', 'es'), limits('es')], 'all'],
    [[limits('', 'fr'), limits('fr-CA')], 'all but fr'],
    [[limits('es', 'es-419'), limits('fr')], 'es fr but es-419'],
    [[limits('es', 'en'), limits('fr')], 'es fr'],
    [[limits('es', '*')], ''],
    [[limits('fr'), limits('es')], 'es fr'],
    [[limits('fr'), limits('fr-CA fr:audio')], 'fr'],
    [[limits('', 'fr-CA fr es')], 'all but es fr'],
  ])('%j: %s', (each, expected) => {
    expect(united(...each)).toBe(expected);
  });

  test('never let be used what no grant lets be used, and lose nothing when nothing is held back', () => {
    const random = seeded(3);
    let permitted = 0;
    for (let round = 0; round < effort(20_000); round++) {
      const each = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
        allowedLanguages: random() < 0.3 ? [] : randomLanguages(random),
        heldBackLanguages: random() < 0.4 ? [] : randomLanguages(random),
      }));
      const united = uniteLanguages(each);
      const open = each.every((own) => own.heldBackLanguages.length === 0) || each.length === 1;
      for (const tag of TAGS)
        for (const kind of TRACK_KINDS) {
          const some = each.some((own) => speaks(own, tag, kind));
          const answer = permitsTrack(united, tag, kind);
          if (answer) permitted++;
          if ((answer && !some) || (open && some && !answer))
            expect({ each, united, tag, kind, answer }).toEqual({ answer: some });
        }
    }
    expect(permitted).toBeGreaterThan(effort(10_000));
  });
});
