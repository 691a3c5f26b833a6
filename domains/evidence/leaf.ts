/**
 * What of a receipt stands in the log for ever. The household has its pseudonym already; device and entitlement get theirs
 * here, under the same household's key, so that destroying that one key makes all three nobody's. A play's id is random.
 */
import { createHmac } from 'node:crypto';
import { canonicalJson, type Json } from '@duoping/kit';
import type { Receipt } from './receipt.ts';

/** A receipt as outsiders may see it. `device` and `entitlement` are pseudonyms, 64 hex digits, or `erased`. */
export interface LogLeaf extends Receipt {
  /** SHA-256 of the contract version's canonical JSON; null when nobody knew that contract. */
  readonly contractHash: string | null;
}

/** What stands for a device whose household's key was destroyed before its receipt reached the log. */
export const ERASED = 'erased';

export interface LeafContext {
  /** The household's own secret; undefined once it has been destroyed. */
  readonly pseudonymKey: string | undefined;
  readonly contractHash: string | null;
}

export function leafOf(receipt: Receipt, { pseudonymKey, contractHash }: LeafContext): LogLeaf {
  const veiled = (kind: string, id: string) =>
    pseudonymKey === undefined ? ERASED : createHmac('sha256', pseudonymKey).update(`${kind}:${id}`).digest('hex');
  return {
    ...receipt,
    device: veiled('device', receipt.device),
    entitlement: veiled('entitlement', receipt.entitlement),
    contractHash,
  };
}

/** The leaf's line: canonical JSON (RFC 8785). Its UTF-8 bytes, without a newline, are what the log hashes. */
export const leafText = (leaf: LogLeaf): string => canonicalJson(leaf as unknown as Json); // made of JSON members only
