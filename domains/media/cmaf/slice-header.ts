/** How many bytes of a slice NAL unit are its header (H.264 §7.3.3): they stay clear, because hardware parses them. */
import { type BitReader, bitReader } from './bits.ts';
import type { ParameterSets, Pps, Sps } from './parameter-sets.ts';

const IDR = 5;
const TYPE = { P: 0, B: 1, SP: 3, SI: 4 } as const; // `as const`: slice_type modulo 5

/** `nal` without its length prefix, type 1 or 5. Counts the NAL header and a started last byte. */
export function sliceHeaderBytes(nal: Uint8Array, sets: ParameterSets): number {
  const [first = 0] = nal;
  const idr = (first & 0x1f) === IDR;
  const reference = (first & 0x60) !== 0;
  const read = bitReader(nal, 1);
  read.ue(); // first macroblock
  const sliceType = read.ue() % 5;
  const pps = sets.pps.get(read.ue());
  const sps = pps && sets.sps.get(pps.spsId);
  if (!pps || !sps) throw new Error('A slice names a parameter set that is not in avcC');
  skipPosition(read, { sps, pps, idr });
  const { P, B, SP, SI } = TYPE;
  const predicted = sliceType === P || sliceType === SP || sliceType === B;
  if (sliceType === B) read.flag(); // direct_spatial_mv_pred
  const references: [number, number] = [pps.refIdxDefault[0] + 1, pps.refIdxDefault[1] + 1];
  if (predicted && read.flag()) {
    references[0] = read.ue() + 1;
    if (sliceType === B) references[1] = read.ue() + 1;
  }
  if (predicted) skipModifications(read);
  if (sliceType === B) skipModifications(read);
  if (
    (pps.weightedPrediction && (sliceType === P || sliceType === SP)) ||
    (pps.weightedBipred === 1 && sliceType === B)
  )
    skipWeights(read, { chroma: sps.chromaArrayType !== 0, lists: sliceType === B ? references : [references[0]] });
  if (reference) skipMarking(read, idr);
  if (pps.cabac && predicted) read.ue(); // cabac_init_idc
  read.se(); // slice QP
  if (sliceType === SP || sliceType === SI) {
    if (sliceType === SP) read.flag();
    read.se();
  }
  if (pps.deblockingControl && read.ue() !== 1) {
    read.se();
    read.se();
  }
  return read.bytesRead();
}

function skipPosition(read: BitReader, { sps, pps, idr }: { sps: Sps; pps: Pps; idr: boolean }): void {
  if (sps.separateColourPlanes) read.bits(2);
  read.bits(sps.frameNumBits);
  const field = !sps.frameMbsOnly && read.flag();
  if (field) read.flag(); // bottom field
  if (idr) read.ue(); // idr_pic_id
  if (sps.pocType === 0) {
    read.bits(sps.pocLsbBits);
    if (pps.bottomFieldPicOrder && !field) read.se();
  }
  if (sps.pocType === 1 && !sps.deltaPicOrderAlwaysZero) {
    read.se();
    if (pps.bottomFieldPicOrder && !field) read.se();
  }
  if (pps.redundantPicCnt) read.ue();
}

/** ref_pic_list_modification for one list. */
function skipModifications(read: BitReader): void {
  if (!read.flag()) return;
  while (read.ue() !== 3) read.ue();
}

function skipWeights(read: BitReader, of: { chroma: boolean; lists: readonly number[] }): void {
  read.ue(); // luma denominator
  if (of.chroma) read.ue();
  for (const count of of.lists)
    for (let i = 0; i < count; i++) {
      if (read.flag()) skipSigned(read, 2);
      if (of.chroma && read.flag()) skipSigned(read, 4);
    }
}

function skipSigned(read: BitReader, count: number): void {
  for (let i = 0; i < count; i++) read.se();
}

/** dec_ref_pic_marking */
function skipMarking(read: BitReader, idr: boolean): void {
  if (idr) {
    read.bits(2);
    return;
  }
  if (!read.flag()) return;
  for (let operation = read.ue(); operation !== 0; operation = read.ue()) {
    if (operation !== 5) read.ue();
    if (operation === 3) read.ue();
  }
}
