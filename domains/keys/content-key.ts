/** Content keys: one for each asset and track class, so that a license can leave out what a decision leaves out. */
import type { Random } from './random.ts';

/** What one key opens. `sd` ends at 576 lines, `hd` at 1080. */
export type TrackClass = 'audio' | 'sd' | 'hd' | 'uhd';
export const TRACK_CLASSES: readonly TrackClass[] = ['audio', 'sd', 'hd', 'uhd'];

/** The public name of a content key: 16 bytes as 32 lower-case hex digits. */
export type Kid = string;

export interface ContentKey {
  readonly kid: Kid;
  readonly asset: string;
  readonly trackClass: TrackClass;
  /** 16 bytes for AES-128. Never logged, never sent but in a license. */
  readonly key: Uint8Array;
}

const KID = /^[0-9a-f]{32}$/;
export const isKid = (text: string): boolean => KID.test(text);

export function makeContentKey(of: { asset: string; trackClass: TrackClass }, random: Random): ContentKey {
  return { ...of, kid: Buffer.from(random(16)).toString('hex'), key: Uint8Array.from(random(16)) };
}

/** The class that a picture of this height (in lines) is encrypted under. */
export function trackClassOfHeight(height: number): TrackClass {
  if (height <= 576) return 'sd';
  return height <= 1080 ? 'hd' : 'uhd';
}

/** The classes a decision with this `maxHeight` may open. A class is opened when its smallest pictures are allowed. */
export function classesUpTo(maxHeight: number): readonly TrackClass[] {
  const classes: TrackClass[] = ['audio'];
  if (maxHeight > 0) classes.push('sd');
  if (maxHeight > 576) classes.push('hd');
  if (maxHeight > 1080) classes.push('uhd');
  return classes;
}
