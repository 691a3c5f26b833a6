/**
 * A delivery of 50,000 rows, from the changed facts to the new index in force, while readers go on asking the one before:
 * how long it takes, how long the longest of them waits, and what bends first as the catalogue grows. What the database
 * takes to write and read the rows is not in it.
 */
import { setImmediate } from 'node:timers/promises';
import { buildIndex, decide, type Grant } from '@duoping/rights';
import { livingRights, type Restrictions, type RightsChange, type RightsFacts } from '#licensing';
import { median, millis, quantile } from './rights/clock.ts';
import { GRANTS_PER_WORK, JUNE, makeGrants, makeQuestions, seeded } from './rights/world.ts';
import { whileOthersWait } from './stall.ts';
import type { BenchRow, BenchTable } from './table.ts';

const ROWS = 50_000;
const ROUNDS = 5;

export default async function rightsApplyBench(): Promise<BenchTable> {
  const sizes = [10_000, 100_000, ...(process.env.DEEP === '1' ? [500_000] : [])];
  const rows: BenchRow[] = [];
  for (const works of sizes) rows.push(...(await applied(works)));
  return {
    title: `Rights: a delivery of ${ROWS.toLocaleString('en')} rows becomes the index in force`,
    rows,
    notes: [
      `Median of ${ROUNDS} rounds by the wall clock; each ends ${ROWS.toLocaleString('en')} grants and begins as many others. Identical with an index built anew from the same facts, on 2,000 questions a round.`,
      'A reader asks one decision of the index in force, in every turn of the event loop; the stall is the longest time that the loop did not come round.',
      'A withdrawal touches no grant and shares every column: it takes the time of its own facts.',
    ],
  };
}

async function applied(works: number): Promise<BenchRow[]> {
  const random = seeded(1);
  const questions = makeQuestions(2_000, works, random);
  const store = openStore(makeGrants(works, random));
  const rights = livingRights(
    store,
    () => JUNE,
    () => setImmediate(),
  );
  await rights.refresh();
  const took: number[] = [];
  const stalls: number[] = [];
  const reads: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    store.deliver(round);
    const readers = openReaders(() => {
      const { request, at } = questions[reads.length % questions.length] ?? { request: undefined, at: 0 };
      if (request) decide(rights.current(), request, at);
    }, reads);
    const seen = await whileOthersWait(() => rights.refresh());
    readers.stop();
    took.push(seen.took);
    stalls.push(seen.stall);
    assertSame(rights.current(), store.grants(), questions);
  }
  const what = `${(works * GRANTS_PER_WORK).toLocaleString('en')} grants`;
  const row = (name: string, ours: string, goal: string): BenchRow => ({
    ...{ what: `${what}: ${name}`, peer: '–', ours, ratio: '–', goal },
  });
  return [
    row('in force after', millis(median(took)), '≤ 2 s'),
    row('longest stall of the readers', millis(median(stalls)), 'no pause'),
    row('a reader’s turn, p99', millis(quantile(reads, 0.99)), ''),
  ];
}

/** Facts in memory, and what a delivery changed of them. */
function openStore(first: readonly Grant[]) {
  let grants = first.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  let epoch = 1;
  let change: Pick<RightsChange, 'ended' | 'begun'> = { ended: [], begun: [] };
  const rest = { denials: [], clearanceRules: [], clearances: [] };
  return {
    grants: () => grants,
    /** Rows of some works end, and later versions of them begin. */
    deliver(round: number): void {
      const from = (round * ROWS) % Math.max(1, grants.length - ROWS + 1);
      const ended = grants.slice(from, from + ROWS);
      const begun = ended.map((grant) => ({
        ...grant,
        id: `${grant.id}-${round}`,
      }));
      const gone = new Set(ended);
      grants = [...grants.filter((grant) => !gone.has(grant)), ...begun].sort((a, b) => (a.id < b.id ? -1 : 1));
      change = { ended: ended.map(({ id }) => id), begun };
      epoch++;
    },
    epoch: async (): Promise<number> => epoch,
    restrictions: async (): Promise<Restrictions> => ({ epoch, ...rest }),
    facts: async (): Promise<RightsFacts> => ({ epoch, grants, ...rest }),
    changesSince: async (): Promise<RightsChange> => ({ epoch, ...change, ...rest }),
  };
}

/** Asks once in every turn of the event loop, and tells how long each turn took. */
function openReaders(ask: () => void, turns: number[]): { stop(): void } {
  let isOpen = true;
  let last = performance.now();
  const turn = (): void => {
    if (!isOpen) return;
    ask();
    const now = performance.now();
    turns.push(now - last);
    last = now;
    globalThis.setImmediate(turn);
  };
  globalThis.setImmediate(turn);
  return {
    stop() {
      isOpen = false;
    },
  };
}

function assertSame(
  index: Parameters<typeof decide>[0],
  grants: readonly Grant[],
  questions: ReturnType<typeof makeQuestions>,
): void {
  const anew = buildIndex({ grants, denials: [], epoch: index.epoch });
  for (const { request, at } of questions) {
    const answers = [index, anew].map((each) => JSON.stringify(decide(each, request, at)));
    if (answers[0] !== answers[1]) throw new Error(`Answers differ: ${answers.join(' and ')}`);
  }
}
