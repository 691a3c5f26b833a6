/** The double-entry journal: entries are only added, each one balances in its currency, and a balance is a fold over them. */
import { contentHash } from '@duoping/kit';

/** Debits are positive, credits negative; whole minor units. */
export interface Posting {
  readonly account: string;
  readonly minor: bigint;
  readonly currency: string;
}

export interface JournalEntry {
  /** What the entry is for, as the business names it. A key has one entry, whoever tries again. */
  readonly key: string;
  readonly period: string;
  readonly postings: readonly Posting[];
}

/** An entry without its empty postings; undefined when nothing moves. Throws when debits and credits differ. */
export function entryOf(entry: JournalEntry): JournalEntry | undefined {
  const postings = entry.postings.filter(({ minor }) => minor !== 0n);
  for (const [currency, sum] of sums(postings, ({ currency }) => currency)) {
    if (sum !== 0n) throw new Error(`${entry.key} doesn't balance: ${sum} ${currency} left over`);
  }
  return postings.length === 0 ? undefined : { ...entry, postings };
}

/** What stands on each account, as `account currency`. */
export const balancesOf = (entries: readonly JournalEntry[]): ReadonlyMap<string, bigint> =>
  sums(
    entries.flatMap(({ postings }) => postings),
    ({ account, currency }) => accountKey(account, currency),
  );

export const accountKey = (account: string, currency: string): string => `${account} ${currency}`;

/** Names all that was ever booked up to these entries: each period's hash holds the hash before it. */
export const journalHash = (previous: string | null, entries: readonly JournalEntry[]): string =>
  contentHash({
    previous,
    entries: entries.map(({ key, period, postings }) => ({
      key,
      period,
      postings: postings.map(({ account, minor, currency }) => ({ account, minor: String(minor), currency })),
    })),
  });

function sums(postings: readonly Posting[], keyOf: (posting: Posting) => string): ReadonlyMap<string, bigint> {
  const found = new Map<string, bigint>();
  for (const posting of postings) {
    const key = keyOf(posting);
    found.set(key, (found.get(key) ?? 0n) + posting.minor);
  }
  return found;
}
