/** What one track is encrypted with. */
import { box, fullBox, text, u32Bytes } from './box.ts';

/** ISO/IEC 23001-7: `cbcs` is AES-CBC on 1 of 10 blocks of video, `cenc` AES-CTR on everything after the headers. */
export type Scheme = 'cbcs' | 'cenc';

export interface Protection {
  readonly scheme: Scheme;
  /** 32 lower-case hex digits. */
  readonly kid: string;
  /** 16 bytes. */
  readonly key: Uint8Array;
  /** cbcs: the constant IV, 16 bytes. cenc: 8 bytes that the samples' IVs count up from. Unlike any other track's. */
  readonly iv: Uint8Array;
}

/** cbcs video leaves nine blocks clear after each encrypted one; audio and cenc have no pattern. */
export const PATTERN = { crypt: 1, skip: 9 } as const; // `as const`: the figures of CMAF

/** The system id of the common `pssh` (W3C, "cenc" initialisation data). */
export const COMMON_SYSTEM_ID = '1077efecc0b24d02ace33c1e52e2fb4b';

/** Lists every KID of the asset, so that a player asks for one license and not for one on each change of picture. */
export const commonPssh = (kids: readonly string[]): Uint8Array =>
  fullBox('pssh', 1, 0, hex(COMMON_SYSTEM_ID), u32Bytes(kids.length), ...kids.map(hex), u32Bytes(0));

/** sinf > frma, schm, schi > tenc: says that the entry was `original` and how it is encrypted. */
export function protectionInfo(original: string, kind: 'video' | 'audio', by: Protection): Uint8Array {
  return box(
    'sinf',
    box('frma', text(original)),
    fullBox('schm', 0, 0, text(by.scheme), u32Bytes(0x00010000)),
    box('schi', trackEncryption(kind, by)),
  );
}

function trackEncryption(kind: 'video' | 'audio', { scheme, kid, iv }: Protection): Uint8Array {
  if (scheme === 'cenc') return fullBox('tenc', 0, 0, Uint8Array.of(0, 0, 1, 8), hex(kid));
  const pattern = kind === 'video' ? (PATTERN.crypt << 4) | PATTERN.skip : 0;
  return fullBox('tenc', 1, 0, Uint8Array.of(0, pattern, 1, 0), hex(kid), Uint8Array.of(16), iv);
}

const hex = (digits: string): Uint8Array => Buffer.from(digits, 'hex');
