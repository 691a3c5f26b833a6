/**
 * Writes what the demo's partners deliver, as real files: avails in three grammars, `metadata.csv` with titles and
 * synopses in Chinese and English, and `media.csv` that joins each ALID to its files. Windows are told from `now`, so
 * that they are live whenever the demo starts; writing again is a new delivery.
 */
import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DAY_MS, formatInstant, type Instant, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import Papa from 'papaparse';
import { adiAlid, adiPackage, OPEN_CINEMA } from './adi.ts';
import type { Film } from './films/make-film.ts';
import { OFFERS, type Offer, PARTNERS, type PartnerId } from './offers.ts';
import { LISTINGS, type Listing, SPOKEN } from './works.ts';

/** One avail by EMA's column names. */
export type AvailRow = Readonly<Record<string, string | number | boolean | undefined>>;

export interface DeliveryRequest {
  readonly now: Instant;
  /** Those made so far; artwork of the others is delivered as soon as it stands in `artwork`. */
  readonly films: readonly Film[];
  /** Of films still being made: their posters and wide pictures. */
  readonly artwork?: readonly Pick<Film, 'slug' | 'poster' | 'wide'>[];
  /** The writer of EMA workbooks from `@duoping/avails`. */
  readonly writeAvailsXlsx: (rows: readonly AvailRow[], sheet?: string) => Uint8Array;
}

/** The files of one partner's delivery. */
export interface Delivery {
  readonly partner: PartnerId;
  readonly folder: string;
  /** One file, or one a title where the grammar knows no more. */
  readonly avails: readonly string[];
  readonly metadata: string;
  readonly media: string;
}

const LICENSORS: Readonly<Record<PartnerId, string>> = {
  'youku-tudou': 'Youku Tudou',
  iqiyi: 'iQiyi',
  'open-cinema': 'Open Cinema',
};

/** Each partner speaks its own grammar. */
const GRAMMARS: Readonly<Record<PartnerId, 'workbook' | 'csv' | 'adi'>> = {
  'youku-tudou': 'workbook',
  iqiyi: 'csv',
  'open-cinema': 'adi',
};

/** What the partner calls the title; CableLabs has numbers for it. */
export const alidOf = (partner: PartnerId, slug: string): string =>
  GRAMMARS[partner] === 'adi'
    ? adiAlid(OPEN_CINEMA, numberOf(partner, slug))
    : `md:alid:org:${partner}.example:${slug}`;

/** From 1, in the order of the partner's offers. */
const numberOf = (partner: PartnerId, slug: string): number =>
  1 + [...new Set(OFFERS.filter((offer) => offer.partner === partner).map(({ work }) => work))].indexOf(slug);

/** Writes a folder for each partner under `folder`. */
export async function writeDeliveries(folder: string, request: DeliveryRequest): Promise<readonly Delivery[]> {
  return await Promise.all(PARTNERS.map((partner) => writeDelivery(join(folder, partner), partner, request)));
}

async function writeDelivery(folder: string, partner: PartnerId, request: DeliveryRequest): Promise<Delivery> {
  await mkdir(folder, { recursive: true });
  const offers = OFFERS.filter((offer) => offer.partner === partner);
  const listings = [...new Set(offers.map((offer) => offer.work))].map(listingOf);
  const media = await mediaRows(folder, partner, listings, request);
  const delivery = { metadata: join(folder, 'metadata.csv'), media: join(folder, 'media.csv') };
  await writeWhole(delivery.media, csv(['alid', 'file', 'sha256', 'track', 'language'], media));
  await writeWhole(
    delivery.metadata,
    csv(
      METADATA_COLUMNS,
      listings.flatMap((listing) => metadataRows(partner, listing)),
    ),
  );
  // Last, because their arrival is what says that a delivery is complete.
  const avails = Object.entries(availsFiles(partner, offers, { media, request }));
  for (const [name, content] of avails) await writeWhole(join(folder, name), content);
  return { partner, folder, ...delivery, avails: avails.map(([name]) => join(folder, name)) };
}

function availsFiles(
  partner: PartnerId,
  offers: readonly Offer[],
  { media, request }: { media: readonly AvailRow[]; request: DeliveryRequest },
): Readonly<Record<string, string | Uint8Array>> {
  const rows = offers.map((offer) => availRow(offer, request.now));
  if (GRAMMARS[partner] === 'workbook') return { 'avails.xlsx': request.writeAvailsXlsx(rows, 'Movies') };
  if (GRAMMARS[partner] === 'csv') return { 'avails.csv': csv(columnsOf(rows), rows) };
  const fileOf = (slug: string, track: string): string | undefined =>
    media.find((row) => row.alid === alidOf(partner, slug) && row.track === track)?.file?.toString();
  return Object.fromEntries(
    offers.map((offer) => {
      const [film, poster] = [fileOf(offer.work, 'video'), fileOf(offer.work, 'poster')];
      const title = { offer, listing: listingOf(offer.work), number: numberOf(partner, offer.work), film, poster };
      return [`${offer.work}.ADI.xml`, adiPackage(OPEN_CINEMA, title, request.now)];
    }),
  );
}

function listingOf(slug: string): Listing {
  const found = LISTINGS.find((listing) => listing.slug === slug);
  if (!found) throw new Error(`offers.json offers ${slug}, which no catalog file describes`);
  return found;
}

export function availRow(offer: Offer, now: Instant): AvailRow {
  const listing = listingOf(offer.work);
  const price =
    offer.price === undefined
      ? { PriceType: 'NA' }
      : { PriceType: 'SRP', PriceValue: offer.price, PriceCurrency: 'CNY' };
  return {
    ALID: alidOf(offer.partner, offer.work),
    AvailID: `${offer.contract}-${offer.work}-${offer.licenseType}`,
    EntryType: 'Full Extract',
    DisplayName: `${LICENSORS[offer.partner]} (illustrative)`,
    ContentID: offer.eidr ?? `md:cid:org:${offer.partner}.example:${offer.work}`,
    ...workOf(listing, offer.partner),
    ReleaseYear: listing.year,
    TotalRunTime: `00:00:${String(listing.seconds).padStart(2, '0')}`,
    Territory: offer.territory,
    TerritoryExclusion: offer.territoryExclusion,
    LicenseType: offer.licenseType,
    FormatProfile: offer.formatProfile,
    Start: dateIn(now, offer.fromDays),
    End: offer.endsInMinutes === undefined ? dateIn(now, offer.toDays ?? 0) : momentIn(now, offer.endsInMinutes),
    ...price,
    ...(offer.licenseType === 'VOD' ? { RentalDuration: 'P30D', WatchDuration: 'PT48H' } : {}),
    ContractID: offer.contract,
  };
}

/** What it is, by the columns of films or those of episodes. */
function workOf({ title, series }: Listing, partner: PartnerId): AvailRow {
  if (!series) return { WorkType: 'Movie', TitleInternalAlias: title.en, TitleDisplayUnlimited: title['zh-CN'] };
  const id = `md:cid:org:${partner}.example:${series.title.en.toLowerCase().replaceAll(' ', '-')}`;
  return {
    WorkType: 'Episode',
    SeriesTitleInternalAlias: series.title.en,
    SeriesTitleDisplayUnlimited: series.title['zh-CN'],
    SeriesContentID: id,
    SeasonContentID: `${id}-${series.season}`,
    SeasonNumber: series.season,
    EpisodeNumber: series.episode,
    EpisodeTitleInternalAlias: title.en,
    EpisodeTitleDisplayUnlimited: title['zh-CN'],
  };
}

/** A calendar date, as sheets hold it: the partner's rules say in which zone and whether it counts whole. */
const dateIn = (now: Instant, days: number): string => formatInstant(now + days * DAY_MS).slice(0, 10);
/** A moment to the second, in UTC; sheets carry no milliseconds. */
const momentIn = (now: Instant, minutes: number): string =>
  formatInstant(Math.floor(now / SECOND_MS) * SECOND_MS + minutes * MINUTE_MS);

const METADATA_COLUMNS = [
  'alid',
  'language',
  'title',
  'series',
  'synopsis',
  'year',
  'rating',
  'people',
  'genre',
  'credits',
  'illustrative',
];

const metadataRows = (partner: PartnerId, listing: Listing): readonly AvailRow[] =>
  SPOKEN.map((language) => ({
    alid: alidOf(partner, listing.slug),
    language,
    title: listing.title[language],
    series: listing.series?.title[language],
    synopsis: listing.synopsis[language],
    year: listing.year,
    rating: listing.rating,
    people: listing.people,
    genre: listing.genre[language],
    credits: listing.credit,
    illustrative: listing.illustrative,
  }));

async function mediaRows(
  folder: string,
  partner: PartnerId,
  listings: readonly Listing[],
  request: DeliveryRequest,
): Promise<readonly AvailRow[]> {
  const rows: AvailRow[] = [];
  for (const { slug } of listings) {
    const film = request.films.find((made) => made.slug === slug);
    const art = film ?? request.artwork?.find((made) => made.slug === slug);
    const tracks = [
      ...(film
        ? [
            { file: film.video, track: 'video', language: '' },
            ...tracksOf(film.audio, 'audio'),
            ...tracksOf(film.text, 'text'),
          ]
        : []),
      ...(art
        ? [
            { file: art.poster, track: 'poster', language: '' },
            { file: art.wide, track: 'wide', language: '' },
          ]
        : []),
    ];
    for (const { file, track, language } of tracks) {
      const place = join('media', slug, basename(file));
      await bring(file, join(folder, place));
      rows.push({ alid: alidOf(partner, slug), file: place, sha256: await sha256(file), track, language });
    }
  }
  return rows;
}

const tracksOf = (
  files: Readonly<Record<string, string>>,
  track: string,
): readonly { file: string; track: string; language: string }[] =>
  Object.entries(files).map(([language, file]) => ({ file, track, language }));

const sha256 = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

/** A delivery holds its own media: a hard link where the file system allows, otherwise a copy. */
async function bring(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
}

const columnsOf = (rows: readonly AvailRow[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => row[name] !== undefined))),
];

const csv = (columns: readonly string[], rows: readonly AvailRow[]): string =>
  `${Papa.unparse({ fields: [...columns], data: rows.map((row) => columns.map((name) => row[name] ?? '')) })}\r\n`;

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, content);
  await rename(`${file}.part`, file);
}
