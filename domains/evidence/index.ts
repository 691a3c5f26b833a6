/** Receipts and the proof that none was added, changed or lost afterwards. */
export {
  CHECKPOINT_REFUSALS,
  type Checkpoint,
  type CheckpointRefusal,
  readCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts';
export { type CompactTree, compactTree } from './compact-tree.ts';
export { EMPTY_ROOT, type Hash, leafHash, nodeHash } from './hash.ts';
export { ERASED, type LogLeaf, leafOf, leafText } from './leaf.ts';
export { type NoteSigner, type NoteVerifier, noteSigner, readVerifier, signNote } from './note.ts';
export { consistencyProof, inclusionProof, rootAt, type SubtreeReader } from './prove.ts';
export { readLeaf } from './read-leaf.ts';
export type { Receipt, ReceiptPlace } from './receipt.ts';
export { growTiles, type PartialRows, partialLengths, readSubtrees, TILE_WIDTH, type Tile } from './tiles.ts';
export { type Consistency, type Inclusion, verifyConsistency, verifyInclusion } from './verify-proof.ts';
