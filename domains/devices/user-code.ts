/** The short code that a viewer copies from the TV (RFC 8628 §6.1): eight consonants, shown in two groups of four. */
import type { RandomBytes } from './secret.ts';

/** Without vowels, so that no code is a word, and without the digits that look like letters. */
export const CODE_ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const CODE_LENGTH = 8;
const HALF = CODE_LENGTH / 2;

/** Eight letters without the hyphen, upper case. */
export type UserCode = string;

/** 20⁸ codes (34.5 bits), each as likely as any other: bytes that would favour the first letters are thrown away. */
export function newUserCode(random: RandomBytes): UserCode {
  const fair = Math.floor(256 / CODE_ALPHABET.length) * CODE_ALPHABET.length;
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const byte of random.bytes(CODE_LENGTH)) {
      if (byte < fair && code.length < CODE_LENGTH) code += CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length);
    }
  }
  return code;
}

/** `BCDF-GHJK` */
export const showUserCode = (code: UserCode): string => `${code.slice(0, HALF)}-${code.slice(HALF)}`;

/** What a person typed: case, hyphens and spaces don't matter. Undefined when it can't be a code. */
export function readUserCode(typed: string): UserCode | undefined {
  if (typed.length > 32) return undefined;
  const code = typed.replace(/[\s\p{Pd}]/gu, '').toUpperCase();
  const letters = [...code].every((letter) => CODE_ALPHABET.includes(letter));
  return code.length === CODE_LENGTH && letters ? code : undefined;
}

/** The half that finds a pairing; the other half proves that the viewer reads it from the screen. */
export const findingHalf = (code: UserCode): string => code.slice(0, HALF);
