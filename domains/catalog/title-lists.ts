/** All works in the order of their titles, kept from one library to the next: a change sorts only what changed. */
import { describedIn, type Library, otherTitle } from './library.ts';
import type { WorkEntry } from './work.ts';

export interface ListedWork {
  readonly work: WorkEntry;
  readonly title: string;
  readonly otherTitle: string;
  /** All that it can be found by, in lower case. */
  readonly letters: string;
}

export interface TitlePage {
  /** How many were found. */
  readonly total: number;
  readonly found: readonly ListedWork[];
}

export interface TitleLists {
  /** A page of the works whose names, ids or ALIDs hold what was asked, in the order of their titles. */
  page(library: Library, ask: { q: string; language: string; from: number; limit: number }): TitlePage;
}

/** Lists are kept for so many languages at once. */
const MOST_LANGUAGES = 4;

interface Kept {
  readonly library: Library;
  readonly rows: readonly ListedWork[];
  /** What was asked last and found: typing on looks only among those. */
  asked: string;
  found: readonly ListedWork[];
}

export function titleLists(): TitleLists {
  const lists = new Map<string, Kept>();

  function listOf(library: Library, language: string): Kept {
    const before = lists.get(language);
    if (before?.library === library) return before;
    const rows = inOrder(
      [...library.works.values()].map((work) => listed(work, language)),
      before?.rows ?? [],
      language,
    );
    const kept = { library, rows, asked: '', found: rows };
    lists.delete(language);
    lists.set(language, kept);
    const [oldest] = lists.keys();
    if (lists.size > MOST_LANGUAGES && oldest !== undefined) lists.delete(oldest);
    return kept;
  }

  return {
    page(library, { q, language, from, limit }) {
      const kept = listOf(library, language);
      const wanted = q.trim().toLowerCase();
      if (wanted !== kept.asked) {
        const among = kept.asked !== '' && wanted.includes(kept.asked) ? kept.found : kept.rows;
        kept.found = wanted === '' ? kept.rows : among.filter(({ letters }) => letters.includes(wanted));
        kept.asked = wanted;
      }
      return { total: kept.found.length, found: kept.found.slice(from, from + limit) };
    },
  };
}

function listed(work: WorkEntry, language: string): ListedWork {
  const { descriptions } = work;
  const shown = describedIn(descriptions, language);
  const names = new Set(work.descriptions.map(({ title }) => title));
  return {
    work,
    title: shown?.title ?? work.id,
    otherTitle: shown ? otherTitle(descriptions, shown) : '',
    letters: [work.id, ...work.offers.map(({ alid }) => alid), ...names].join('\n').toLowerCase(),
  };
}

/** Sorts `rows`. Those that bear the title they bore `before` stand in that order already; the others are merged in. */
function inOrder(rows: readonly ListedWork[], before: readonly ListedWork[], language: string): readonly ListedWork[] {
  const { compare } = new Intl.Collator(language);
  const order = (a: ListedWork, b: ListedWork): number =>
    compare(a.title, b.title) || (a.work.id < b.work.id ? -1 : a.work.id > b.work.id ? 1 : 0);
  const left = new Map(rows.map((row) => [row.work.id, row]));
  const same: ListedWork[] = [];
  for (const { work, title } of before) {
    const row = left.get(work.id);
    if (row?.title !== title) continue;
    same.push(row);
    left.delete(work.id);
  }
  const others = [...left.values()].sort(order);
  if (same.length === 0 || others.length === 0) return same.length === 0 ? others : same;
  const merged: ListedWork[] = [];
  let next = 0;
  for (const row of same) {
    for (let other = others[next]; other && order(other, row) < 0; other = others[++next]) merged.push(other);
    merged.push(row);
  }
  return [...merged, ...others.slice(next)];
}
