/** Contracts as the rights commands take them: a file of one partner, without a server that knows it. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { ContractTerms, PartnerRules } from '@duoping/rights';
import { readContracts } from '#deals';

/** Contract terms and the partner's reading rules, as the file states them. */
export interface ContractsFile {
  readonly contracts: readonly ContractTerms[];
  /** The one partner of all contracts. */
  readonly partner: string;
  readonly rules: PartnerRules;
}

/** Whose contracts these are where the file doesn't say. */
export const NAMELESS_PARTNER = 'partner';

/** Format: domains/deals/README.md. The refusal is a sentence for the person who wrote the file. */
export function parseContracts(bytes: Uint8Array): Result<ContractsFile, string> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refuse(`not JSON in UTF-8 (${error instanceof Error ? error.message : String(error)})`);
  }
  const read = readContracts(json, { partner: NAMELESS_PARTNER });
  if (!read.ok) return read;
  const [first, ...others] = read.value;
  if (!first) return refuse('the file: no contract');
  const partners = new Set(read.value.map(({ terms }) => terms.partner));
  if (others.length > 0 && partners.size > 1) return refuse(`one partner per file, found ${[...partners].join(', ')}`);
  return ok({
    contracts: read.value.map(({ terms }) => terms),
    partner: first.terms.partner,
    rules: first.rules,
  });
}
