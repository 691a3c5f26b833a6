/** Branded ids and the port that makes them. Ids sort by the time they were made (UUID version 7, RFC 9562). */
import type { Instant } from './instant.ts';

export type Id<Of extends string> = string & { readonly __of: Of };

/** The only source of new ids. `next` never returns the same id twice. */
export interface Ids {
  next<Of extends string>(): Id<Of>;
}

/** Names an id that was read from a trusted place (the database, a signed token). Does not check it. */
export const asId = <Of extends string>(text: string): Id<Of> => text as Id<Of>; // the brand has no run-time form

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Is this text a UUID in its canonical lower-case form? */
export const isUuid = (text: string): boolean => UUID.test(text);

/** UUID version 7 from a time in milliseconds and at least 10 random bytes. */
export function uuid7(at: Instant, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let time = at;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
