/** Write what a delivery says into the stores, and keep what was there before. */
import type { Instant } from '@duoping/kit';
import { type Description, UNDETERMINED } from '#catalog';
import type { GrantChange } from '#licensing';
import type { Delivery } from './delivery.ts';
import { eventDates } from './event-dates.ts';
import { offersOf } from './offers.ts';
import type { DeliveryPorts, DeliveryWrites } from './ports.ts';
import { type DeliveryContent, grantsOf, rulesOf } from './read.ts';
import { replacementOf } from './replacement.ts';
import { grantsIn, type Judged } from './report.ts';
import { placeInSeries } from './series-place.ts';
import type { MediaRow } from './sheets.ts';

/** Writes what the delivery says but its grants, which are handed back, and keeps what was there before. */
export async function writeDelivery(
  ports: DeliveryPorts,
  writes: DeliveryWrites,
  what: Judged & { readonly at: Instant },
): Promise<GrantChange> {
  const { delivery, content, contracts, delivered, at } = what;
  const { partner, receivedAt } = delivery;
  const scope = { clauses: content.clauses, delivered };
  const { alids: granted, before, kept } = await replacementOf(writes.grants, partner, scope, rulesOf(contracts));
  const alids = [...new Set([...granted, ...[...content.metadata, ...content.media].map((row) => row.alid)])];
  const grantsBefore = before.map((grant) => grant.id);
  const saidBefore = await writes.catalog.saidOf(partner, alids);
  const works = await writes.catalog.matchWorks(offersOf(delivery, content), () => ports.ids.next<'Work'>());
  const workOf = (alid: string): string => works.get(alid) ?? alid;
  const events = await eventDates(writes, partner, offersOf(delivery, content));
  const under = { contracts, partner, receivedAt, now: at, workOf, events };
  const own = grantsOf(content, under);
  const compiled = [...own.grants, ...own.waiting];
  const { grants } = await grantsIn(writes, { content, before, compiled, under });
  const availOf = new Map(content.clauses.flatMap(({ clause: { id, availId } }) => (availId ? [[id, availId]] : [])));
  const named = grants.flatMap(({ id, clause }) =>
    availOf.has(clause) ? [[id, availOf.get(clause) ?? ''] as const] : [],
  );
  await writes.deliveries.noteAvails(partner, new Map(named));
  await writes.catalog.describe(descriptionsIn(delivery, content));
  await writes.catalog.illustrate(artworkIn(delivery, content));
  const media: { alid: string; rows: readonly MediaRow[] }[] = [];
  for (const [alid, rows] of Map.groupBy(content.media.filter(isPlayed), (row) => row.alid))
    if (await writes.media.register({ partner, alid, rows }, at)) media.push({ alid, rows });
  const change = { delivery: delivery.id, partner, alids, granted, grantsBefore, saidBefore, media };
  await writes.deliveries.noteChange(change);
  return { partner, alids: granted, grants: [...grants, ...kept] };
}

/** What the metadata sheet says, and for every title what its avail calls it: so that none is without a name. */
function descriptionsIn({ partner }: Delivery, content: DeliveryContent): readonly Description[] {
  const named = new Map(content.clauses.map(({ clause }) => [clause.alid, clause]));
  const bare = [...named.values()].map((clause): Description => {
    const { alid, title, releaseYear, rating } = clause;
    return {
      partner,
      alid,
      language: UNDETERMINED,
      title,
      synopsis: '',
      year: /^\d{4}$/.test(releaseYear ?? '') ? Number(releaseYear) : null,
      rating: rating?.value ?? null,
      genres: [],
      credits: null,
      illustrative: false,
      ...placeInSeries(partner, clause),
    };
  });
  const told = content.metadata.map(({ row: _row, from: _from, ...rest }) => ({ ...rest, partner }));
  const keyOf = ({ alid, language }: Pick<Description, 'alid' | 'language'>): string => `${alid}\n${language}`;
  const said = new Set(told.map(keyOf));
  return [...bare.filter((description) => !said.has(keyOf(description))), ...told];
}

const artworkIn = (delivery: Delivery, content: DeliveryContent) =>
  content.media.flatMap((row) =>
    row.track === 'poster' || row.track === 'wide'
      ? [{ partner: delivery.partner, alid: row.alid, kind: row.track, sha256: row.sha256 }]
      : [],
  );

const isPlayed = (row: MediaRow): boolean => row.track !== 'poster' && row.track !== 'wide';
