/** Which titles a season, volume or bundle holds, as the rows themselves say. */
import type { Clause } from '@duoping/avails';

/** By the product's ALID: the ALIDs that it holds, sorted. Products without a known member are left out. */
export type ProductMembers = ReadonlyMap<string, readonly string[]>;

/**
 * A bundle names its members. A season holds the episodes that name it, by their SeasonContentID; a volume those of
 * its season that it counts, from its first on; a series every episode that names it. A bundle of seasons holds their
 * episodes too. Removals say nothing.
 */
export function productMembers(clauses: readonly Clause[]): ProductMembers {
  const direct = new Map<string, Set<string>>();
  const episodes = clauses.filter((clause) => clause.workType === 'Episode');
  for (const clause of clauses) {
    const held = [...clause.bundledAlids, ...episodes.filter((episode) => holds(clause, episode)).map(alidOf)];
    if (held.length === 0) continue;
    const known = direct.get(clause.alid) ?? new Set();
    for (const alid of held) if (alid !== clause.alid) known.add(alid);
    direct.set(clause.alid, known);
  }
  return new Map([...direct.keys()].map((product) => [product, [...everyMember(product, direct)].sort()]));
}

const alidOf = ({ alid }: Clause): string => alid;

function holds(product: Clause, episode: Clause): boolean {
  const { workType, contentId, seasonId, seriesId } = product;
  if (workType === 'Season') return isNamed(episode.seasonId, seasonId ?? contentId);
  if (workType === 'Series') return isNamed(episode.seriesId, seriesId ?? contentId);
  return workType === 'Volume' && isNamed(episode.seasonId, seasonId) && isInVolume(product, episode);
}

const isNamed = (id: string | undefined, wanted: string | undefined): boolean => id !== undefined && id === wanted;

function isInVolume({ extra }: Clause, { episodeNumber }: Clause): boolean {
  const first = Number(extra.VolumeFirstEpisodeNumber);
  const number = Number(episodeNumber);
  return number >= first && number < first + Number(extra.VolumeNumberOfEpisodes);
}

/** What is held by what is held counts as well; a product that holds itself by a detour is passed once. */
function everyMember(product: string, direct: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>();
  const waiting = [product];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const member of direct.get(next) ?? [])
      if (member !== product && !found.has(member)) {
        found.add(member);
        waiting.push(member);
      }
  return found;
}
