/** What a partner is owed for one period, and everything it follows from. Amounts are whole minor units written as text. */
import { canonicalJson, type Json } from '@duoping/kit';
import type { WatchedPlace } from './watched.ts';

/** Frozen when its period is closed. Its canonical JSON (RFC 8785) is the statement; paper and workbook are made from it. */
export interface Statement {
  readonly format: 'duoping-statement/1';
  /** `preview`: the period isn't closed, and more may come. */
  readonly status: 'closed' | 'preview';
  /** True when any of its contracts or the partner were made up for a demonstration. */
  readonly illustrative: boolean;
  readonly period: { readonly id: string; readonly zone: string; readonly start: string; readonly end: string };
  readonly partner: { readonly id: string; readonly name: string; readonly names: Readonly<Record<string, string>> };
  readonly currency: string;
  readonly pool: StatementPool;
  readonly agreements: readonly StatementAgreement[];
  readonly totals: Sums;
  /** The log of receipts that the figures come from: all leaves before `size`; null when they were not in a log yet. */
  readonly checkpoint: LogState | null;
  readonly inputs: {
    /** Hash of the journal before this period; null when nothing was closed before. */
    readonly journal: string | null;
    /** SHA-256 of the canonical list of the payments that make the pool. */
    readonly payments: string;
    /** Leaves before this index were there when the month before was closed; later ones may count as late. Null without a log. */
    readonly leavesBefore: number | null;
    /** Leaves before that index which count as late all the same. Absent when there are none, as there are none but once. */
    readonly leftOut?: readonly number[];
  };
}

export interface LogState {
  readonly size: number;
  /** RFC 6962 root of the log of that size, 64 hex digits. */
  readonly root: string;
}

/** The subscription revenue that all contracts share, and the watched time of all of them. Names no household. */
export interface StatementPool {
  readonly chargedMinor: string;
  readonly refundedMinor: string;
  /** Refunds of earlier periods that no revenue has covered yet; zero or less. */
  readonly carriedMinor: string;
  /** Charged − refunded + carried, and never below zero: what is divided. */
  readonly revenueMinor: string;
  readonly payments: number;
  readonly watchedMs: number;
  readonly receipts: number;
  /** What the operator keeps after every contract's share. */
  readonly keptMinor: string;
}

export interface Sums {
  readonly watchedMs: number;
  readonly receipts: number;
  readonly earnedMinor: string;
  readonly recoupedMinor: string;
  readonly payableMinor: string;
}

export interface StatementAgreement extends Sums {
  readonly contract: string;
  readonly version: number;
  /** SHA-256 of the contract version's canonical JSON. */
  readonly contractHash: string;
  readonly shareBasisPoints: number;
  readonly guarantee: {
    readonly amountMinor: string;
    readonly recoupable: boolean;
    /** False when this month's earnings don't recoup it. */
    readonly running: boolean;
    readonly recoupedBeforeMinor: string;
    readonly recoupedMinor: string;
    readonly unrecoupedMinor: string;
  } | null;
  readonly lines: readonly StatementLine[];
}

/** What one delivered row brought in. It opens to the receipts that name this grant and ended in `watchedIn`. */
export interface StatementLine extends Sums {
  readonly id: string;
  /** Earlier than the statement's period when receipts came after theirs was closed. */
  readonly watchedIn: string;
  readonly grant: string;
  readonly delivery: string;
  readonly place: WatchedPlace;
  readonly licenseType: string;
  readonly work: string;
  readonly alid: string;
  /** By BCP 47 tag; empty when the catalog doesn't know the work. */
  readonly title: Readonly<Record<string, string>>;
}

/** The bytes that are kept, sent and hashed. */
export const statementText = (statement: Statement): string => canonicalJson(statement as unknown as Json); // a statement is made of JSON members only
