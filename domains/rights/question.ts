/** A question turned into numbers: what each kind of row says to it, worked out once and kept. */
import { countryOf, type Territory } from '@duoping/kit';
import type { ViewerContext } from './decision.ts';
import { failedTerms, TERRITORY } from './dimensions.ts';
import { SCREENS, VERBS } from './grant.ts';
import { emptyAnswers } from './granted-words.ts';
import type { GrantColumns, QuestionTables, RightsIndex, TerritoryTable, View } from './index-columns.ts';
import { LICENSE_TYPES } from './license-verbs.ts';
import { FORMAT_PROFILES } from './quality.ts';
import { isPlace } from './territories.ts';

export const emptyTables = (): QuestionTables => ({
  views: new Map(),
  viewBytes: 0,
  answers: emptyAnswers(),
  answerCount: 0,
});

/** How this question sees every row, whatever the work. */
export function viewOf({ columns, memo }: RightsIndex, question: ViewerContext): View {
  const place = placeNumber(columns.territories, question.territory);
  const key = keyOf(columns, question, place);
  const known = memo.views.get(key);
  if (known) return known;
  const view = openView(columns, question, place);
  const bytes = view.failures.byteLength + VIEW_BYTES;
  if (memo.viewBytes + bytes > VIEW_LIMIT_BYTES) {
    memo.views.clear();
    memo.viewBytes = 0;
  }
  memo.views.set(key, view);
  memo.viewBytes += bytes;
  return view;
}

function openView(columns: GrantColumns, question: ViewerContext, place: number): View {
  return {
    columns,
    failures: failuresOf(columns, question, place),
    judgedByWindow: question.verb !== 'play-owned',
    byListing: question.verb === 'list',
    isDenied: null,
  };
}

const VIEW_LIMIT_BYTES = 64 << 20;

/** A guess at what a view costs beside its table. */
const VIEW_BYTES = 256;

function failuresOf({ kinds, terms, territories }: GrantColumns, question: ViewerContext, place: number): Uint8Array {
  const ofTerms = Uint8Array.from(terms, (each) => failedTerms(each, question));
  const { bits, wordsPerSet } = territories;
  return Uint8Array.from(kinds.sets, (set, kind) => {
    const failed = ofTerms[kinds.terms[kind] ?? -1] ?? 255;
    const word = place < 0 ? 0 : (bits[set * wordsPerSet + (place >>> 5)] ?? 0);
    return (word & (1 << (place & 31))) === 0 ? failed | TERRITORY : failed;
  });
}

/** The number of a place in the territory table; -1 for a code at which nobody can be. */
function placeNumber(table: TerritoryTable, territory: Territory): number {
  const known = table.placeNumbers.get(territory);
  if (known !== undefined) return known;
  return isPlace(territory) ? (table.placeNumbers.get(countryOf(territory)) ?? -1) : -1;
}

/** A model that no terms name is answered as none is. */
const namedModel = (columns: GrantColumns, { model }: ViewerContext): string | undefined =>
  model !== undefined && columns.models.has(model) ? model : undefined;

/** A number for place, screen, verb, license type and profile; JSON where more is asked, or in unknown words. */
function keyOf(columns: GrantColumns, question: ViewerContext, place: number): number | string {
  const { screen, verb, licenseType, formatProfile, language, trackKind } = question;
  const model = namedModel(columns, question);
  const use = SCREEN_AND_VERB.get(screen)?.get(verb);
  const license = licenseType === undefined ? 0 : LICENSE_NUMBERS.get(licenseType);
  const profile = formatProfile === undefined ? 0 : PROFILE_NUMBERS.get(formatProfile);
  if (
    language !== undefined ||
    model !== undefined ||
    use === undefined ||
    license === undefined ||
    profile === undefined
  )
    return JSON.stringify([place, screen, verb, licenseType, formatProfile, language, trackKind, model]);
  return (((place + 1) * 16 + profile) * 16 + license) * USES + use;
}

const USES = SCREENS.length * VERBS.length;

const SCREEN_AND_VERB: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  SCREENS.map((screen, row) => [screen, new Map(VERBS.map((verb, column) => [verb, row * VERBS.length + column]))]),
);

/** 0 is what is not asked; both tables have fewer than 16 numbers. */
const LICENSE_NUMBERS: ReadonlyMap<string, number> = new Map(LICENSE_TYPES.map((type, at) => [type, at + 1]));
const PROFILE_NUMBERS: ReadonlyMap<string, number> = new Map(FORMAT_PROFILES.map((profile, at) => [profile, at + 1]));
