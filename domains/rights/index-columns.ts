/** The compiled index: every grant a fixed row of numbers, the rows of a work side by side in order of precedence. */
import type { Instant } from '@duoping/kit';
import type { Languages, Quality } from './decision.ts';
import type { GrantTerms } from './dimensions.ts';
import type { Denial, Grant } from './grant.ts';

/** Immutable to its readers; a new version is built beside it and swapped in. */
export interface RightsIndex {
  /** Stands in every decision, so that an answer names the state of rights it was taken from. */
  readonly epoch: number;
  readonly columns: GrantColumns;
  readonly denials: DenialTable;
  /** Answers worked out once per kind of question. They never change a decision. */
  readonly memo: QuestionTables;
}

/**
 * A row is 24 bytes: start and end as float64, then terms and territory set as uint32. `times` and `words` are two
 * views of the same bytes, so that one row lies in one or two cache lines.
 */
export interface GrantColumns {
  /** Row r: start at 3r, end at 3r + 1 (+Infinity for never). */
  readonly times: Float64Array;
  /** Row r: terms at 6r + 4, territory set at 6r + 5. */
  readonly words: Uint32Array;
  /** The rows of work w run from firstRow[w] up to, not including, firstRow[w + 1]. */
  readonly firstRow: Uint32Array;
  /** The grant of each row. */
  readonly grants: readonly Grant[];
  /** Works that only a denial or a superseded grant names are known and have no rows. */
  readonly workNumbers: ReadonlyMap<string, number>;
  readonly terms: readonly GrantTerms[];
  /** When a row is listed, for those rows that are listed apart from their window. */
  readonly listedFrom: ReadonlyMap<number, Instant>;
  readonly territories: TerritoryTable;
}

/** Which set covers which place, a bit each. Subdivisions that no set names share their country's bit. */
export interface TerritoryTable {
  readonly placeNumbers: ReadonlyMap<string, number>;
  /** The bits of set s start at word s × wordsPerSet. */
  readonly bits: Uint32Array;
  readonly wordsPerSet: number;
}

export interface DenialTable {
  /** Those that name the work, by its number. */
  readonly ofWork: ReadonlyMap<number, readonly Denial[]>;
  /** Those that name no work. */
  readonly ofAll: readonly Denial[];
}

/** What was worked out for one index. Grows with the kinds of question asked up to a limit, then begins anew. */
export interface QuestionTables {
  /** By screen and verb, for questions that name nothing else. */
  readonly plain: (Uint8Array | undefined)[];
  readonly special: Map<string, Uint8Array>;
  /** Quality and languages, by the terms of the allowing grants and the screen. */
  readonly words: Map<string, { readonly quality: Quality; readonly languages: Languages }>;
}

/** Bytes of typed arrays that a grant costs; the grant itself and the words of works come on top. */
export const columnBytes = (columns: GrantColumns): number =>
  columns.times.byteLength + columns.firstRow.byteLength + columns.territories.bits.byteLength;
