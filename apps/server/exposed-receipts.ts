/** Every receipt of a time, judged against what is known now: page by page, so that none is left out and heartbeats don't wait. */
import type { Instant } from '@duoping/kit';
import { type ExposedUse, exposedUses, type RightsFacts, SCREENS } from '@duoping/rights';

/** Every receipt is looked at; more exposed ones than this are counted, but not listed. */
const MAX_LISTED = 20_000;

/** A receipt as far as the exposure asks. */
export interface Watched {
  readonly id: string;
  readonly play: string;
  readonly work: string;
  readonly territory: string;
  readonly screen: string;
  readonly model: string;
  readonly licenseType: string;
  readonly to: Instant;
}

export interface ExposurePorts {
  /** All that was watched in a time, a page at a time; of all works, unless some are named. */
  readonly watchedDuring: (
    during: { start: Instant; end: Instant },
    works: readonly string[] | undefined,
  ) => AsyncIterable<readonly Watched[]>;
  /** So many exposed receipts are listed; absent: 20,000. */
  readonly maxListed?: number;
}

/** Judges every receipt of the time, a page at a time, and gives the thread back between pages. */
export async function exposedReceipts(
  { watchedDuring, maxListed = MAX_LISTED }: ExposurePorts,
  asked: {
    facts: RightsFacts;
    works: readonly string[] | undefined;
    during: { start: Instant; end: Instant };
    now: Instant;
  },
): Promise<{ uses: readonly ExposedUse[]; plays: ReadonlyMap<string, string>; exposed: number }> {
  const uses: ExposedUse[] = [];
  const plays = new Map<string, string>();
  let exposed = 0;
  for await (const page of watchedDuring(asked.during, asked.works)) {
    const found = exposedUses(asked.facts, page.flatMap(useOf), asked.now);
    exposed += found.length;
    const listed = new Set(found.slice(0, maxListed - uses.length).map(({ use }) => use.id));
    uses.push(...found.filter(({ use }) => listed.has(use.id)));
    for (const { id, play } of page) if (listed.has(id)) plays.set(id, play);
  }
  return { uses, plays, exposed };
}

/** Watched time was streamed; a receipt of another way to watch is judged as what was acquired. */
function useOf({ id, work, territory, screen, model, licenseType, to }: Watched) {
  const known = SCREENS.find((each) => each === screen);
  const verb = ['SVOD', 'AVOD', 'FVOD'].includes(licenseType) ? ('stream' as const) : ('play-owned' as const);
  return known === undefined ? [] : [{ id, at: to - 1, request: { work, territory, screen: known, model, verb } }];
}
