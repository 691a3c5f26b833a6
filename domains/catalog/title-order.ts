/** Places of works in the order of their titles in one language; what bears the title it bore before isn't sorted again. */
import type { Slices } from '@duoping/kit';
import type { WorkEntry, WorkId } from './work.ts';

export interface TitleOrder {
  /** As the library has them. */
  readonly works: readonly WorkEntry[];
  /** By place among the works. */
  readonly titles: readonly string[];
  /** Places among the works, in the order of their titles. */
  readonly order: Uint32Array;
}

type Compare = (a: number, b: number) => number;

const SLICE = 1_000;

export function* titleOrderOf(
  works: readonly WorkEntry[],
  {
    titleOf,
    language,
    before,
  }: { titleOf: (work: WorkEntry) => string; language: string; before?: TitleOrder | undefined },
): Slices<TitleOrder> {
  const { compare } = new Intl.Collator(language);
  const titles: string[] = [];
  const places = new Map<WorkId, number>();
  for (const [place, work] of works.entries()) {
    titles.push(titleOf(work));
    places.set(work.id, place);
    if (place % SLICE === 0) yield;
  }
  const idAt = (place: number): string => works[place]?.id ?? '';
  const byTitle: Compare = (a, b) =>
    compare(titles[a] ?? '', titles[b] ?? '') || (idAt(a) < idAt(b) ? -1 : idAt(a) > idAt(b) ? 1 : 0);
  const same: number[] = [];
  for (const was of before?.order ?? []) {
    const id = before?.works[was]?.id;
    const place = id === undefined ? undefined : places.get(id);
    if (id === undefined || place === undefined || titles[place] !== before?.titles[was]) continue;
    places.delete(id);
    if (same.push(place) % SLICE === 0) yield;
  }
  const others = yield* sorted(Uint32Array.from(places.values()), byTitle);
  return { works, titles, order: yield* merged(Uint32Array.from(same), others, byTitle) };
}

/** Short runs are sorted by themselves, then merged two by two. */
function* sorted(places: Uint32Array, compare: Compare): Slices<Uint32Array> {
  let runs: Uint32Array[] = [];
  for (let from = 0; from < places.length; from += SLICE) {
    runs.push(places.slice(from, from + SLICE).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: Uint32Array[] = [];
    for (let run = 0; run < runs.length; run += 2)
      longer.push(yield* merged(runs[run] ?? new Uint32Array(), runs[run + 1] ?? new Uint32Array(), compare));
    runs = longer;
  }
  return runs[0] ?? new Uint32Array();
}

function* merged(some: Uint32Array, others: Uint32Array, compare: Compare): Slices<Uint32Array> {
  if (others.length === 0) return some;
  if (some.length === 0) return others;
  const all = new Uint32Array(some.length + others.length);
  let [one, other] = [0, 0];
  for (let place = 0; place < all.length; place++) {
    const first = other === others.length || (one < some.length && compare(some[one] ?? 0, others[other] ?? 0) <= 0);
    all[place] = (first ? some[one++] : others[other++]) ?? 0;
    if (place % SLICE === SLICE - 1) yield;
  }
  return all;
}
