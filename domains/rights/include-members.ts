/** What a season's, volume's or bundle's grant says of the titles in it, and how long it can be sold. */
import { contentHash, earlier, type Instant, type Json, type TerritorySet } from '@duoping/kit';
import type { Grant, Verb } from './grant.ts';
import type { ProductMembers } from './product-members.ts';
import { coversWhole, isWithin, territorySet } from './territories.ts';

/**
 * The grants, with those that products give to their members and with products sold no longer than their members are.
 * Subscriptions pass on every verb; a sale or rental passes on playing what was acquired, never a sale of the part.
 */
export function includeMembers(
  grants: readonly Grant[],
  { members, workOf }: { members: ProductMembers; workOf: (alid: string) => string },
): Grant[] {
  const ofAlid = Map.groupBy(
    grants.filter(({ waits }) => waits === undefined),
    (grant) => grant.alid,
  );
  return grants.flatMap((grant) => {
    const held = members.get(grant.alid);
    if (!held) return [grant];
    const passedOn = held.flatMap((alid) => {
      const verbs = grant.verbs.filter((verb) => PASSED_ON.includes(verb) && (verb !== 'list' || !sells(grant)));
      if (verbs.length === 0) return [];
      return [withNewId({ ...grant, alid, work: workOf(alid), verbs, within: grant.alid })];
    });
    return [
      ...limitSale(
        grant,
        held.map((alid) => (ofAlid.get(alid) ?? []).filter(sells)),
      ),
      ...passedOn,
    ];
  });
}

const PASSED_ON: readonly Verb[] = ['list', 'stream', 'download', 'cast', 'play-owned'];
const SALES: readonly Verb[] = ['rent', 'buy', 'preorder'];

const sells = (grant: Grant): boolean => grant.verbs.some((verb) => SALES.includes(verb));

/** A product is sold in a place only until the first of its members that are sold there themselves is sold no more. */
function limitSale(grant: Grant, ofMembers: readonly (readonly Grant[])[]): Grant[] {
  if (!sells(grant) || grant.waits) return [grant];
  const parts = new Map<string, { territories: TerritorySet; end: Instant | null }>();
  for (const cell of cellsOf(grant.territories, ofMembers.flat())) {
    const place = cell.include[0] ?? '';
    const end = ofMembers.map((own) => lastEnd(own, place)).reduce(earlier, grant.window.end);
    const key = JSON.stringify([end, cell.exclude]);
    const known = parts.get(key);
    parts.set(key, {
      end,
      territories: territorySet([...(known?.territories.include ?? []), ...cell.include], cell.exclude),
    });
  }
  return [...parts.values()].map(({ territories, end }) =>
    end === grant.window.end && parts.size === 1
      ? grant
      : withNewId({ ...grant, territories, window: { ...grant.window, end } }),
  );
}

/** When the last of these sales ends in the place; null, no limit, where none of them covers it or one never ends. */
function lastEnd(sales: readonly Grant[], place: string): Instant | null {
  const ends = sales.filter(({ territories }) => coversWhole(territories, place)).map(({ window }) => window.end);
  return ends.reduce<Instant | null>(
    (last, end) => (last === null || end === null ? null : Math.max(last, end)),
    ends.length === 0 ? null : Number.NEGATIVE_INFINITY,
  );
}

/** The product's places, apart where a member's grants speak of a finer one. */
function cellsOf(whole: TerritorySet, grants: readonly Grant[]): TerritorySet[] {
  const told = grants.flatMap(({ territories }) => [...territories.include, ...territories.exclude]);
  const codes = [...new Set([...whole.include, ...told.filter((code) => coversWhole(whole, code))])];
  return codes
    .map((code) => {
      const finer = codes.filter((other) => other !== code && isWithin(other, code));
      return territorySet([code], [...whole.exclude, ...finer]);
    })
    .filter((cell) => cell.include.length > 0);
}

function withNewId({ id: _, knownFrom, knownTo, ...content }: Grant): Grant {
  // A grant's content is plain data; interfaces without an index signature are not assignable to Json by themselves.
  return { id: contentHash(content as unknown as Json), ...content, knownFrom, knownTo };
}
