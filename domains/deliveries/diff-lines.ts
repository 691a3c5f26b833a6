/** A delivery's difference as people look at it: counted by screen and territory, and line by line, one page at a time. */
import type { GrantDiff, GrantLine } from './delivery.ts';

export const DIFF_ACTS = ['appear', 'disappear', 'change', 'conflict'] as const;
export type DiffAct = (typeof DIFF_ACTS)[number];

export interface DiffLine {
  readonly act: DiffAct;
  readonly line: GrantLine;
  /** What it was before it changed, or what the other partner grants; null for the rest. */
  readonly other: GrantLine | null;
  /** Whose the other grant is, in a conflict. */
  readonly partner: string | null;
}

/** How many lines of each kind one screen in one territory has. */
export interface DiffPlace {
  readonly screen: string;
  readonly territory: string;
  readonly counts: Readonly<Record<DiffAct, number>>;
}

export function diffLines(diff: GrantDiff): readonly DiffLine[] {
  const bare = (act: DiffAct) => (line: GrantLine) => ({ act, line, other: null, partner: null });
  return [
    ...diff.conflicts.map(({ line, theirs, partner }) => ({ act: 'conflict' as const, line, other: theirs, partner })),
    ...diff.disappears.map(bare('disappear')),
    ...diff.changes.map(({ before, after }) => ({ act: 'change' as const, line: after, other: before, partner: null })),
    ...diff.appears.map(bare('appear')),
  ];
}

export function diffPlaces(lines: readonly DiffLine[]): readonly DiffPlace[] {
  const places = new Map<string, { screen: string; territory: string; counts: Record<DiffAct, number> }>();
  for (const { act, line } of lines)
    for (const screen of line.screens)
      for (const territory of territoriesOf(line)) {
        const key = `${screen} ${territory}`;
        const place = places.get(key) ?? {
          screen,
          territory,
          counts: { appear: 0, disappear: 0, change: 0, conflict: 0 },
        };
        place.counts[act] += 1;
        places.set(key, place);
      }
  return [...places.values()].sort((a, b) => order(a.territory, b.territory) || order(a.screen, b.screen));
}

/** A page of the lines of one kind, screen and territory; absent asks for any. */
export function diffPage(
  lines: readonly DiffLine[],
  asked: {
    readonly act?: DiffAct | undefined;
    readonly screen?: string | undefined;
    readonly territory?: string | undefined;
    readonly from: number;
    readonly count: number;
  },
): { readonly total: number; readonly lines: readonly DiffLine[] } {
  const { act, screen, territory, from, count } = asked;
  const found = lines.filter(
    (each) =>
      (act === undefined || each.act === act) &&
      (screen === undefined || each.line.screens.includes(screen)) &&
      (territory === undefined || territoriesOf(each.line).includes(territory)),
  );
  return { total: found.length, lines: found.slice(from, from + count) };
}

/** As the line names them: what is excluded again is no place of its own. */
const territoriesOf = ({ territories }: GrantLine): readonly string[] => (territories.split(' − ')[0] ?? '').split(' ');

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
