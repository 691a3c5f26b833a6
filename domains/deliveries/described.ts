/**
 * Titles and media that a drop tells of in a partner's own formats (Media RSS, Media Entertainment Core, manifests), as
 * rows like those of Duoping's two sheets. What the sheets say of a title counts before it.
 */
import type { AlidExperience, Artwork, Clause, Description } from '@duoping/avails';
import type { DeliveredFile, FileFinding } from './delivery.ts';
import type { MediaRow, MetadataRow } from './sheets.ts';

/** What was read of one file beside its clauses. */
export interface Told {
  readonly file: DeliveredFile;
  readonly descriptions: readonly Description[];
  readonly experiences: readonly AlidExperience[];
}

/** What the drop's avails and Duoping's own sheets say. */
export interface StatedRows {
  readonly clauses: readonly { readonly clause: Clause }[];
  readonly metadata: readonly MetadataRow[];
  readonly media: readonly MediaRow[];
}

export interface DescribedRows {
  readonly metadata: readonly MetadataRow[];
  readonly media: readonly MediaRow[];
  readonly findings: readonly FileFinding[];
}

export function describedRows(
  told: readonly Told[],
  content: StatedRows,
  files: readonly DeliveredFile[],
): DescribedRows {
  const alidsOf = joinBy(told, content.clauses);
  const metadata = new Map<string, MetadataRow>();
  const findings: FileFinding[] = [];
  const media: MediaRow[] = [];
  const stated = new Set(content.metadata.map(({ alid, language }) => `${alid}\n${language}`));
  const unjoined = new Set<string>();
  for (const { file, descriptions } of told) {
    for (const description of descriptions) {
      const alids = alidsOf(description);
      const { contentId = '', place } = description;
      if (alids.length === 0 && !unjoined.has(contentId)) {
        unjoined.add(contentId);
        const message = `No manifest and no avail of this drop leads to ${contentId}: what it is about is not used`;
        findings.push({ file: file.name, severity: 'notice', code: 'description-unjoined', message, where: place });
      }
      for (const alid of alids) {
        const key = `${alid}\n${description.language}`;
        if (!stated.has(key) && !metadata.has(key)) metadata.set(key, metadataRow(alid, description, file));
      }
    }
  }
  const arrived = new Map(files.map((file) => [file.name, file]));
  const withMedia = new Set(content.media.map(({ alid }) => alid));
  for (const { file, descriptions, experiences } of told) {
    for (const experience of experiences) {
      if (withMedia.has(experience.alid) || experience.condition !== undefined) continue;
      const found = mediaOf(experience, file, arrived);
      media.push(...found.rows);
      if (found.finding) findings.push(found.finding);
      if (found.rows.length > 0) withMedia.add(experience.alid);
    }
    for (const description of descriptions)
      for (const alid of alidsOf(description))
        if (!withMedia.has(alid))
          media.push(...artworkRows(alid, description.artwork, { file, arrived, row: lineOf(description.place) }));
  }
  return { metadata: [...metadata.values()], media: firstOfEach(media), findings };
}

/** The ALIDs of a description: its own, or by the manifests those that open its content, or by the avails. */
function joinBy(
  told: readonly Told[],
  clauses: StatedRows['clauses'],
): (description: Description) => readonly string[] {
  const byContent = new Map<string, Set<string>>();
  const join = (contentId: string, alid: string): void => {
    const known = byContent.get(contentId);
    if (known) known.add(alid);
    else byContent.set(contentId, new Set([alid]));
  };
  for (const { experiences } of told)
    for (const { alid, contentIds } of experiences) for (const contentId of contentIds) join(contentId, alid);
  for (const { clause } of clauses) if (clause.contentId) join(clause.contentId, clause.alid);
  return ({ alid, contentId }) => (alid === undefined ? [...(byContent.get(contentId ?? '') ?? [])] : [alid]);
}

const metadataRow = (alid: string, description: Description, file: DeliveredFile): MetadataRow => ({
  row: lineOf(description.place),
  from: { file: file.name, where: description.place },
  alid,
  language: description.language,
  title: description.title,
  synopsis: description.synopsis ?? '',
  year: description.year === undefined ? null : Number(description.year),
  rating: description.ratings[0]?.value ?? null,
  genres: description.genres,
  credits: description.copyright ?? null,
  illustrative: false,
});

const lineOf = (place: Description['place']): number => ('row' in place ? place.row : (place.line ?? 1));

type Arrived = ReadonlyMap<string, DeliveredFile>;

/** The files of an experience that came with the drop. A manifest names its files from where it lies itself. */
function mediaOf(
  experience: AlidExperience,
  manifest: DeliveredFile,
  arrived: Arrived,
): { rows: readonly MediaRow[]; finding?: FileFinding } {
  const { alid, place } = experience;
  const from = { file: manifest.name, where: place };
  const here = experience.files.flatMap((file) => {
    const delivered = arrived.get(besides(manifest.name, file.location));
    return delivered ? [{ ...file, delivered }] : [];
  });
  const films = new Set(here.filter(({ kind }) => kind === 'video').map(({ delivered }) => delivered));
  if (films.size > 1) {
    const message = `The experience of ${alid} has ${films.size} films: name the one that is meant in media.csv`;
    const finding = { file: manifest.name, severity: 'warning' as const, code: 'several-films', message, where: place };
    return { rows: [], finding };
  }
  const rows = here.flatMap(({ kind, language = null, delivered, ...file }): MediaRow[] => {
    const row = { row: lineOf(place), from, alid, file: delivered.name, sha256: delivered.sha256 };
    if (kind === 'image') return [{ ...row, track: trackOf(file), language: null }];
    if (kind === 'video') return [{ ...row, track: 'video', language: null }];
    // Sound that lies in the film's own file comes with the film.
    if (language === null || films.has(delivered)) return [];
    return [{ ...row, track: kind, language }];
  });
  return { rows };
}

interface ArtworkOf {
  readonly file: DeliveredFile;
  readonly arrived: Arrived;
  readonly row: number;
}

function artworkRows(
  alid: string,
  artwork: readonly Artwork[],
  { file, arrived, row }: ArtworkOf,
): readonly MediaRow[] {
  return artwork.flatMap((picture): MediaRow[] => {
    const delivered = arrived.get(besides(file.name, picture.location));
    if (!delivered) return [];
    const from = { file: file.name, where: { path: '', line: row } };
    const { name, sha256 } = delivered;
    return [{ row, from, alid, file: name, sha256, track: trackOf(picture), language: null }];
  });
}

const trackOf = ({
  widthPixels = 0,
  heightPixels = 0,
}: Pick<Artwork, 'widthPixels' | 'heightPixels'>): 'poster' | 'wide' =>
  widthPixels > heightPixels ? 'wide' : 'poster';

/** One film, one poster, one wide picture, and one track of a kind in a language, of each title. */
function firstOfEach(rows: readonly MediaRow[]): readonly MediaRow[] {
  const first = new Map<string, MediaRow>();
  for (const row of rows) {
    const key = [row.alid, row.track, row.language ?? ''].join('\n');
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

/** `drop/film.mp4` for `./film.mp4` in `drop/manifest.xml`. A way out of the drop leads to no file. */
function besides(manifest: string, location: string): string {
  const parts = manifest.split('/').slice(0, -1);
  for (const part of location.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
