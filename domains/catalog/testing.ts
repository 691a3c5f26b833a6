/** This room's store in memory; and what benchmarks need of search: the bare index, the forms of a name, and the slow scan it agrees with. */
import { describedIn } from './library.ts';
import type { Artwork, CatalogStore, Description, Offer, Said, WorkEntry, WorkId } from './work.ts';

export { admit, findWorks } from './search/find-works.ts';
export { formsOf, initialsOf } from './search/key-pool.ts';
export { matchOf } from './search/naive-scan.test-support.ts';
export type { Searchable } from './search/segment.ts';

export interface MemoryCatalog extends CatalogStore {
  /** Remembers the present state; what it gives back returns to it, as a transaction that is rolled back does. */
  snapshot(): () => void;
}

export function memoryCatalog(): MemoryCatalog {
  let workOf = new Map<string, WorkId>();
  let offers = new Map<string, Offer>();
  let eidrOf = new Map<WorkId, string>();
  let descriptions = new Map<string, Description>();
  let artwork = new Map<string, Artwork>();
  let revision = 1;

  function match(offer: Offer, newId: () => WorkId): WorkId {
    const known = workOf.get(offerKey(offer));
    if (known) return known;
    const alike = offer.eidr === undefined ? undefined : [...eidrOf].find(([, eidr]) => eidr === offer.eidr)?.[0];
    const work = alike ?? newId();
    if (offer.eidr !== undefined) eidrOf.set(work, offer.eidr);
    workOf.set(offerKey(offer), work);
    offers.set(offerKey(offer), offer);
    return work;
  }

  const mustKnow = (offer: { partner: string; alid: string }): void => {
    if (!offers.has(offerKey(offer))) throw new Error(`${offer.partner} has no offer ${offer.alid}`);
  };

  const saidOf = (partner: string, alids: readonly string[]): Said => {
    const own = (one: { partner: string; alid: string }) => one.partner === partner && alids.includes(one.alid);
    return {
      descriptions: [...descriptions.values()]
        .filter(own)
        .sort((a, b) => byOffer(a, b) || order(a.language, b.language)),
      artwork: [...artwork.values()].filter(own).sort((a, b) => byOffer(a, b) || order(a.kind, b.kind)),
    };
  };
  const all = (): readonly WorkEntry[] => {
    const ids = [...new Set(workOf.values())].sort();
    return ids.map((id): WorkEntry => {
      const own = [...offers.values()].filter((offer) => workOf.get(offerKey(offer)) === id).sort(byOffer);
      const keys = own.map(offerKey);
      const eidr = eidrOf.get(id);
      return {
        id,
        offers: own.map(({ partner, alid }) => ({ partner, alid, ...(eidr === undefined ? {} : { eidr }) })),
        descriptions: [...descriptions.values()]
          .filter((one) => keys.includes(offerKey(one)))
          .sort((a, b) => byOffer(a, b) || order(a.language, b.language)),
        artwork: [...artwork.values()]
          .filter((one) => keys.includes(offerKey(one)))
          .sort((a, b) => byOffer(a, b) || order(a.kind, b.kind)),
      };
    });
  };

  return {
    saidOf: async (partner, alids) => saidOf(partner, alids),
    revision: async () => revision,
    sayInstead: async (partner, alids, said) => {
      revision++;
      for (const one of [...said.descriptions, ...said.artwork]) mustKnow(one);
      const now = saidOf(partner, alids);
      for (const one of now.descriptions) descriptions.delete(`${offerKey(one)} ${one.language}`);
      for (const one of now.artwork) artwork.delete(`${offerKey(one)} ${one.kind}`);
      for (const one of said.descriptions) descriptions.set(`${offerKey(one)} ${one.language}`, one);
      for (const one of said.artwork) artwork.set(`${offerKey(one)} ${one.kind}`, one);
    },
    matchWorks: async (all, newId) => {
      revision++;
      return new Map(all.map((offer) => [offer.alid, match(offer, newId)]));
    },
    knownWorks: async (all) =>
      new Map(
        all.flatMap((offer): [string, WorkId][] => {
          const alike = offer.eidr === undefined ? undefined : [...eidrOf].find(([, eidr]) => eidr === offer.eidr)?.[0];
          const work = workOf.get(offerKey(offer)) ?? alike;
          return work === undefined ? [] : [[offer.alid, work]];
        }),
      ),
    knownAlids: async (partner, alids) => new Set(alids.filter((alid) => offers.has(offerKey({ partner, alid })))),
    describe: async (told) => {
      revision++;
      for (const one of told) {
        mustKnow(one);
        descriptions.set(`${offerKey(one)} ${one.language}`, one);
      }
    },
    illustrate: async (pictures) => {
      revision++;
      for (const one of pictures) {
        mustKnow(one);
        artwork.set(`${offerKey(one)} ${one.kind}`, one);
      }
    },
    works: async () => all(),
    titlesOf: async (ids, language) =>
      new Map(
        all()
          .filter(({ id }) => ids.includes(id))
          .flatMap(({ id, descriptions: said }): [string, string][] => {
            const shown = describedIn(said, language);
            return shown ? [[id, shown.title]] : [];
          }),
      ),
    snapshot: () => {
      const then = { workOf, offers, eidrOf, descriptions, artwork };
      [workOf, offers, eidrOf] = [new Map(workOf), new Map(offers), new Map(eidrOf)];
      [descriptions, artwork] = [new Map(descriptions), new Map(artwork)];
      return () => {
        ({ workOf, offers, eidrOf, descriptions, artwork } = then);
      };
    },
  };
}

const offerKey = (offer: { partner: string; alid: string }): string => JSON.stringify([offer.partner, offer.alid]);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byOffer = (a: { partner: string; alid: string }, b: { partner: string; alid: string }): number =>
  order(a.partner, b.partner) || order(a.alid, b.alid);
