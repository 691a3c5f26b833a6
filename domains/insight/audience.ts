/** What was watched, in figures that never tell of fewer than a stated number of households. */

/** Sums of one partner's receipts of one month, by one of their facts. */
export interface AudienceCell {
  /** A day such as `2026-11-22`, a screen, or a title's ALID. */
  readonly key: string;
  /** Whole milliseconds. */
  readonly watchedMs: number;
  readonly plays: number;
  readonly households: number;
}

/** The receipts of a month, added up once for each fact. `all` is undefined when there are none. */
export interface AudienceFacts {
  readonly all: Omit<AudienceCell, 'key'> | undefined;
  readonly days: readonly AudienceCell[];
  readonly screens: readonly AudienceCell[];
  readonly titles: readonly AudienceCell[];
}

/** Receipts that ended in `start < at ≤ end`, of one partner, by days of `zone`. */
export interface AudienceSource {
  audience(of: {
    readonly partner: string;
    readonly start: number;
    readonly end: number;
    readonly zone: string;
  }): Promise<AudienceFacts>;
}

/** Cells that may be told, and all others together. */
export interface ToldCells {
  readonly cells: readonly AudienceCell[];
  readonly others: { readonly cells: number; readonly watchedMs: number; readonly plays: number } | null;
}

export interface Audience {
  /** False: fewer households than `smallest` watched at all, and nothing is told. */
  readonly told: boolean;
  readonly smallest: number;
  readonly all: Omit<AudienceCell, 'key'> | null;
  readonly days: ToldCells;
  readonly screens: ToldCells;
  readonly titles: ToldCells;
}

/** Below so many households a figure could be one person's. */
export const SMALLEST_AUDIENCE = 10;

const NOTHING: ToldCells = { cells: [], others: null };

export function audienceOf(facts: AudienceFacts, smallest: number): Audience {
  const { all } = facts;
  if (all === undefined || all.households < smallest) {
    return { told: false, smallest, all: null, days: NOTHING, screens: NOTHING, titles: NOTHING };
  }
  return {
    ...{ told: true, smallest, all },
    days: toldCells(facts.days, smallest),
    screens: toldCells(facts.screens, smallest),
    titles: toldCells(facts.titles, smallest),
  };
}

/**
 * Cells of fewer households than `smallest` are told together alone. The smallest of the others joins them: or what is left
 * when all told cells are taken from the whole would be about those few again.
 */
function toldCells(cells: readonly AudienceCell[], smallest: number): ToldCells {
  const few = cells.filter(({ households }) => households < smallest);
  if (few.length === 0) return { cells, others: null };
  const enough = cells.filter(({ households }) => households >= smallest);
  // By name at last, or two answers to one question could let different cells join, and tell the few between them.
  const joining = enough.toSorted(
    (a, b) => a.households - b.households || a.watchedMs - b.watchedMs || (a.key < b.key ? -1 : 1),
  )[0];
  const together = joining ? [...few, joining] : few;
  return {
    cells: enough.filter((cell) => cell !== joining),
    others: {
      cells: together.length,
      watchedMs: together.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
      plays: together.reduce((sum, { plays }) => sum + plays, 0),
    },
  };
}
