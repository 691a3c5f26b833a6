/** The search page as places for focus: a block of keys, and beside it the titles found, both in rows of equal length. */
import type { Zone } from './focus.ts';
import type { Direction } from './keys.ts';
import type { Keypad, SearchState } from './search.ts';

const KEYPADS: Readonly<Record<Keypad, readonly (readonly string[])[]>> = {
  t9: [
    ['1', '2', '3'],
    ['4', '5', '6'],
    ['7', '8', '9'],
    ['erase', '0', 'switch'],
  ],
  letters: ['abcdef', 'ghijkl', 'mnopqr', 'stuvwx', 'yz0123', '456789']
    .map((row): readonly string[] => row.split(''))
    .concat([['erase', 'clear', 'switch']]),
};

/** The keys, row by row: a letter or a digit, `erase`, `clear`, or `switch` to the other keypad. */
export const keyRows = (keypad: Keypad): readonly (readonly string[])[] => KEYPADS[keypad];

export const keyId = (key: string): string => `key:${key}`;
export const foundId = (work: string): string => `card:search:${work}`;

export const FOUND_COLUMNS = 3;

export const foundRows = ({ titles }: SearchState): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  for (let place = 0; place < titles.length; place += FOUND_COLUMNS) {
    rows.push(titles.slice(place, place + FOUND_COLUMNS).map((title) => foundId(title.work)));
  }
  return rows;
};

const idRows = (keypad: Keypad) => keyRows(keypad).map((keys) => keys.map(keyId));

export const searchZones = (search: SearchState): readonly Zone[] => {
  const zones = (name: string, rows: readonly (readonly string[])[]) =>
    rows.map((items, place): Zone => ({ id: `${name}:${place}`, axis: 'row', items }));
  const retry: Zone = { id: 'actions', axis: 'row', items: search.refusal ? ['retry'] : [] };
  return zones('keys', idRows(search.keypad)).concat(zones('found', foundRows(search)), [retry]);
};

/** Where a step leads within the page; null leaves it to the ordinary rules, as Left from the first key does. */
export function stepInSearch(search: SearchState, item: string, direction: Direction): string | null {
  const keys = idRows(search.keypad);
  const found = search.refusal ? [['retry']] : foundRows(search);
  const inKeys = placeIn(keys, item);
  const inFound = placeIn(found, item);
  const at = inKeys ?? inFound;
  if (!at) return null;
  const rows = inKeys ? keys : found;
  const row = rows[at.row] ?? [];
  if (direction === 'up' || direction === 'down') {
    const next = rows[at.row + (direction === 'up' ? -1 : 1)];
    if (!next) return item;
    // Rows of keys are equally wide, whatever their number; titles stand under each other.
    const column = inKeys ? Math.floor(((at.column + 0.5) * next.length) / row.length) : at.column;
    return next[Math.min(column, next.length - 1)] ?? item;
  }
  const beside = row[at.column + (direction === 'left' ? -1 : 1)];
  if (beside !== undefined) return beside;
  if (inKeys) return direction === 'left' ? null : (beginOf(found, Math.floor((at.row * 2) / keys.length)) ?? item);
  return direction === 'left' ? (endOf(keys, Math.ceil((at.row * keys.length) / 2)) ?? item) : item;
}

/** Two rows of titles are as high as the block of keys. */
const beginOf = (rows: readonly (readonly string[])[], row: number) => rows[Math.min(row, rows.length - 1)]?.[0];
const endOf = (rows: readonly (readonly string[])[], row: number) => last(rows[Math.min(row, rows.length - 1)] ?? []);

const last = (row: readonly string[]): string | undefined => row[row.length - 1];

function placeIn(rows: readonly (readonly string[])[], item: string): { row: number; column: number } | null {
  for (let row = 0; row < rows.length; row++) {
    const column = rows[row]?.indexOf(item) ?? -1;
    if (column >= 0) return { row, column };
  }
  return null;
}
