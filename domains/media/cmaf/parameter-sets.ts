/** The members of H.264 parameter sets that decide how long a slice header is (H.264 §7.3.2). */
import { type BitReader, bitReader } from './bits.ts';
import type { AvcConfig } from './init-segment.ts';

export interface Sps {
  readonly separateColourPlanes: boolean;
  readonly chromaArrayType: number;
  readonly frameNumBits: number;
  readonly pocType: number;
  readonly pocLsbBits: number;
  readonly deltaPicOrderAlwaysZero: boolean;
  readonly frameMbsOnly: boolean;
}

export interface Pps {
  readonly spsId: number;
  readonly cabac: boolean;
  readonly bottomFieldPicOrder: boolean;
  readonly refIdxDefault: readonly [number, number];
  readonly weightedPrediction: boolean;
  readonly weightedBipred: number;
  readonly deblockingControl: boolean;
  readonly redundantPicCnt: boolean;
}

export interface ParameterSets {
  readonly sps: ReadonlyMap<number, Sps>;
  readonly pps: ReadonlyMap<number, Pps>;
}

export const readParameterSets = (config: AvcConfig): ParameterSets => ({
  sps: new Map(config.sps.map(readSps)),
  pps: new Map(config.pps.map(readPps)),
});

const HIGH_PROFILES: ReadonlySet<number> = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

function readSps(nal: Uint8Array): [number, Sps] {
  const read = bitReader(nal, 1);
  const profile = read.bits(8);
  read.bits(16); // constraints and level
  const id = read.ue();
  let chromaFormat = 1;
  let separateColourPlanes = false;
  if (HIGH_PROFILES.has(profile)) {
    chromaFormat = read.ue();
    if (chromaFormat === 3) separateColourPlanes = read.flag();
    read.ue(); // luma bit depth
    read.ue(); // chroma bit depth
    read.flag(); // transform bypass
    if (read.flag()) skipScalingLists(read, chromaFormat === 3 ? 12 : 8);
  }
  const frameNumBits = read.ue() + 4;
  const pocType = read.ue();
  let pocLsbBits = 0;
  let deltaPicOrderAlwaysZero = false;
  if (pocType === 0) pocLsbBits = read.ue() + 4;
  else if (pocType === 1) {
    deltaPicOrderAlwaysZero = read.flag();
    read.se();
    read.se();
    for (let left = read.ue(); left > 0; left--) read.se();
  }
  read.ue(); // reference frames
  read.flag(); // gaps in frame_num
  read.ue(); // width
  read.ue(); // height
  const frameMbsOnly = read.flag();
  const chromaArrayType = separateColourPlanes ? 0 : chromaFormat;
  return [
    id,
    { separateColourPlanes, chromaArrayType, frameNumBits, pocType, pocLsbBits, deltaPicOrderAlwaysZero, frameMbsOnly },
  ];
}

function skipScalingLists(read: BitReader, count: number): void {
  for (let list = 0; list < count; list++) {
    if (!read.flag()) continue;
    let last = 8;
    for (let left = list < 6 ? 16 : 64; left > 0; left--) {
      last = (last + read.se() + 256) % 256;
      if (last === 0) break; // the rest repeats the value before
    }
  }
}

function readPps(nal: Uint8Array): [number, Pps] {
  const read = bitReader(nal, 1);
  const id = read.ue();
  const spsId = read.ue();
  const cabac = read.flag();
  const bottomFieldPicOrder = read.flag();
  if (read.ue() > 0) throw new Error('Slice groups (FMO) are not something this packager encrypts');
  const refIdxDefault = [read.ue(), read.ue()] as const; // `as const`: exactly list 0 and list 1
  const weightedPrediction = read.flag();
  const weightedBipred = read.bits(2);
  read.se(); // initial QP
  read.se(); // initial QS
  read.se(); // chroma QP offset
  const deblockingControl = read.flag();
  read.flag(); // constrained intra prediction
  const redundantPicCnt = read.flag();
  return [
    id,
    {
      spsId,
      cabac,
      bottomFieldPicOrder,
      refIdxDefault,
      weightedPrediction,
      weightedBipred,
      deblockingControl,
      redundantPicCnt,
    },
  ];
}
