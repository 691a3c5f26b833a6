/** A grant without some of its territories: what is left where a later file speaks of the others. */
import { contentHash, type Json, type TerritorySet } from '@duoping/kit';
import type { Grant } from './grant.ts';
import { meetTerritories, territorySet } from './territories.ts';

/** The grant itself where nothing of it is taken away; none, one or two grants otherwise, each named by what it says. */
export function narrowGrant(grant: Grant, away: TerritorySet): readonly Grant[] {
  const { territories } = grant;
  if (meetTerritories(territories, away).include.length === 0) return [grant];
  const rest = territorySet(territories.include, [...territories.exclude, ...away.include]);
  // What the taking away leaves out of itself stays too: away from the world but the United States leaves these.
  const spared = meetTerritories(territories, { include: away.exclude, exclude: [] });
  return [rest, spared]
    .filter(({ include }) => include.length > 0)
    .map((left) => {
      const { id: _, knownFrom, knownTo, ...content } = { ...grant, territories: left };
      // A grant's content is plain data; interfaces without an index signature are not assignable to Json by themselves.
      return { ...content, id: contentHash(content as unknown as Json), knownFrom, knownTo };
    });
}
