/** Tallies and leaves together come to what the leaves alone come to: whatever is asked, and whatever of the tallies there is. */
import { DAY_MS, HOUR_MS } from '@duoping/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK_LEAVES, followLog, readPeriod, type TallyStore, type Watched, watchedInLog } from './index.ts';
import { type Period, periodOfEnd } from './period.ts';
import { memoryTallies, receiptOf } from './testing.ts';
import { addUp, type Counting } from './watched.ts';

const ZONES = ['Asia/Shanghai', 'UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'] as const;
const [BEGIN, STRETCH] = [Date.UTC(2026, 9, 1), 100 * DAY_MS];
/** Four blocks of the second level, and some more. */
const LEAVES = 17 * BLOCK_LEAVES + 1234;
const BLOCKS = 17;

/** Three months of watching in about its order, with stragglers, free titles and receipts that end on every month's very edge. */
const RECEIPTS = Array.from({ length: LEAVES }, (_, at) => {
  const straggles = at % 97 === 0 ? (at % 40) * DAY_MS : 0;
  const to = BEGIN + Math.floor((at / LEAVES) * STRETCH) + ((at * 7919) % (3 * HOUR_MS)) - straggles;
  const edge = periodOfEnd(to, ZONES[at % ZONES.length] ?? 'UTC').window.end;
  return receiptOf({
    ...{
      id: `r${at}`,
      grant: `g${(at * 31) % 50}`,
      work: `w${(at * 31) % 50}`,
      watchedMs: 1 + ((at * 104_729) % 15_000),
    },
    place: at % 3 === 0 ? { path: '/a[1]' } : { sheet: 'Movies', row: 1 + (at % 5) },
    ...{ to: at % 211 === 0 ? edge + (at % 3) - 1 : to, licenseType: at % 13 === 0 ? 'FVOD' : 'SVOD' },
  });
});
const TEXTS = RECEIPTS.map((receipt) => JSON.stringify(receipt));

function countingLog() {
  let read = 0;
  return {
    get read() {
      return read;
    },
    async leaves(from: number, most: number): Promise<readonly string[]> {
      const texts = TEXTS.slice(from, from + most);
      read += texts.length;
      return texts;
    },
  };
}

const tallied = new Map<string, ReturnType<typeof memoryTallies>>();
async function talliesOf(zone: string): Promise<ReturnType<typeof memoryTallies>> {
  const known = tallied.get(zone);
  if (known) return known;
  const tallies = memoryTallies();
  while ((await followLog({ log: countingLog(), tallies }, zone)) === 'tallied');
  tallied.set(zone, tallies);
  return tallies;
}

/** Settlement's words, one after the other: the month's own receipts, and of each month before what is late. */
function naively({ period, size, leavesBefore, leftOut }: Counting): readonly Watched[] {
  const own = addUp(RECEIPTS.slice(0, size), period);
  const after = RECEIPTS.filter((_, index) => index < size && (index >= leavesBefore || leftOut.has(index)));
  const months = new Map<string, Period>();
  for (const { to } of after) {
    if (to > period.window.start) continue;
    const month = periodOfEnd(to, period.zone);
    months.set(month.id, month);
  }
  return [...own, ...[...months.values()].flatMap((month) => addUp(after, month))];
}

const inOrder = (watched: readonly Watched[]): string[] =>
  watched.map((each) => JSON.stringify(Object.entries(each).sort())).sort();

const asked = fc
  .record({
    month: fc.constantFrom('2026-09', '2026-10', '2026-11', '2026-12'),
    zone: fc.constantFrom(...ZONES),
    size: fc.oneof(
      fc.nat(LEAVES),
      fc.nat(BLOCKS).map((blocks) => blocks * BLOCK_LEAVES),
    ),
    before: fc.oneof(
      fc.nat(LEAVES),
      fc.nat(BLOCKS).map((blocks) => blocks * BLOCK_LEAVES),
    ),
    leftOut: fc.array(fc.nat(LEAVES), { maxLength: 3 }),
  })
  .map(({ month, zone, size, before, leftOut }): Counting => {
    const period = readPeriod(month, zone);
    if (!period) throw new Error(`${month} is a month`);
    const leavesBefore = Math.min(size, before);
    return { period, size, leavesBefore, leftOut: new Set(leftOut.filter((index) => index < leavesBefore)) };
  });

describe('what a month counts', { timeout: 60_000 }, () => {
  test('is the same by tallies as by the leaves alone, whatever log, months and zone', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (counting) => {
        const ports = { log: countingLog(), tallies: await talliesOf(counting.period.zone) };
        expect(inOrder(await watchedInLog(ports, counting))).toEqual(inOrder(naively(counting)));
      }),
      { numRuns: 15 },
    );
  });

  const broken = fc.record({
    reached: fc.nat(BLOCKS).map((blocks) => blocks * BLOCK_LEAVES),
    isThere: fc.func(fc.boolean()),
    of: fc.constantFrom(...ZONES),
    rows: fc.boolean(),
  });

  test('is the same when tallies are behind, have holes, are of another zone or lack rows', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(asked, broken, async (counting, { reached, isThere, of, rows }) => {
        const whole = await talliesOf(of);
        const tallies: TallyStore = {
          reached: async () => reached,
          blocks: (names) => whole.blocks(names.filter(({ level, index }) => isThere(level, index))),
          rows: async (numbers) => whole.rows(rows ? numbers : numbers.slice(1)),
          advance: async () => 'busy',
        };
        const watched = await watchedInLog({ log: countingLog(), tallies }, counting);
        expect(inOrder(watched)).toEqual(inOrder(naively(counting)));
      }),
      { numRuns: 15 },
    );
  });

  test('is read from the leaves where a month of the tallies is not the month asked for', async () => {
    const period = readPeriod('2026-11', 'UTC');
    if (!period) throw new Error('November is a month');
    // In Newfoundland it is November still, and its November began after the one of UTC.
    const text = JSON.stringify(receiptOf({ id: 'r', to: Date.UTC(2026, 11, 1, 1) }));
    const log = {
      leaves: async (from: number, most: number) =>
        Array(BLOCK_LEAVES)
          .fill(text)
          .slice(from, from + most),
    };
    const whole = memoryTallies();
    await followLog({ log, tallies: whole }, 'America/St_Johns');
    const tallies: TallyStore = { ...whole, reached: async () => BLOCK_LEAVES, advance: async () => 'busy' };
    const counting = { period, size: BLOCK_LEAVES, leavesBefore: 0, leftOut: new Set<number>() };
    expect(await watchedInLog({ log, tallies }, counting)).toEqual([]);
  });

  test('is read from tallies but for the leaves that no block holds, and one block where late receipts begin', async () => {
    const period = readPeriod('2026-12', 'Asia/Shanghai');
    if (!period) throw new Error('December is a month');
    const log = countingLog();
    const counting = { period, size: LEAVES, leavesBefore: 5 * BLOCK_LEAVES + 9, leftOut: new Set<number>() };
    await watchedInLog({ log, tallies: await talliesOf('Asia/Shanghai') }, counting);
    expect(log.read).toBe(BLOCK_LEAVES + 1234);
  });

  test('brings the tallies up to the log first', async () => {
    const period = readPeriod('2026-11', 'UTC');
    if (!period) throw new Error('November is a month');
    const tallies = memoryTallies();
    const size = 3 * BLOCK_LEAVES + 5;
    await watchedInLog({ log: countingLog(), tallies }, { period, size, leavesBefore: 0, leftOut: new Set() });
    expect(await tallies.reached('UTC')).toBe(3 * BLOCK_LEAVES);
  });
});
