/** Replace what one partner's delivery speaks of, whole or not at all. */
import type { Instant } from '@duoping/kit';
import type { Grant } from '@duoping/rights';

/** The new full picture for some of a partner's ALIDs. Grants of other ALIDs and other partners stay untouched. */
export interface GrantChange {
  readonly partner: string;
  /** Everything this partner granted for these ALIDs ends unless it stands in `grants` again. */
  readonly alids: readonly string[];
  readonly grants: readonly Grant[];
}

/** A page of what waits for events: of one partner or of all, after a grant that was told. */
export interface WaitingPage {
  readonly partner?: string;
  readonly after?: Pick<Grant, 'partner' | 'alid' | 'id'>;
  readonly limit: number;
}

export interface GrantStore {
  /** What is known now of one partner's grants for these ALIDs. */
  grantsOf(partner: string, alids: readonly string[]): Promise<readonly Grant[]>;
  /** Every ALID that this partner grants anything of, in order. */
  grantedAlids(partner: string): Promise<readonly string[]>;
  /** What is known now of these works, whoever granted it. */
  grantsOfWorks(works: readonly string[]): Promise<readonly Grant[]>;
  /** How many grants of this partner are known now, without those that wait for an event. */
  countGrants(partner: string): Promise<number>;
  /** What waits for an event now, wholly or for its end, by partner, title and id. */
  waitingGrants(page: WaitingPage): Promise<readonly Grant[]>;
  /** How many of them there are. */
  countWaiting(partner?: string): Promise<number>;
  /** Grants that are known or were once, by their ids. Throws when one never was: what was known is kept for ever. */
  grantsById(partner: string, ids: readonly string[]): Promise<readonly Grant[]>;
  /** Ends what is not repeated, adds what is new and raises the epoch, in one transaction. */
  replaceGrants(change: GrantChange, at: Instant): Promise<{ epoch: number; added: number; ended: number }>;
}
