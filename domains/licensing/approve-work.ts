/** An authority approves a title. What it has stopped it alone can approve again, by the key that only it holds. */
import { type Clock, ok, type Result, refuse, sha256Hex } from '@duoping/kit';
import type { Clearance, ClearanceStore } from './clearance.ts';

export interface Approval {
  readonly clearance: Clearance;
  /** Who records it. */
  readonly by: string;
  /** The authority's own, and its reason: only to lift its stop. */
  readonly key?: string | undefined;
  readonly reason?: string | undefined;
}

/** `stopped-by-authority`: it needs the authority's key and a reason. `not-the-authority`: another key, or it was given none. */
export type ApproveRefusal = 'stopped-by-authority' | 'not-the-authority';

export async function approveWork(
  { clearances, clock }: { readonly clearances: ClearanceStore; readonly clock: Clock },
  { clearance, by, key, reason }: Approval,
): Promise<Result<null, ApproveRefusal>> {
  if (key !== undefined && !isKey(key, await clearances.authorityKey(clearance.authority)))
    return refuse('not-the-authority');
  const recorded = key === undefined ? { by } : { by, reason };
  return (await clearances.recordClearance(clearance, clock.now(), recorded))
    ? ok(null)
    : refuse('stopped-by-authority');
}

/** Hashes are compared: what the time of that tells is of the hash, from which nobody finds the key. */
const isKey = (key: string, hash: string | undefined): boolean => hash !== undefined && hashOfKey(key) === hash;

/** What is kept of a key. */
export const hashOfKey = (key: string): string => sha256Hex(new TextEncoder().encode(key));
