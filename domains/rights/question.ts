/** A question turned into numbers: what each kind of terms says to it, worked out once and kept. */
import { countryOf, type Territory } from '@duoping/kit';
import type { RightsRequest } from './decision.ts';
import { failedTerms, type GrantTerms } from './dimensions.ts';
import { SCREENS, VERBS } from './grant.ts';
import type { GrantColumns, QuestionTables, TerritoryTable } from './index-columns.ts';
import { isPlace } from './territories.ts';

export const emptyTables = (): QuestionTables => ({
  plain: new Array<Uint8Array | undefined>(SCREENS.length * VERBS.length),
  special: new Map(),
  words: new Map(),
});

/** For every kind of terms the dimensions it fails, territory and time aside. */
export function failuresFor(columns: GrantColumns, memo: QuestionTables, question: RightsRequest): Uint8Array {
  const slot = SLOTS[question.screen]?.[question.verb];
  if (isPlain(question) && slot !== undefined) {
    const known = memo.plain[slot];
    if (known) return known;
    const worked = workOut(columns.terms, question);
    memo.plain[slot] = worked;
    return worked;
  }
  const { screen, verb, licenseType, formatProfile, language, trackKind, model } = question;
  const key = JSON.stringify([screen, verb, licenseType, formatProfile, language, trackKind, model]);
  return remember(memo.special, key, () => workOut(columns.terms, question));
}

/** The number of a place in the territory table; -1 for a code at which nobody can be. */
export function placeNumber(table: TerritoryTable, territory: Territory): number {
  const known = table.placeNumbers.get(territory);
  if (known !== undefined) return known;
  return isPlace(territory) ? (table.placeNumbers.get(countryOf(territory)) ?? -1) : -1;
}

/** Keeps what was worked out, at most `MEMO_LIMIT` of it. */
export function remember<Value>(memo: Map<string, Value>, key: string, workOutValue: () => Value): Value {
  const known = memo.get(key);
  if (known !== undefined) return known;
  if (memo.size >= MEMO_LIMIT) memo.clear();
  const worked = workOutValue();
  memo.set(key, worked);
  return worked;
}

const MEMO_LIMIT = 2048;

const isPlain = (question: RightsRequest): boolean =>
  question.licenseType === undefined &&
  question.formatProfile === undefined &&
  question.language === undefined &&
  question.model === undefined;

/** A number for each screen and verb; nothing for words that are neither. */
const SLOTS: Readonly<Partial<Record<string, Readonly<Partial<Record<string, number>>>>>> = Object.fromEntries(
  SCREENS.map((screen, row) => [
    screen,
    Object.fromEntries(VERBS.map((verb, column) => [verb, row * VERBS.length + column])),
  ]),
);

const workOut = (terms: readonly GrantTerms[], question: RightsRequest): Uint8Array =>
  Uint8Array.from(terms, (each) => failedTerms(each, question));
