/** What the log tells anyone who asks: that a leaf stands in it, and that it only grew. Never what a leaf says. */
import { ok, type Result, refuse } from '@duoping/kit';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { HASH_BYTES, type Hash } from './hash.ts';
import type { LogStore } from './ports.ts';
import { consistencyProof, inclusionProof, rootAt, type SubtreeReader } from './prove.ts';
import { readSubtrees } from './tiles.ts';
import type { Consistency, Inclusion } from './verify-proof.ts';

export const PROOF_REFUSALS = ['no-checkpoint', 'unknown-leaf', 'beyond-the-log'] as const;
export type ProofRefusal = (typeof PROOF_REFUSALS)[number];

/** That a leaf, by its index or its receipt's id, is in the log of `size` leaves; of the newest checkpoint when absent. */
export async function proveInclusion(
  log: LogStore,
  asked: { readonly leaf: number | string; readonly size?: number | undefined },
): Promise<Result<Inclusion, ProofRefusal>> {
  const newest = await newestCheckpoint(log);
  if (!newest) return refuse('no-checkpoint');
  const { size = newest.size } = asked;
  if (size > newest.size) return refuse('beyond-the-log');
  const index = typeof asked.leaf === 'number' ? asked.leaf : await log.indexOf(asked.leaf);
  if (index === undefined) return refuse('unknown-leaf');
  if (index >= size) return refuse('beyond-the-log');
  const read = readerOf(log);
  const [proof, root, leafHash] = await Promise.all([
    inclusionProof(read, { index, size }),
    rootAt(read, size),
    read(0, index),
  ]);
  return ok({ index, size, leafHash, proof, root });
}

/** That the log of `first` leaves is the beginning of the log of `second`; of the newest checkpoint when absent. */
export async function proveConsistency(
  log: LogStore,
  asked: { readonly first: number; readonly second?: number | undefined },
): Promise<Result<Consistency, ProofRefusal>> {
  const newest = await newestCheckpoint(log);
  if (!newest) return refuse('no-checkpoint');
  const { first, second = newest.size } = asked;
  if (second > newest.size || first > second) return refuse('beyond-the-log');
  const read = readerOf(log);
  const [proof, before, after] = await Promise.all([
    consistencyProof(read, { first, second }),
    rootAt(read, first),
    rootAt(read, second),
  ]);
  return ok({ first: { size: first, root: before }, second: { size: second, root: after }, proof });
}

/** The root of the log's first `size` leaves, which it must have. */
export const logRootAt = (log: LogStore, size: number): Promise<Hash> => rootAt(readerOf(log), size);

export async function newestCheckpoint(log: LogStore): Promise<Checkpoint | undefined> {
  const note = await log.checkpoint();
  const read = note === undefined ? undefined : readCheckpoint(note);
  if (read && !read.ok) throw new Error(`The log keeps a checkpoint that can't be read: ${read.reason}`);
  return read?.value.checkpoint;
}

/** Reads each tile once for one answer. */
function readerOf(log: LogStore): SubtreeReader {
  const tiles = new Map<string, Promise<Uint8Array>>();
  return readSubtrees((level, index) => {
    const key = `${level}/${index}`;
    const tile = tiles.get(key) ?? log.tile(level, index);
    tiles.set(key, tile);
    return tile.then((hashes) => {
      if (hashes.length < HASH_BYTES) throw new Error(`The log has lost its tile ${key}`);
      return hashes;
    });
  });
}
