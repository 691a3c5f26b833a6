/** Cells of one avail that were gathered by name, as XML grammars do, with the line that each stood on. */
import type { AvailCells } from './cells.ts';
import { CELL } from './table.ts';

export interface Gathered {
  readonly text: string;
  /** 0 in formats without lines. */
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
  const all = merged(maps);
  return {
    faults: () => NO_NAMES,
    text: (name) => all.get(name)?.text ?? '',
    has: () => true,
    kind: (name) => (all.has(name) ? CELL.text : CELL.empty),
    place(name) {
      const at = name === undefined ? line : all.get(name)?.line || line;
      const where = name === undefined ? path : `${path}/${name}`;
      return at === 0 ? { path: where } : { path: where, line: at };
    },
    extra(consumed) {
      const found: [string, string][] = [];
      for (const [name, { text }] of all) if (!consumed.has(name)) found.push([name, text]);
      return found.length === 0 ? NOTHING : Object.fromEntries(found); // defines own members, whatever their names
    },
  };
}

const NO_NAMES: readonly string[] = [];
const NOTHING: Readonly<Record<string, string>> = {};

/** One map that says what all do. */
function merged(maps: readonly ReadonlyMap<string, Gathered>[]): ReadonlyMap<string, Gathered> {
  const filled = maps.filter(({ size }) => size > 0);
  if (filled.length === 1 && filled[0]) return filled[0];
  const all = new Map<string, Gathered>();
  for (const map of filled) for (const [name, value] of map) if (!all.has(name)) all.set(name, value);
  return all;
}
