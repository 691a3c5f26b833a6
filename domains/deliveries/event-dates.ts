/** The calendar of events as it stands for one partner's titles: what its windows are read with. */
import type { EventDate } from '@duoping/rights';
import type { Offer } from '#catalog';
import { datesFor, type EventFact, type EventScope, topicOf } from '#licensing';
import type { DeliveryWrites } from './ports.ts';

/** `supposed` is looked at as if it had been said, after everything else. */
export async function eventDates(
  { events, catalog }: Pick<DeliveryWrites, 'events' | 'catalog'>,
  partner: string,
  offers: readonly Offer[],
  supposed?: EventFact,
): Promise<readonly EventDate[]> {
  const said = await events.standing();
  const facts = supposed ? [...said.filter((fact) => topicOf(fact) !== topicOf(supposed)), supposed] : said;
  if (facts.length === 0) return [];
  const works = facts.some(({ scope }) => 'work' in scope)
    ? await catalog.knownWorks(offers)
    : new Map<string, string>();
  const titles = offers.map(({ alid, eidr }) => ({
    alid,
    works: [works.get(alid), eidr].filter((name) => name !== undefined),
  }));
  return datesFor(facts, partner, titles);
}

/** The known titles that something was said of, by partner. */
export async function titlesTold(
  { catalog }: Pick<DeliveryWrites, 'catalog'>,
  scopes: readonly EventScope[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const own = scopes.flatMap((scope) => ('partner' in scope ? [scope] : []));
  const works = new Set(scopes.flatMap((scope) => ('work' in scope ? [scope.work] : [])));
  const ofWorks =
    works.size === 0
      ? []
      : (await catalog.works()).flatMap(({ id, offers }) =>
          offers.filter(({ eidr }) => works.has(id) || (eidr !== undefined && works.has(eidr))),
        );
  const byPartner = Map.groupBy([...own, ...ofWorks], ({ partner }) => partner);
  return new Map([...byPartner].map(([partner, all]) => [partner, [...new Set(all.map(({ alid }) => alid))]]));
}
