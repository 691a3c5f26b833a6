/** What a delivery claims for its partner alone although another partner grants it as well. A person settles that; it holds nothing up. */
import { coversTerritory, expandTerritory, overlaps, type TerritorySet } from '@duoping/kit';
import type { Grant } from '@duoping/rights';
import type { Offer } from '#catalog';
import type { Conflict } from './delivery.ts';
import { lineOf } from './diff.ts';
import type { DeliveryWrites } from './ports.ts';
import type { DeliveryContent } from './read.ts';

export async function conflictsOf(
  { catalog, grants: known }: Pick<DeliveryWrites, 'catalog' | 'grants'>,
  delivered: {
    readonly partner: string;
    readonly content: Pick<DeliveryContent, 'clauses'>;
    readonly grants: readonly Grant[];
    readonly offers: readonly Offer[];
  },
): Promise<readonly Conflict[]> {
  const { partner, content, offers } = delivered;
  const exclusive = new Map(
    content.clauses.flatMap(({ clause }) => (clause.exclusive ? [[clause.id, clause.title]] : [])),
  );
  const claims = delivered.grants.filter((grant) => exclusive.has(grant.clause));
  if (claims.length === 0) return [];
  const claimed = new Set(claims.map(({ alid }) => alid));
  const works = await catalog.knownWorks(offers.filter(({ alid }) => claimed.has(alid)));
  const others = (await known.grantsOfWorks([...new Set(works.values())])).filter((grant) => grant.partner !== partner);
  const byWork = Map.groupBy(others, ({ work }) => work);
  return claims.flatMap((claim) =>
    (byWork.get(works.get(claim.alid) ?? '') ?? [])
      .filter((other) => meet(claim, other))
      .map(
        (other): Conflict => ({
          line: lineOf(claim, exclusive.get(claim.clause) ?? claim.alid),
          partner: other.partner,
          contract: other.contract,
          theirs: lineOf(other, other.alid),
        }),
      ),
  );
}

/** The same kind of right, somewhere and at some time in common. */
const meet = (a: Grant, b: Grant): boolean =>
  a.licenseType === b.licenseType && overlaps(a.window, b.window) && shareTerritory(a.territories, b.territories);

const shareTerritory = (a: TerritorySet, b: TerritorySet): boolean =>
  [...a.include, ...b.include]
    .flatMap(expandTerritory)
    .some((place) => coversTerritory(a, place) && coversTerritory(b, place));
