/** A contract version as settlement reads it: the share, the guarantee, and the hash that names exactly these terms. */
import { contentHash, type Json, ok, overlaps, type Result, refuse } from '@duoping/kit';
import { type Contract, moneyTerms } from '#deals';
import { compare } from './apportion.ts';
import type { Guarantee } from './guarantee.ts';
import type { Period } from './period.ts';
import type { Watched } from './watched.ts';

export interface Agreement {
  readonly partner: string;
  readonly contract: string;
  readonly version: number;
  readonly hash: string;
  readonly illustrative: boolean;
  readonly shareBasisPoints: bigint;
  readonly guarantee: Guarantee | null;
}

export const FULL_SHARE = 10_000n;

/** What keeps a month from being closed until someone mends it. */
export const TROUBLES = ['unknown-contract', 'unknown-partner', 'bad-terms', 'currency-differs'] as const;

export interface Trouble {
  readonly reason: (typeof TROUBLES)[number];
  /** Which contract, partner or payment. */
  readonly detail: string;
}

/** Those that were watched under, and the newest version of those whose guarantee runs; by contract and version. */
export function agreementsOf(facts: {
  contracts: readonly Contract[];
  watched: readonly Watched[];
  period: Period;
  currency: string;
}): Result<readonly Agreement[], Trouble> {
  const wanted = new Set(facts.watched.map(agreementKey));
  const agreements: Agreement[] = [];
  for (const contract of facts.contracts.toSorted(byVersion)) {
    const { id, version } = contract.terms;
    const newest = facts.contracts.every(({ terms }) => terms.id !== id || terms.version <= version);
    const needed = wanted.delete(
      agreementKey({ contract: id, contractVersion: version, partner: contract.terms.partner }),
    );
    if (!needed && !newest) continue;
    const agreement = agreementOf(contract, facts.currency);
    if (!agreement.ok) {
      if (needed) return agreement;
      continue;
    }
    const { guarantee } = agreement.value;
    if (needed || (guarantee && overlaps(guarantee.window, facts.period.window))) agreements.push(agreement.value);
  }
  const [missing] = wanted;
  return missing === undefined ? ok(agreements) : refuse({ reason: 'unknown-contract', detail: missing });
}

export const agreementKey = (row: { partner: string; contract: string; contractVersion: number }): string =>
  JSON.stringify([row.partner, row.contract, row.contractVersion]);

function agreementOf(contract: Contract, currency: string): Result<Agreement, Trouble> {
  const { id, version, partner } = contract.terms;
  const terms = moneyTerms(contract);
  if (!terms.ok) return refuse({ reason: 'bad-terms', detail: `${id} version ${version}: ${terms.reason}` });
  const { minimumGuarantee, shareBasisPoints } = terms.value;
  const settledIn = terms.value.currency ?? minimumGuarantee?.amount.currency ?? currency;
  if (settledIn !== currency || (minimumGuarantee && minimumGuarantee.amount.currency !== currency)) {
    return refuse({ reason: 'currency-differs', detail: `${id} version ${version} is settled in ${settledIn}` });
  }
  return ok({
    ...{ partner, contract: id, version, shareBasisPoints, illustrative: contract.illustrative },
    hash: contentHash(contract as unknown as Json), // a contract was read from JSON
    guarantee: minimumGuarantee && {
      amountMinor: minimumGuarantee.amount.minor,
      window: minimumGuarantee.window,
      recoupable: minimumGuarantee.recoupable,
    },
  });
}

const byVersion = (a: Contract, b: Contract): number =>
  compare(a.terms.id, b.terms.id) || a.terms.version - b.terms.version;
