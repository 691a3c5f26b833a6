/** The compiled index: every grant a fixed row of numbers, the rows of a work side by side in order of precedence. */
import type { Instant } from '@duoping/kit';
import type { Languages, Quality } from './decision.ts';
import type { GrantTerms } from './dimensions.ts';
import type { Denial, Grant } from './grant.ts';
import type { WorkNames } from './work-names.ts';

/** Immutable to its readers; a new version is built beside it and swapped in. */
export interface RightsIndex {
  /** Stands in every decision, so that an answer names the state of rights it was taken from. */
  readonly epoch: number;
  readonly columns: GrantColumns;
  readonly denials: DenialTable;
  /** By work: what isn't granted yet, and which event that waits for. Only a denial ever looks at it. */
  readonly waiting: ReadonlyMap<string, readonly Grant[]>;
  /** Answers worked out once per kind of question. They never change a decision. */
  readonly memo: QuestionTables;
}

/** A row is 12 bytes, so that the ten rows of a usual work lie in two or three neighbouring cache lines. */
export interface GrantColumns {
  /** Row r at 3r: twice its kind, odd when its times stand apart; then the whole seconds of its start and its end. */
  readonly rows: Uint32Array;
  /** By row: times that whole seconds between 1970 and 2106 can't say, and those of rows listed from another time. */
  readonly apart: ReadonlyMap<number, RowTimes>;
  /** The rows of work w run from firstRow[w] up to, not including, firstRow[w + 1]. */
  readonly firstRow: Uint32Array;
  /** The grant of each row. */
  readonly grants: readonly Grant[];
  /** Works that only a denial or a superseded grant names are known and have no rows. */
  readonly works: WorkNames;
  readonly kinds: KindTable;
  readonly terms: readonly GrantTerms[];
  /** Every device model that some terms name. */
  readonly models: ReadonlySet<string>;
  readonly territories: TerritoryTable;
}

/** A grant's window and when it is listed from; `end` is +Infinity for never. */
export interface RowTimes {
  readonly start: Instant;
  readonly end: number;
  readonly listedFrom: Instant;
}

/** A kind is what rows have in common but time: kind k has terms `terms[k]` in the territory set `sets[k]`. */
export interface KindTable {
  readonly terms: Uint32Array;
  readonly sets: Uint32Array;
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

/** How one kind of question sees every row. */
export interface View {
  readonly columns: GrantColumns;
  /** By kind: the dimensions that it fails, time aside. */
  readonly failures: Uint8Array;
  /** What is owned is not judged by the grant's window. */
  readonly judgedByWindow: boolean;
  /** Asks for listing, which some rows allow from another time than their window's start. */
  readonly byListing: boolean;
  /** Does an active denial override the row? Null where no denial is asked about. */
  readonly isDenied: ((row: number, at: Instant) => boolean) | null;
}

/** What was worked out for these columns. Grows with the kinds of question asked up to a limit, then begins anew. */
export interface QuestionTables {
  /** By number for plain questions, by JSON for those that name a language or a model. */
  readonly views: Map<number | string, View>;
  /** Bytes of all views kept. */
  viewBytes: number;
  answers: AnswerNode;
  answerCount: number;
}

/** Reached by the terms of the allowing rows, one after the other; knows what they say together. */
export interface AnswerNode {
  readonly next: Map<number, AnswerNode>;
  readonly byScreen: Map<string, GrantedWords>;
}

/** What the allowing grants say together. */
export interface GrantedWords {
  readonly quality: Quality;
  readonly languages: Languages;
  readonly concurrency: number | null;
}

/** Bytes of typed arrays; the grants themselves come on top. */
export const columnBytes = ({ rows, firstRow, works, kinds, territories }: GrantColumns): number =>
  [rows, firstRow, works.slots, works.letters, kinds.terms, kinds.sets, territories.bits].reduce(
    (sum, each) => sum + each.byteLength,
    0,
  );
