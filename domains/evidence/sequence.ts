/**
 * Gives every committed receipt one place in the log, in one order, and signs where the log stands. Transactions commit in
 * another order than they took their positions, so a position that was passed over is waited for until nobody can bring it.
 */
import { readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { leafHash } from './hash.ts';
import { leafOf, leafText } from './leaf.ts';
import { isSignedBy } from './note.ts';
import type { CommittedReceipt, LogHead, LogStep, NewLeaf, SequencerPorts } from './ports.ts';
import { growTiles, type Tile } from './tiles.ts';

/** Receipts that one step takes at most: some 4 MB of leaves. */
export const STEP_RECEIPTS = 4096;

/** Takes one step. Safe to be run by many nodes, to be killed anywhere, and to be run again. Says how many leaves it added. */
export async function sequence(ports: SequencerPorts, most = STEP_RECEIPTS): Promise<number | 'busy'> {
  const step = await ports.log.advance((head) => nextStep(ports, head, most));
  return step === 'busy' ? step : step.leaves.length;
}

async function nextStep({ feed, contexts, signerOf }: SequencerPorts, head: LogHead, most: number): Promise<LogStep> {
  const arrived = head.horizon !== null && isPast(head.horizon.writers, await feed.writers());
  // Read after the writers: what they committed is seen from here on.
  const receipts = await feed.read({ after: head.low, except: head.ahead, most });
  const complete = head.horizon !== null && arrived ? head.horizon.position : head.low;
  const reached = receipts.length < most ? complete : lesser(complete, receipts.at(-1)?.position ?? complete);
  const horizon = head.horizon === null || arrived ? await feed.horizon() : head.horizon;
  const grown = grow(head, receipts, await contexts(receipts));
  const { origin } = head;
  const signer = signerOf(origin);
  const isSigned = grown.leaves.length === 0 && head.note !== null && isOurs(head.note, signer.verifier);
  return {
    leaves: grown.leaves,
    tiles: grown.tiles,
    low: greater(head.low, reached),
    horizon,
    note: isSigned ? null : signCheckpoint({ origin, size: grown.size, root: grown.root, extensions: [] }, signer),
  };
}

function grow(
  head: LogHead,
  receipts: readonly CommittedReceipt[],
  contexts: Awaited<ReturnType<SequencerPorts['contexts']>>,
) {
  const tiles: Tile[] = [];
  const tree = growTiles(head, (tile) => tiles.push(tile));
  const leaves = receipts.map(({ position, receipt }, each): NewLeaf => {
    const context = contexts[each];
    if (!context) throw new Error('A receipt came without its context');
    const text = leafText(leafOf(receipt, context));
    const hash = leafHash(new TextEncoder().encode(text));
    const index = tree.size;
    tree.append(hash);
    return { index, receipt: receipt.id, position, from: receipt.from, text, hash };
  });
  return { leaves, tiles, size: tree.size, root: tree.root() };
}

const isPast = (before: readonly string[], now: readonly string[]): boolean =>
  !before.some((writer) => now.includes(writer));

function isOurs(note: string, verifier: Parameters<typeof isSignedBy>[1]): boolean {
  const read = readCheckpoint(note);
  return read.ok && isSignedBy(read.value.note, verifier);
}

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b);
