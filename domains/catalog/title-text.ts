/**
 * All that titles can be found by in the console, in one long text: to look through one is many times faster than to look
 * through a hundred thousand.
 */
import type { Slices } from '@duoping/kit';
import type { WorkEntry } from './work.ts';

export interface TitleText {
  /** For each work its id, its ALIDs and its names, in lower case, each on a line of its own. */
  readonly text: string;
  /** By work, where its lines end. */
  readonly ends: Uint32Array;
}

const SLICE = 1_000;

export function* titleTextOf(works: readonly WorkEntry[]): Slices<TitleText> {
  const parts: string[] = [];
  const ends = new Uint32Array(works.length);
  let part: string[] = [];
  let length = 0;
  for (const [place, { id, offers, descriptions }] of works.entries()) {
    const names = new Set(descriptions.map(({ title }) => title));
    const lines = `${[id, ...offers.map(({ alid }) => alid), ...names].join('\n').toLowerCase()}\n`;
    part.push(lines);
    length += lines.length;
    ends[place] = length;
    if (part.length < SLICE) continue;
    parts.push(part.join(''));
    part = [];
    yield;
  }
  return { text: parts.join('') + part.join(''), ends };
}

/** A mark for each work of which something holds what is wanted, which is in lower case. */
export function holding({ text, ends }: TitleText, wanted: string): Uint8Array {
  const marks = new Uint8Array(ends.length);
  let work = 0;
  for (let at = text.indexOf(wanted); at >= 0; ) {
    while ((ends[work] ?? text.length) <= at) work++;
    const end = ends[work] ?? text.length;
    const within = at + wanted.length <= end;
    if (within) marks[work] = 1;
    at = text.indexOf(wanted, within ? end : at + 1);
  }
  return marks;
}
