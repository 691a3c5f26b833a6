/** Receipts and the proof that none was added, changed or lost afterwards. */
export { sequenceThrough, waitingSince } from './catch-up.ts';
export {
  CHECKPOINT_REFUSALS,
  type Checkpoint,
  type CheckpointRefusal,
  readCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts';
export { type CompactTree, compactTree } from './compact-tree.ts';
export { contractFile, exportCheckpoint, readExtensions, type StatementFile, type StatementSource } from './export.ts';
export { EMPTY_ROOT, type Hash, leafHash, nodeHash } from './hash.ts';
export { ERASED, type LeafContext, type LogLeaf, leafOf, leafText } from './leaf.ts';
export { type NoteSigner, type NoteVerifier, noteSigner, readVerifier, signNote } from './note.ts';
export type {
  CommittedReceipt,
  Horizon,
  LogHead,
  LogStep,
  LogStore,
  NewLeaf,
  ReceiptFeed,
  SequencerPorts,
} from './ports.ts';
export { consistencyProof, inclusionProof, rootAt, type SubtreeReader } from './prove.ts';
export { PROOF_REFUSALS, type ProofRefusal, proveConsistency, proveInclusion } from './prove-log.ts';
export { readLeaf } from './read-leaf.ts';
export type { Receipt, ReceiptPlace } from './receipt.ts';
export { STEP_RECEIPTS, sequence } from './sequence.ts';
export { growTiles, type PartialRows, partialLengths, readSubtrees, TILE_WIDTH, type Tile } from './tiles.ts';
export {
  type EvidenceFolder,
  FINDING_CODES,
  type FindingCode,
  type FolderFinding,
  type FolderReport,
  type StatementCheck,
  type VerifyOptions,
  verifyFolder,
} from './verify-folder.ts';
export { type Consistency, type Inclusion, verifyConsistency, verifyInclusion } from './verify-proof.ts';
