/** Cells of one avail that were gathered by name, as XML grammars do, with the line that each stood on. */
import type { AvailCells } from './cells.ts';
import { CELL } from './table.ts';

export interface Gathered {
  readonly text: string;
  readonly line: number;
}

/** Keeps the first value of a name, or joins further ones when the name is a list. Empty values are no values. */
export function gather(cells: Map<string, Gathered>, name: string, text: string, line: number, list = false): void {
  const value = text.trim();
  const before = cells.get(name);
  if (value === '' || (before && !list)) return;
  cells.set(name, before ? { text: `${before.text}, ${value}`, line: before.line } : { text: value, line });
}

/** The cells of an avail at `path`; a value that an inner map has hides that of an outer one. */
export function namedCells(path: string, line: number, maps: readonly ReadonlyMap<string, Gathered>[]): AvailCells {
  const find = (name: string): Gathered | undefined => {
    for (const map of maps) {
      const found = map.get(name);
      if (found) return found;
    }
    return undefined;
  };
  return {
    text: (name) => find(name)?.text ?? '',
    has: () => true,
    kind: (name) => (find(name) ? CELL.text : CELL.empty),
    place: (name) =>
      name === undefined ? { path, line } : { path: `${path}/${name}`, line: find(name)?.line ?? line },
    extra(consumed) {
      const found = new Map<string, string>();
      for (const map of maps.toReversed())
        for (const [name, { text }] of map) if (!consumed.has(name)) found.set(name, text);
      return Object.fromEntries(found); // defines own members, whatever their names
    },
  };
}
