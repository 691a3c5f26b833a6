/** The log and its feed in memory, as the real ones behave: a step is whole or not at all, and transactions commit in any order. */
import type { CommittedReceipt, LogHead, LogStep, LogStore, NewLeaf, ReceiptFeed } from './ports.ts';
import type { Receipt } from './receipt.ts';
import { partialLengths, TILE_WIDTH, type Tile } from './tiles.ts';

export interface MemoryLog extends LogStore {
  readonly written: readonly NewLeaf[];
  readonly notes: readonly string[];
}

export function memoryLog({ origin }: { readonly origin: string }): MemoryLog {
  const leaves: NewLeaf[] = [];
  const tiles: Tile[] = [];
  const notes: { size: number; note: string }[] = [];
  let state: Pick<LogHead, 'low' | 'horizon'> = { low: 0n, horizon: null };
  let locked = false;
  const row = (level: number, first: number) =>
    level === 0
      ? leaves.slice(first, first + TILE_WIDTH).map(({ hash }) => hash)
      : tiles
          .filter((tile) => tile.level === level - 1 && tile.index >= first && tile.index < first + TILE_WIDTH)
          .map(({ root }) => root);
  const head = (): LogHead => ({
    origin,
    size: leaves.length,
    rows: partialLengths(leaves.length).map((length, level) =>
      row(level, Math.floor(leaves.length / TILE_WIDTH ** level) - length),
    ),
    ahead: leaves.filter(({ position }) => position > state.low).map(({ position }) => position),
    note: notes.findLast(({ size }) => size === leaves.length)?.note ?? null,
    ...state,
  });
  const write = (step: LogStep): void => {
    for (const leaf of step.leaves) {
      if (leaf.index !== leaves.length) throw new Error('A gap in the log');
      if (leaves.some((known) => known.receipt === leaf.receipt)) throw new Error(`${leaf.receipt} has two leaves`);
      leaves.push(leaf);
    }
    tiles.push(...step.tiles);
    if (step.note !== null) notes.push({ size: leaves.length, note: step.note });
    state = { low: step.low, horizon: step.horizon };
  };
  return {
    written: leaves,
    get notes() {
      return notes.map(({ note }) => note);
    },
    async advance(work) {
      if (locked) return 'busy';
      locked = true;
      try {
        const step = await work(head());
        write(step);
        return step;
      } finally {
        locked = false;
      }
    },
    checkpoint: async () => notes.at(-1)?.note,
    async tile(level, index) {
      const full = tiles.find((tile) => tile.level === level && tile.index === index);
      return full?.hashes ?? Buffer.concat(row(level, index * TILE_WIDTH));
    },
    async indexOf(receipt) {
      const index = leaves.findIndex((leaf) => leaf.receipt === receipt);
      return index < 0 ? undefined : index;
    },
    leaves: async (from, most) => leaves.slice(from, from + most).map(({ text }) => text),
    sizeBefore: async (instant) => leaves.findLastIndex(({ from }) => from < instant) + 1,
    sizeThrough: async (through) => leaves.findLastIndex(({ position }) => position <= through) + 1,
    indexesAfter: async (after, size) =>
      leaves.filter(({ index, position }) => index < size && position > after).map(({ index }) => index),
    async reached() {
      const { low, ahead } = head();
      return { low, ahead };
    },
  };
}

/** A transaction that took its position and has not ended yet. */
export interface OpenReceipt {
  readonly position: bigint;
  commit(): void;
  rollback(): void;
}

export interface MemoryFeed extends ReceiptFeed {
  begin(receipt: Receipt): OpenReceipt;
}

export function memoryFeed(): MemoryFeed {
  const committed: CommittedReceipt[] = [];
  const open = new Set<string>();
  let taken = 0n;
  return {
    begin(receipt) {
      const position = ++taken;
      const writer = `writer-${position}`;
      open.add(writer);
      return {
        position,
        commit() {
          committed.push({ position, household: 'wang', receipt });
          open.delete(writer);
        },
        rollback: () => void open.delete(writer),
      };
    },
    read: async ({ after, except, most }) =>
      committed
        .filter(({ position }) => position > after && !except.includes(position))
        .sort((a, b) => Number(a.position - b.position))
        .slice(0, most),
    horizon: async () => ({
      position: committed.map(({ position }) => position).sort((a, b) => Number(b - a))[0] ?? 0n,
      writers: [...open],
    }),
    writers: async () => [...open],
  };
}
