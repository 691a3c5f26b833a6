/**
 * What a month counts, out of the log: whole blocks as they were tallied, and the leaves themselves wherever a tally is
 * missing or can't tell. So the tallies make it fast and never make it otherwise.
 */
import type { Instant } from '@duoping/kit';
import { BLOCK_LEAVES, coverOf, type LeafRange, leavesOf, wholeBlocks } from './blocks.ts';
import { type FollowPorts, followThrough } from './follow-log.ts';
import { periodOfEnd } from './period.ts';
import { addMonth, type Sums, type TalliedMonth, type Tally } from './tally.ts';
import { type Counting, countedIn, rowSums, type Watched } from './watched.ts';
import { LEAVES_READ, watchedLeaf } from './watched-leaf.ts';

export async function watchedInLog(ports: FollowPorts, counting: Counting): Promise<readonly Watched[]> {
  const { zone } = counting.period;
  await followThrough(ports, zone, counting.size);
  const { blocks, leaves } = split(counting, await ports.tallies.reached(zone));
  const names = blocks.flatMap(coverOf);
  const tallies = new Map((await ports.tallies.blocks(names)).map((tally) => [`${tally.level}/${tally.index}`, tally]));
  const byMonth = new Map<string, Sums>();
  const unread = [...leaves];
  for (const name of names) {
    const tally = tallies.get(`${name.level}/${name.index}`);
    const counted = tally && countedMonths(tally, counting);
    if (!counted) unread.push(leavesOf(name));
    for (const [id, month] of counted ?? []) {
      const sums = byMonth.get(id) ?? new Map();
      addMonth(sums, month);
      byMonth.set(id, sums);
    }
  }
  const watched = rowSums();
  for (const range of unread) await addLeaves(ports.log, range, { counting, watched });
  const numbers = new Set([...byMonth.values()].flatMap((sums) => [...sums.keys()]));
  const rows = await ports.tallies.rows([...numbers]);
  for (const [watchedIn, sums] of byMonth) {
    for (const [number, { watchedMs, receipts }] of sums) {
      const row = rows.get(number);
      if (!row) return watchedInLeaves(ports.log, counting);
      watched.add({ ...row, watchedMs: exactly(watchedMs) }, watchedIn, receipts);
    }
  }
  return watched.rows();
}

/** The same out of the leaves alone. */
async function watchedInLeaves(log: FollowPorts['log'], counting: Counting): Promise<readonly Watched[]> {
  const watched = rowSums();
  await addLeaves(log, { from: 0, below: counting.size }, { counting, watched });
  return watched.rows();
}

/**
 * Ranges of whole blocks, and of leaves to be read one by one: what no block holds yet, and the lowest blocks in which only
 * some leaves may count as late.
 */
function split({ size, leavesBefore, leftOut }: Counting, tallied: number): Record<'blocks' | 'leaves', LeafRange[]> {
  const whole = Math.min(tallied, wholeBlocks(size));
  const apart = new Set([...leftOut].map(wholeBlocks));
  if (leavesBefore % BLOCK_LEAVES !== 0) apart.add(wholeBlocks(leavesBefore));
  const blocks: LeafRange[] = [];
  const leaves: LeafRange[] = [];
  let from = 0;
  for (const cut of [...apart].filter((each) => each < whole).sort((a, b) => a - b)) {
    blocks.push(...cutAt(leavesBefore, { from, below: cut }));
    from = cut + BLOCK_LEAVES;
    leaves.push({ from: cut, below: from });
  }
  blocks.push(...cutAt(leavesBefore, { from, below: whole }));
  leaves.push({ from: whole, below: size });
  return { blocks, leaves };
}

/** No block may lie on both sides of where late receipts begin. */
const cutAt = (at: number, { from, below }: LeafRange): LeafRange[] =>
  at > from && at < below
    ? [
        { from, below: at },
        { from: at, below },
      ]
    : [{ from, below }];

/** The block's months that count, by the month that they count for; undefined when only its leaves can tell. */
function countedMonths(tally: Tally, counting: Counting): readonly (readonly [string, TalliedMonth])[] | undefined {
  const { period, leavesBefore } = counting;
  const isLate = leavesOf(tally).from >= leavesBefore;
  const counted: [string, TalliedMonth][] = [];
  for (const month of tally.months) {
    if (isWithin(month, period.window)) counted.push([period.id, month]);
    else if (month.end <= period.window.start) {
      if (!isLate) continue;
      const earlier = periodOfEnd(month.end, period.zone);
      if (!isWithin(month, earlier.window)) return undefined;
      counted.push([earlier.id, month]);
    } else if (month.start < period.window.end) return undefined;
  }
  return counted;
}

const isWithin = (
  { start, end }: Pick<TalliedMonth, 'start' | 'end'>,
  window: { readonly start: Instant; readonly end: Instant },
): boolean => window.start <= start && end <= window.end;

async function addLeaves(
  log: FollowPorts['log'],
  { from, below }: LeafRange,
  { counting, watched }: { counting: Counting; watched: ReturnType<typeof rowSums> },
): Promise<void> {
  for (let first = from; first < below; first += LEAVES_READ) {
    const texts = await log.leaves(first, Math.min(LEAVES_READ, below - first));
    for (const [at, text] of texts.entries()) {
      const leaf = watchedLeaf(text);
      const watchedIn = leaf && countedIn(leaf.to, first + at, counting);
      if (leaf && watchedIn !== undefined) watched.add(leaf, watchedIn);
    }
  }
}

function exactly(watchedMs: bigint): number {
  const value = Number(watchedMs);
  if (!Number.isSafeInteger(value)) throw new Error(`${watchedMs} ms can't be kept exactly`);
  return value;
}
