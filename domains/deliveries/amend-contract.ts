/** A new version of a contract: from now on nothing is granted beyond it, whenever it was delivered. */
import { canonicalJson, type Json, ok, type Result, refuse } from '@duoping/kit';
import { amendGrant, type Grant } from '@duoping/rights';
import type { Contract } from '#deals';
import type { DeliveryPorts, DeliveryWrites } from './ports.ts';

/** `other-terms`: this version is known and says something else, or the contract is another partner's. */
export type AmendRefusal = 'unknown-partner' | 'other-terms';

/**
 * Keeps the version and brings what was granted under older ones under the newest, in the partner's turn: a delivery that is
 * being applied comes wholly before or after. Said again it does what is left of it. What a version adds in time or territory
 * comes with the next delivery.
 */
export async function amendContract(
  ports: Pick<DeliveryPorts, 'clock' | 'deals' | 'atomically' | 'announce'>,
  contract: Contract,
): Promise<Result<{ readonly added: boolean; readonly amended: number }, AmendRefusal>> {
  const { id, version, partner } = contract.terms;
  if (!(await ports.deals.partners()).some((known) => known.id === partner)) return refuse('unknown-partner');
  const known = (await ports.deals.contractVersions()).filter(({ terms }) => terms.id === id);
  if (known.some(({ terms }) => terms.partner !== partner)) return refuse('other-terms');
  const same = known.find(({ terms }) => terms.version === version);
  if (same && textOf(same) !== textOf(contract)) return refuse('other-terms');
  const at = ports.clock.now();
  const added = await ports.deals.addContract(contract, at);
  const amended = await ports.atomically(async (writes) => {
    await writes.deliveries.takeTurn(partner);
    const alids = await writes.grants.grantedAlids(partner);
    const before = await writes.grants.grantsOf(partner, alids);
    const after = await underNewest(writes, before, await ports.deals.contracts());
    const kept = new Set(after.map((grant) => grant.id));
    const ended = before.filter((grant) => !kept.has(grant.id));
    if (ended.length > 0) {
      const titles = [...new Set(ended.map(({ alid }) => alid))];
      const grants = after.filter(({ alid }) => titles.includes(alid));
      await writes.grants.replaceGrants({ partner, alids: titles, grants }, at);
    }
    return ended.length;
  });
  if (amended > 0) await ports.announce();
  return ok({ added, amended });
}

/** The grants as the newest versions of their contracts let them stand. All are one partner's. */
export async function underNewest(
  { deliveries }: Pick<DeliveryWrites, 'deliveries'>,
  grants: readonly Grant[],
  contracts: readonly Contract[],
): Promise<readonly Grant[]> {
  const [first] = grants;
  if (!first) return grants;
  const termsOf = new Map(contracts.map(({ terms }) => [terms.id, terms]));
  const amended = grants.flatMap((grant) => {
    const terms = termsOf.get(grant.contract);
    const left = terms ? amendGrant(grant, terms) : grant;
    return left ? [{ before: grant.id, left }] : [];
  });
  const changed = amended.filter(({ before, left }) => before !== left.id);
  const availOf = await deliveries.availsOf(
    first.partner,
    changed.map(({ before }) => before),
  );
  const avails = changed.flatMap(({ before, left }): (readonly [string, string])[] => {
    const avail = availOf.get(before);
    return avail === undefined ? [] : [[left.id, avail]];
  });
  await deliveries.noteAvails(first.partner, new Map(avails));
  return amended.map(({ left }) => left);
}

const textOf = (contract: Contract): string => canonicalJson(contract as unknown as Json); // a contract was read from JSON
