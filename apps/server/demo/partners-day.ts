/** The demo's partners at work: they deliver their avails at once, and each film as soon as it has been made. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { writeAvailsXlsx } from '@duoping/avails';
import type { Instant } from '@duoping/kit';
import { applyDelivery, openDelivery, receiveFile, reviewDelivery } from '#deliveries';
import { alidOf, writeDeliveries } from '../../../examples/deliveries.ts';
import { makeArtwork } from '../../../examples/films/artwork.ts';
import { type Film, filmOf, makeFilm } from '../../../examples/films/make-film.ts';
import { makeOpenFilm } from '../../../examples/films/open-film.ts';
import { OFFERS, type PartnerId } from '../../../examples/offers.ts';
import { WORKS } from '../../../examples/works.ts';
import type { House } from '../house.ts';

export interface PartnersDay {
  readonly house: House;
  /** Where films are made and drops are written. */
  readonly folder: string;
  readonly ffmpeg: string;
  /** When the demo started: every window is told from here. */
  readonly start: Instant;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Avails, titles and artwork of every partner; no film yet. */
export async function deliverCatalog(day: PartnersDay): Promise<void> {
  day.log('Painting the posters …');
  const films = join(day.folder, 'films');
  await makeArtwork(WORKS, { folder: films, ffmpeg: day.ffmpeg, signal: day.signal });
  await deliver(day, { films: [], artwork: WORKS.map((work) => filmOf(work, films)) });
}

/** Avails and titles alone: nothing is painted or filmed. */
export const deliverAvails = (day: PartnersDay): Promise<void> => deliver(day, { films: [], artwork: [] });

/** Makes and delivers the films one by one, the first one first. Those made before are only delivered. */
export async function deliverFilms(day: PartnersDay): Promise<void> {
  const job = { folder: join(day.folder, 'films'), ffmpeg: day.ffmpeg, signal: day.signal };
  const [first, ...others] = WORKS;
  const films = [
    ...(first ? [{ title: first.title.en, make: () => makeFilm(first, job) }] : []),
    { title: 'Big Buck Bunny', make: () => makeOpenFilm(job) },
    ...others.map((work) => ({ title: work.title.en, make: () => makeFilm(work, job) })),
  ];
  for (const [index, { title, make }] of films.entries()) {
    if (day.signal.aborted) return;
    day.log(`Film ${index + 1} of ${films.length}: ${title}`);
    await deliver(day, { films: [await make()], artwork: [] });
  }
  day.log('All films are made and delivered; what is still being encrypted shows as such.');
}

/** The catalog's work of one of the demo's titles. */
export function workOfSlug(house: House, slug: string): string | undefined {
  const alids = new Set(OFFERS.filter((offer) => offer.work === slug).map(({ partner }) => alidOf(partner, slug)));
  return [...house.library().works.values()].find(({ offers }) => offers.some(({ alid }) => alids.has(alid)))?.id;
}

async function deliver(day: PartnersDay, what: { films: readonly Film[]; artwork: readonly Film[] }): Promise<void> {
  const drops = await writeDeliveries(join(day.folder, 'drops'), { now: day.start, writeAvailsXlsx, ...what });
  const concerned = (partner: PartnerId): boolean =>
    what.films.length === 0 ||
    what.films.some(({ slug }) => OFFERS.some((offer) => offer.work === slug && offer.partner === partner));
  for (const drop of drops) {
    if (!concerned(drop.partner)) continue;
    const media = what.films.concat(what.artwork).map(({ slug }) => `media/${slug}/`);
    const sheets = [...drop.avails, drop.metadata, drop.media].map((path) => relative(drop.folder, path));
    await dropFolder(day.house, drop, (name) => sheets.includes(name) || media.some((at) => name.startsWith(at)));
  }
}

async function dropFolder(
  { deliveries }: House,
  { partner, folder }: { partner: string; folder: string },
  wanted: (name: string) => boolean,
): Promise<void> {
  const opened = await openDelivery(deliveries, { partner, name: 'demo', by: 'demo' });
  if (!opened.ok) throw new Error(`${partner} can't deliver: ${opened.reason}`);
  const { id } = opened.value;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile() && !each.name.endsWith('.part'))) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (wanted(name)) await receiveFile(deliveries, id, { name, bytes: createReadStream(path) });
  }
  const reviewed = await reviewDelivery(deliveries, id);
  const errors = reviewed.ok ? reviewed.value.report?.findings.filter(({ severity }) => severity === 'error') : [];
  const applied = await applyDelivery(deliveries, id, { by: 'demo' });
  if (applied.ok) return;
  throw new Error(`${partner}'s delivery was not applied: ${applied.reason} ${JSON.stringify(errors?.slice(0, 3))}`);
}
