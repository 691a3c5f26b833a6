/** A takedown case: a notice under one regime, everything done about it, and how the case stands. What was done is only ever added. */
import type { Id, Instant, TerritorySet } from '@duoping/kit';
import type { Screen } from '@duoping/rights';

export type CaseId = Id<'TakedownCase'>;

/**
 * `dmca`: 17 U.S.C. §512. `cn-468`: the State Council's Decree 468, articles 14 to 17. `order`: a court's or a
 * regulator's. `contract`: a partner takes back what it granted. Only the first two know a counter-notice.
 */
export const REGIMES = ['dmca', 'cn-468', 'order', 'contract'] as const;
export type Regime = (typeof REGIMES)[number];

export interface Party {
  readonly name: string;
  readonly contact: string;
  readonly address: string;
  /** On whose behalf, and by what right. */
  readonly authority: string;
}

/** What somebody states, in the words that they used. An empty text is no statement. */
export const ATTESTATIONS = ['signature', 'good-faith', 'accuracy', 'mistake', 'jurisdiction'] as const;
export type Attestation = (typeof ATTESTATIONS)[number];
export type Attestations = Readonly<Partial<Record<Attestation, string>>>;

/** What is to go. A member that is absent touches everything. */
export interface CaseScope {
  readonly works: readonly string[];
  readonly partner?: string;
  readonly contract?: string;
  readonly territories?: TerritorySet;
  readonly screens?: readonly Screen[];
}

/** A claim or the answer to it. */
export interface Statement {
  readonly party: Party;
  /** The work as the party calls it. */
  readonly subject: string;
  /** Where it stands, or stood: addresses, ALIDs. */
  readonly locations: readonly string[];
  /** Proof as it was handed in: SHA-256 of a stored file, or a reference. */
  readonly evidence: readonly string[];
  readonly attestations: Attestations;
}

export interface TakedownNotice extends Statement {
  readonly regime: Regime;
  readonly receivedAt: Instant;
  /** How it came: e-mail, web form, letter. */
  readonly channel: string;
  readonly scope: CaseScope;
}

export type CaseAct =
  | { readonly act: 'opened' }
  | { readonly act: 'removed'; readonly denials: readonly string[]; readonly epoch: number }
  | { readonly act: 'forwarded'; readonly to: string }
  /** Decree 468, article 15: where the provider's address isn't known, the notice is published. */
  | { readonly act: 'published'; readonly to: string }
  | { readonly act: 'countered'; readonly statement: Statement }
  | { readonly act: 'counter-forwarded'; readonly to: string }
  | { readonly act: 'suit-filed'; readonly reference: string }
  | { readonly act: 'restored'; readonly because: RestoreCause; readonly epoch: number }
  | { readonly act: 'closed'; readonly outcome: string };

export const RESTORE_CAUSES = ['counter-notice', 'claimant-withdrew', 'court', 'mistake'] as const;
export type RestoreCause = (typeof RESTORE_CAUSES)[number];

/** An act with who did it and when. */
export type CaseEntry = CaseAct & { readonly at: Instant; readonly by: string };

export interface TakedownCase {
  readonly id: CaseId;
  readonly notice: TakedownNotice;
  /** The oldest first. */
  readonly entries: readonly CaseEntry[];
}

export type CaseState = 'incomplete' | 'open' | 'removed' | 'countered' | 'suit' | 'restored' | 'closed';

export function stateOf({ notice, entries }: Pick<TakedownCase, 'notice' | 'entries'>): CaseState {
  const done = (act: CaseAct['act']): boolean => entries.some((entry) => entry.act === act);
  if (done('closed')) return 'closed';
  if (done('restored')) return 'restored';
  if (done('suit-filed')) return 'suit';
  if (done('countered')) return 'countered';
  if (done('removed')) return 'removed';
  return missingIn(notice).length > 0 ? 'incomplete' : 'open';
}

/** What a statement lacks to be one in law. */
export type Missing = Attestation | 'name' | 'contact' | 'address' | 'subject' | 'locations' | 'evidence';

const NEEDED: Readonly<Record<Regime, readonly Missing[]>> = {
  // §512(c)(3)(A)(i) to (vi)
  dmca: ['signature', 'subject', 'locations', 'name', 'contact', 'good-faith', 'accuracy'],
  // Article 14
  'cn-468': ['name', 'contact', 'address', 'subject', 'locations', 'evidence'],
  order: ['name', 'subject'],
  contract: ['name', 'subject'],
};

const NEEDED_OF_COUNTER: Readonly<Partial<Record<Regime, readonly Missing[]>>> = {
  // §512(g)(3)(A) to (D)
  dmca: ['signature', 'locations', 'mistake', 'name', 'contact', 'address', 'jurisdiction'],
  // Article 16
  'cn-468': ['name', 'contact', 'address', 'subject', 'locations', 'evidence'],
};

/** What the notice lacks. An incomplete one obliges to nothing, and is answered with what it lacks. */
export const missingIn = (notice: TakedownNotice): readonly Missing[] =>
  NEEDED[notice.regime].filter((member) => isMissing(notice, member));

/** What a counter-notice lacks; undefined where the regime knows none. */
export const missingInCounter = (regime: Regime, counter: Statement): readonly Missing[] | undefined =>
  NEEDED_OF_COUNTER[regime]?.filter((member) => isMissing(counter, member));

function isMissing({ party, subject, locations, evidence, attestations }: Statement, member: Missing): boolean {
  if (member === 'name' || member === 'contact' || member === 'address') return party[member].trim() === '';
  if (member === 'subject') return subject.trim() === '';
  if (member === 'locations') return locations.length === 0;
  if (member === 'evidence') return evidence.length === 0;
  return (attestations[member] ?? '').trim() === '';
}
