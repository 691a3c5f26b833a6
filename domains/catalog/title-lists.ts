/** All works in the order of their titles, kept from one library to the next, and what an operator finds among them. */

import { inSlices, type Pause } from '@duoping/kit';
import { describedIn, type Library, otherTitle } from './library.ts';
import { type TitleOrder, titleOrderOf } from './title-order.ts';
import { holding, type TitleText, titleTextOf } from './title-text.ts';
import type { WorkEntry, WorkId } from './work.ts';

export interface ListedWork {
  readonly work: WorkEntry;
  readonly title: string;
  readonly otherTitle: string;
}

export interface TitlePage {
  /** How many were found. */
  readonly total: number;
  readonly found: readonly ListedWork[];
}

export interface TitleLists {
  /** A page of the works whose names, ids or ALIDs hold what was asked, in the order of their titles. */
  page(library: Library, ask: { q: string; language: string; from: number; limit: number }): Promise<TitlePage>;
  /** All works in the order of their titles; those of one title by their ids. */
  inOrder(library: Library, language: string): Promise<readonly WorkId[]>;
}

/** Lists are kept for so many languages at once. */
const MOST_LANGUAGES = 4;

interface Kept {
  readonly library: Library;
  readonly list: Promise<List>;
}

interface List extends TitleOrder {
  readonly text: TitleText;
  /** What was asked last, and the places of what was found, in order: the next page is of the same. */
  asked: string;
  found: Uint32Array;
}

export function titleLists(pause: Pause): TitleLists {
  const lists = new Map<string, Kept>();
  let texts: { library: Library; text: Promise<TitleText> } | undefined;

  /** In whatever language they are listed, they are found by all of their names. */
  function textOf(library: Library, works: readonly WorkEntry[]): Promise<TitleText> {
    if (texts?.library !== library) texts = { library, text: inSlices(titleTextOf(works), pause) };
    return texts.text;
  }

  async function listOf(library: Library, language: string, before: Kept | undefined): Promise<List> {
    const works = [...library.works.values()];
    const titleOf = (work: WorkEntry): string => describedIn(work.descriptions, language)?.title ?? work.id;
    const text = await textOf(library, works);
    const order = await inSlices(titleOrderOf(works, { titleOf, language, before: await before?.list }), pause);
    return { ...order, text, asked: '', found: order.order };
  }

  function keptOf(library: Library, language: string): Kept {
    const before = lists.get(language);
    if (before?.library === library) return before;
    const kept = { library, list: listOf(library, language, before) };
    lists.delete(language);
    lists.set(language, kept);
    const [oldest] = lists.keys();
    if (lists.size > MOST_LANGUAGES && oldest !== undefined) lists.delete(oldest);
    return kept;
  }

  return {
    async page(library, { q, language, from, limit }) {
      const list = await keptOf(library, language).list;
      const wanted = q.trim().toLowerCase();
      if (wanted !== list.asked) {
        list.found = wanted === '' ? list.order : foundIn(list, wanted);
        list.asked = wanted;
      }
      const page = list.found.subarray(from, from + limit);
      return { total: list.found.length, found: [...page].flatMap((place) => listedAt(list, place, language)) };
    },
    async inOrder(library, language) {
      const { order, works } = await keptOf(library, language).list;
      return Array.from(order, (place) => works[place]?.id).filter((id) => id !== undefined);
    },
  };
}

function foundIn({ text, order }: List, wanted: string): Uint32Array {
  const marks = holding(text, wanted);
  const found = new Uint32Array(order.length);
  let count = 0;
  for (const place of order) if (marks[place] === 1) found[count++] = place;
  return found.slice(0, count);
}

function listedAt({ works, titles }: List, place: number, language: string): readonly ListedWork[] {
  const work = works[place];
  if (!work) return [];
  const shown = describedIn(work.descriptions, language);
  return [{ work, title: titles[place] ?? '', otherTitle: shown ? otherTitle(work.descriptions, shown) : '' }];
}
