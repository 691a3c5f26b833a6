/** Goes through `leaves.ndjson` once, line by line, at any length: the tree, each leaf by itself, and each against its play. */
import { compactTree } from './compact-tree.ts';
import { type Hash, leafHash } from './hash.ts';
import type { LogLeaf } from './leaf.ts';
import { MAX_LEAF_BYTES, readLeaf } from './read-leaf.ts';

/** Contract versions that leaves name, by `contractFile`'s inputs. */
export type NamedContracts = ReadonlyMap<
  string,
  {
    readonly contract: string;
    readonly version: number;
    readonly hashes: ReadonlySet<string | null>;
    /** The first line that names it. */
    readonly line: number;
  }
>;
/** The first line that names a delivery, by the delivery's SHA-256. */
export type NamedDeliveries = ReadonlyMap<string, number>;

export interface LeavesRead {
  readonly count: number;
  readonly root: Hash;
  /** The root at each size that was asked for and is there. */
  readonly roots: ReadonlyMap<number, Hash>;
  readonly contracts: NamedContracts;
  readonly deliveries: NamedDeliveries;
}

export interface LeavesWatch {
  readonly sizes: readonly number[];
  readonly onLeaf: (leaf: LogLeaf, index: number) => void;
  /** `line` counts from 1. */
  readonly tell: (line: number, message: string) => void;
}

export async function verifyLeaves(
  chunks: AsyncIterable<Uint8Array>,
  { sizes, onLeaf, tell }: LeavesWatch,
): Promise<LeavesRead> {
  const wanted = new Set(sizes);
  const roots = new Map<number, Hash>();
  const contracts = new Map<string, { contract: string; version: number; hashes: Set<string | null>; line: number }>();
  const deliveries = new Map<string, number>();
  const plays = playBook();
  const tree = compactTree();
  const look = () => wanted.has(tree.size) && roots.set(tree.size, tree.root());
  look();
  for await (const { bytes, whole } of linesOf(chunks)) {
    const line = tree.size + 1;
    tree.append(leafHash(bytes));
    look();
    if (!whole) tell(line, 'does not end with a newline');
    const read = readLeaf(bytes);
    if (!read.ok) {
      tell(line, read.reason);
      continue;
    }
    const leaf = read.value;
    const fault = plays.enter(leaf);
    if (fault !== undefined) tell(line, fault);
    const key = JSON.stringify([leaf.contract, leaf.contractVersion]);
    const known = contracts.get(key);
    if (known) known.hashes.add(leaf.contractHash);
    else contracts.set(key, contractOf(leaf, line));
    if (!deliveries.has(leaf.delivery)) deliveries.set(leaf.delivery, line);
    onLeaf(leaf, line - 1);
  }
  return { count: tree.size, root: tree.root(), roots, contracts, deliveries };
}

const contractOf = (leaf: LogLeaf, line: number) => ({
  contract: leaf.contract,
  version: leaf.contractVersion,
  hashes: new Set([leaf.contractHash]),
  line,
});

/** What the beats of one play must keep to among each other. */
function playBook(): { enter(leaf: LogLeaf): string | undefined } {
  const plays = new Map<string, { sequence: number; to: number; watched: (readonly [number, number])[] }>();
  return {
    enter({ play, sequence, intervals, from, to }) {
      const before = plays.get(play);
      if (!before) {
        plays.set(play, { sequence, to, watched: [...intervals] });
        return undefined;
      }
      if (sequence <= before.sequence) return `is beat ${sequence} of play ${play}, after beat ${before.sequence}`;
      const twice = intervals.some((one) => before.watched.some((other) => one[0] < other[1] && other[0] < one[1]));
      const early = from < before.to;
      before.sequence = sequence;
      before.to = to;
      before.watched = joined([...before.watched, ...intervals]);
      if (twice) return `counts media time of play ${play} that has a receipt already`;
      return early ? `counts wall-clock time of play ${play} that has a receipt already` : undefined;
    },
  };
}

/** Touching intervals become one, so that a film watched through is one interval. */
function joined(intervals: (readonly [number, number])[]): (readonly [number, number])[] {
  const whole: [number, number][] = [];
  for (const [from, to] of intervals.sort(([a], [b]) => a - b)) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}

/** Lines without their newline. A line that is too long to be a leaf is cut: it is wrong either way. */
async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly whole: boolean }> {
  const NEWLINE = 0x0a;
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, end);
      yield { bytes: rest.length === 0 ? piece : Buffer.concat([rest, piece]), whole: true };
      rest = new Uint8Array();
      start = end + 1;
    }
    if (start < chunk.length && rest.length <= MAX_LEAF_BYTES) rest = Buffer.concat([rest, chunk.subarray(start)]);
  }
  if (rest.length > 0) yield { bytes: rest, whole: false };
}
