/** Withdraw a title: one denial, in force at once on every path. The grants stay as they were: deny overrides. */
import type { Clock, Id, Ids, Instant, TerritorySet } from '@duoping/kit';
import type { Denial, DenialKind, Screen } from '@duoping/rights';

/** What an operator says when a title must go. A scope without `work`, `partner` or `contract` is refused by the edge. */
export interface Withdrawal {
  readonly kind: Exclude<DenialKind, 'clearance'>;
  readonly work?: string | undefined;
  readonly partner?: string | undefined;
  readonly contract?: string | undefined;
  readonly territories?: TerritorySet | undefined;
  readonly screens?: readonly Screen[] | undefined;
  readonly from?: Instant;
  readonly until?: Instant | null;
  readonly authority: string;
  readonly case?: string | undefined;
}

export interface DenialStore {
  /** Adds the denial and raises the epoch in one transaction; durable when it resolves. */
  addDenial(denial: Denial, by: string, at: Instant): Promise<{ epoch: number }>;
  /** Ends a denial now; the fact that it was in force stays. False when it is not in force. */
  liftDenial(id: string, by: string, at: Instant): Promise<boolean>;
  denials(): Promise<readonly (Denial & { readonly by: string; readonly knownFrom: Instant })[]>;
}

export interface WithdrawPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly denials: DenialStore;
  /** Tells this node and, as a hint, the others. */
  readonly announce: () => Promise<void>;
}

export async function withdraw(ports: WithdrawPorts, withdrawal: Withdrawal, by: string): Promise<Denial> {
  const now = ports.clock.now();
  const id: Id<'Denial'> = ports.ids.next();
  const { kind, authority, from = now, until = null } = withdrawal;
  const denial: Denial = {
    id,
    kind,
    scope: scopeOf(withdrawal),
    window: { start: from, end: until },
    authority,
    ...(withdrawal.case === undefined ? {} : { case: withdrawal.case }),
  };
  await ports.denials.addDenial(denial, by, now);
  await ports.announce();
  return denial;
}

function scopeOf(withdrawal: Withdrawal): Denial['scope'] {
  const { work, partner, contract, territories, screens } = withdrawal;
  return {
    ...(work === undefined ? {} : { work }),
    ...(partner === undefined ? {} : { partner }),
    ...(contract === undefined ? {} : { contract }),
    ...(territories === undefined ? {} : { territories }),
    ...(screens === undefined ? {} : { screens }),
  };
}
