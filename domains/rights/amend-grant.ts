/** A grant under a newer version of its contract: never more than was delivered, and gone where the new terms leave nothing of it. */
import { contentHash, earlier, type Json, type Window } from '@duoping/kit';
import type { ContractTerms, Grant } from './grant.ts';
import { meetTerritories } from './territories.ts';

/**
 * Screens are the contract's own word and count as it now says; of time and territory the new terms only take away. The
 * grant itself, where the terms aren't a newer version of its own contract.
 */
export function amendGrant(grant: Grant, terms: ContractTerms): Grant | undefined {
  if (grant.contract !== terms.id || grant.partner !== terms.partner) return grant;
  if (grant.contractVersion >= terms.version) return grant;
  if (terms.licenseTypes && !terms.licenseTypes.includes(grant.licenseType)) return undefined;
  const territories = terms.territories ? meetTerritories(grant.territories, terms.territories) : grant.territories;
  if (territories.include.length === 0) return undefined;
  const { start, end } = grant.waits ? grant.window : withinTerms(grant, terms);
  if (!grant.waits && end !== null && end <= start) return undefined;
  const { id: _, knownFrom, knownTo, listedFrom, ...delivered } = grant;
  const listed = listedFrom === undefined ? start : Math.max(listedFrom, terms.window.start);
  const content = {
    ...delivered,
    ...{ contractVersion: terms.version, screens: terms.screens, territories, window: { start, end } },
    ...(listed === start ? {} : { listedFrom: listed }),
  };
  // A grant's content is plain data; interfaces without an index signature are not assignable to Json by themselves.
  return { id: contentHash(content as unknown as Json), ...content, knownFrom, knownTo };
}

const withinTerms = ({ window }: Grant, terms: ContractTerms): Window => ({
  start: Math.max(window.start, terms.window.start),
  end: earlier(window.end, terms.window.end),
});
