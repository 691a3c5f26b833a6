/** Encrypts a CMAF segment: a pure function of its clear bytes, the track and the key. */
import { type Box, bodyOf, box, children, fullBox, putU32, readBoxes, u16Bytes, u32, u32Bytes, whole } from './box.ts';
import { encryptCounter, encryptPattern, encryptWhole } from './cipher.ts';
import { type Fragment, readFragments } from './fragment.ts';
import type { InitSegment } from './init-segment.ts';
import { type ParameterSets, readParameterSets } from './parameter-sets.ts';
import type { Protection } from './protection.ts';
import { avcSubsamples, type Subsample } from './subsamples.ts';

/** Takes one segment of one or more fragments; returns new bytes and leaves the given ones as they are. */
export type EncryptSegment = (segment: Uint8Array) => Uint8Array;

/** What a player needs to know of one sample: its own IV (cenc) and its subsamples (video). */
interface SampleInfo {
  readonly iv?: Uint8Array;
  readonly subsamples?: readonly Subsample[];
}

export function segmentEncrypter(init: InitSegment, by: Protection): EncryptSegment {
  const sets = init.media.kind === 'video' ? readParameterSets(init.media.avc) : undefined;
  return (segment) => {
    const bytes = Uint8Array.from(segment);
    const added = new Map<number, readonly Uint8Array[]>();
    for (const fragment of readFragments(bytes, init)) {
      const infos = fragment.samples.map((sample, index) => {
        const data = bytes.subarray(sample.start, sample.end);
        return encryptSample(data, { init, sets, by, number: fragment.decodeTime + index });
      });
      added.set(fragment.moof.start, auxiliaryBoxes(fragment, infos));
    }
    const parts = readBoxes(bytes).map((part) =>
      part.type === 'moof' ? extendMoof(part, added.get(part.start) ?? []) : whole(part),
    );
    return Buffer.concat(parts);
  };
}

/** `number`: unlike any other sample's of the track; ticks do, since a sample lasts at least one. */
function encryptSample(
  data: Uint8Array,
  of: { init: InitSegment; sets: ParameterSets | undefined; by: Protection; number: number },
): SampleInfo {
  const { init, sets, by } = of;
  const { media } = init;
  const subsamples =
    media.kind === 'video' && sets
      ? avcSubsamples(data, { sets, nalLengthSize: media.avc.nalLengthSize, scheme: by.scheme })
      : undefined;
  if (by.scheme === 'cenc') {
    const iv = countedIv(by.iv, of.number);
    encryptCounter(data, subsamples ?? [{ clear: 0, protected: data.length }], { key: by.key, iv });
    return { iv, ...(subsamples ? { subsamples } : {}) };
  }
  if (!subsamples) {
    encryptWhole(data, by);
    return {};
  }
  encryptPattern(data, subsamples, by);
  return { subsamples };
}

function countedIv(base: Uint8Array, number: number): Uint8Array {
  const iv = Buffer.from(base.subarray(0, 8));
  iv.writeBigUInt64BE(BigInt.asUintN(64, iv.readBigUInt64BE() + BigInt(number)));
  return iv;
}

const SAIZ_MAX = 255;

/** saiz, saio and senc; none at all when the samples have nothing to say (cbcs audio). saio is filled in later. */
function auxiliaryBoxes(fragment: Fragment, infos: readonly SampleInfo[]): Uint8Array[] {
  const [first] = infos;
  if (!first || (!first.iv && !first.subsamples)) return [];
  const entries = infos.map(entryOf);
  const sizes = Uint8Array.from(entries, ({ length }) => {
    if (length > SAIZ_MAX) throw new Error(`A sample at ${fragment.decodeTime} has too many slices to describe`);
    return length;
  });
  const flags = first.subsamples ? 2 : 0;
  return [
    fullBox('saiz', 0, 0, Uint8Array.of(0), u32Bytes(sizes.length), sizes),
    fullBox('saio', 0, 0, u32Bytes(1, 0)),
    fullBox('senc', 0, flags, u32Bytes(entries.length), ...entries),
  ];
}

function entryOf({ iv, subsamples }: SampleInfo): Uint8Array {
  const parts: Uint8Array[] = iv ? [iv] : [];
  if (subsamples) {
    parts.push(u16Bytes(subsamples.length));
    for (const { clear, protected: covered } of subsamples) parts.push(u16Bytes(clear), u32Bytes(covered));
  }
  return Buffer.concat(parts);
}

/** Appends boxes to the traf, moves trun's data offset by as much, and points saio (last but one) at senc (last). */
function extendMoof(moof: Box, added: readonly Uint8Array[]): Uint8Array {
  const growth = added.reduce((sum, { length }) => sum + length, 0);
  if (growth === 0) return whole(moof);
  const parts = children(moof).map((part) => {
    if (part.type !== 'traf') return whole(part);
    const kept = children(part).map((inner) => (inner.type === 'trun' ? shiftedRun(inner, growth) : whole(inner)));
    return box('traf', ...kept, ...added);
  });
  const extended = box('moof', ...parts);
  const [saio, senc] = [added.at(-2), added.at(-1)];
  const traf = readBoxes(extended, 8).find(({ type }) => type === 'traf');
  if (!saio || !senc || !traf) throw new Error('A moof without traf');
  const sencBody = traf.end - senc.length + 16; // after its header, version and count
  putU32(extended, traf.end - senc.length - saio.length + 16, sencBody);
  return extended;
}

function shiftedRun(trun: Box, growth: number): Uint8Array {
  const body = Uint8Array.from(bodyOf(trun));
  putU32(body, 8, u32(body, 8) + growth);
  return box('trun', body);
}
