/** Secrets that a device keeps: made from random bytes, stored only as their SHA-256. */
import { sha256Hex } from '@duoping/kit';

/** The port for randomness; a real one is cryptographically strong. */
export interface RandomBytes {
  bytes(count: number): Uint8Array;
}

const SECRET_BYTES = 32;

/** 256 random bits in base64url without padding: 43 characters. */
export const newSecret = (random: RandomBytes): string => base64url(random.bytes(SECRET_BYTES));

/** 64 lower-case hex digits. A secret of 256 random bits needs no salt and no slow hash. */
export const hashSecret = (secret: string): string => sha256Hex(new TextEncoder().encode(secret));

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
