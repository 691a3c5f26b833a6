/**
 * Reads CableLabs VOD Metadata 1.1 (`<ADI>`): a package has one title and one licensing window, so it gives one
 * clause. The format names no territory and no screen; both stand in the contract.
 */
import type { Territory } from '@duoping/kit';
import { readAvail } from '../avail.ts';
import type { Dialect } from '../cells.ts';
import type { Clause } from '../clause.ts';
import type { Description } from '../description.ts';
import type { FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import { type Gathered, gather, namedCells } from '../named-cells.ts';
import { feed, xmlStream } from '../xml.ts';
import type { AdiAsset } from './asset.ts';
import { describeTitle } from './describe-title.ts';

const DIALECT: Dialect = {
  date1904: false,
  territoryLists: true,
  territoryOptional: true,
  wholeDayEnds: false,
  languagesTogether: true,
  advised: false,
};

export interface AdiReading {
  readonly version: string;
  readonly clauses: readonly Clause[];
  readonly descriptions?: readonly Description[];
}

export function readAdi(
  bytes: Uint8Array,
  limits: Limits,
  territories: readonly Territory[],
  findings: FindingList,
): AdiReading {
  const assets: AdiAsset[] = [];
  const stream = xmlStream(
    {
      open(name, attributes, line) {
        if (name === 'AMS') {
          const asset = {
            class: (attributes.Asset_Class ?? '').trim().toLowerCase(),
            values: new Map<string, Gathered>(),
          };
          for (const [key, value] of Object.entries(attributes)) gather(asset.values, key, value, line);
          assets.push(asset);
          if (assets.length > limits.rows) stream.refuse(`more than ${limits.rows} assets`);
        } else if (name === 'App_Data') {
          const asset = assets.at(-1);
          if (asset) readAppData(asset, attributes, line, findings);
        } else if (name === 'Content') {
          const asset = assets.at(-1);
          if (asset) gather(asset.values, 'Content', attributes.Value ?? '', line);
        }
      },
    },
    limits,
    'pass-over',
  );
  feed(stream, bytes);
  const fault = stream.end();
  if (fault) {
    findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
    return { version: '', clauses: [] };
  }
  const first = (kind: string): AdiAsset =>
    assets.find((asset) => asset.class === kind) ?? { class: kind, values: new Map() };
  const [box, title, movie] = [first('package'), first('title'), first('movie')];
  const version = /([\d.]+)$/.exec(box.values.get('Metadata_Spec_Version')?.text ?? '')?.[1] ?? '1.1';
  if (!title.values.has('Asset_ID')) {
    findings.add('no-rows', { path: '/ADI', line: 1 }, 'no title asset');
    return { version, clauses: [] };
  }
  const cells = translate({ box: box.values, title: title.values, movie: movie.values }, territories, findings);
  const clause = readAvail({
    cells: namedCells('/ADI', cells.get('ALID')?.line ?? 1, [cells]),
    dialect: DIALECT,
    findings,
  });
  if (!clause) return { version, clauses: [] };
  const aside = asideOf(assets, title);
  const described = describeTitle(title, assets, clause);
  return {
    version,
    clauses: [Object.keys(aside).length === 0 ? clause : { ...clause, aside }],
    ...(described ? { descriptions: [described] } : {}),
  };
}

/** What the package, the film, the preview and the pictures say; the title's own words stand in the clause. */
function asideOf(assets: readonly AdiAsset[], title: AdiAsset): Record<string, string> {
  const aside = new Map<string, string>();
  for (const [at, asset] of assets.entries()) {
    if (asset === title) continue;
    for (const [name, { text }] of asset.values)
      if (!OF_AMS.has(name)) aside.set(`${asset.class} ${at + 1}/${name}`, text);
  }
  return Object.fromEntries(aside);
}

const OF_AMS: ReadonlySet<string> = new Set(
  'App Verb Asset_Class Provider Provider_ID Product Version_Major Version_Minor Creation_Date Description'.split(' '),
);

/**
 * Some names may repeat (genres, actors), and are kept one after the other; a second window or title that says something
 * else is a slip. Segments have In and Out instead of a value.
 */
function readAppData(
  { values }: AdiAsset,
  { App = '', Name = '', Value, In = '', Out = '' }: Readonly<Record<string, string>>,
  line: number,
  findings: FindingList,
): void {
  gather(values, 'App', App, line);
  const text = (Value ?? [In, Out].filter(Boolean).join(' to ')).trim();
  const before = values.get(Name);
  const differs = before !== undefined && !before.text.split(', ').includes(text);
  if (differs && SINGLE.has(Name))
    findings.add(
      'repeated-value',
      { path: `/ADI/App_Data[${Name}]`, line },
      `line ${before.line} says ${before.text}`,
      text,
    );
  if (before === undefined || differs) gather(values, Name, text, line, !TRANSLATED.has(Name));
}

const SINGLE: ReadonlySet<string> = new Set([
  'Licensing_Window_Start',
  'Licensing_Window_End',
  'Title',
  'Maximum_Viewing_Length',
]);

/** EMA's names for what the package, the title and the film say. */
function translate(
  { box, title, movie }: Readonly<Record<'box' | 'title' | 'movie', ReadonlyMap<string, Gathered>>>,
  territories: readonly Territory[],
  findings: FindingList,
): Map<string, Gathered> {
  const cells = new Map<string, Gathered>();
  const copy = (column: string, from: ReadonlyMap<string, Gathered>, name: string): void => {
    const found = from.get(name);
    if (found) gather(cells, column, found.text, found.line);
  };
  const set = (column: string, text: string, near?: Gathered): void => gather(cells, column, text, near?.line ?? 1);
  const assetId = title.get('Asset_ID');
  for (const id of [box.get('Asset_ID'), assetId, movie.get('Asset_ID')]) {
    if (id && !/^[A-Z]{4}\d{16}$/i.test(id.text))
      findings.add('asset-id-form', { path: '/ADI', line: id.line }, 'not four letters and sixteen digits', id.text);
  }
  // An Asset_ID is one of its provider's; only both together name the asset (PAID).
  const paid = (part: ReadonlyMap<string, Gathered>): string =>
    `${part.get('Provider_ID')?.text ?? ''}/${part.get('Asset_ID')?.text ?? ''}`;
  set('ALID', paid(title), assetId);
  if (movie.has('Asset_ID')) set('ContentID', paid(movie), movie.get('Asset_ID'));
  if (box.has('Asset_ID')) set('AvailID', paid(box), box.get('Asset_ID'));
  const verbs = [box, title].map((part) => part.get('Verb')?.text.toUpperCase());
  set('EntryType', verbs.includes('DELETE') ? 'Full Delete' : 'Full Extract', assetId);
  const isEpisode = /series|episod/i.test(title.get('Show_Type')?.text ?? '') && title.has('Episode_Number');
  set('WorkType', isEpisode ? 'Episode' : 'Movie', title.get('Show_Type') ?? assetId);
  set('Territory', territories.join(', '), assetId);
  set('LicenseType', licenseOf([title.get('App')?.text, box.get('Product')?.text]), title.get('App') ?? assetId);
  set('FormatProfile', formatOf(movie, findings, assetId?.line ?? 1), movie.get('Resolution') ?? assetId);
  copy('Start', title, 'Licensing_Window_Start');
  copy('End', title, 'Licensing_Window_End');
  copy('DisplayName', box, 'Provider');
  copy(
    isEpisode ? 'EpisodeTitleDisplayUnlimited' : 'TitleDisplayUnlimited',
    title,
    isEpisode ? 'Episode_Name' : 'Title',
  );
  copy(isEpisode ? 'EpisodeTitleInternalAlias' : 'TitleInternalAlias', title, 'Title_Brief');
  copy('SeriesTitleDisplayUnlimited', title, 'Series_Name');
  copy('SeasonNumber', title, 'Season_Number');
  copy('EpisodeNumber', title, 'Episode_Number');
  copy('ReleaseYear', title, 'Year');
  copy('TotalRunTime', title, 'Run_Time');
  copy('ContractID', title, 'Contract_Name');
  copy('RatingValue', title, 'Rating');
  copy('AssetLanguage', movie, 'Languages');
  if (Number(title.get('Suggested_Price')?.text ?? 0) > 0) {
    set('PriceType', 'SRP', title.get('Suggested_Price'));
    copy('PriceValue', title, 'Suggested_Price');
  }
  const viewing = viewingLength(title.get('Maximum_Viewing_Length')?.text ?? '');
  if (viewing) set('WatchDuration', viewing, title.get('Maximum_Viewing_Length'));
  for (const [name, { text, line }] of title) if (!TRANSLATED.has(name)) gather(cells, name, text, line);
  copy('Version_Major', box, 'Version_Major');
  return cells;
}

const TRANSLATED: ReadonlySet<string> = new Set(
  `App Verb Asset_ID Asset_Class Asset_Name Provider Provider_ID Product Version_Minor Description Creation_Date Type Title
  Title_Brief Licensing_Window_Start Licensing_Window_End Series_Name Season_Number Episode_Number Episode_Name Year Run_Time
  Contract_Name Rating Maximum_Viewing_Length Show_Type`.split(/\s+/),
);

/** `MOD` is movies on demand, by the view; `FOD` is free on demand. */
function licenseOf(words: readonly (string | undefined)[]): string {
  for (const word of words) {
    if (/^(SVOD|AVOD|FVOD|TVOD|VOD|EST)$/i.test(word ?? '')) return (word ?? '').toUpperCase();
    if (/^(MOD|PPV)$/i.test(word ?? '')) return 'VOD';
    if (/^FOD$/i.test(word ?? '')) return 'FVOD';
  }
  return words.find((word) => word !== undefined) ?? '';
}

function formatOf(movie: ReadonlyMap<string, Gathered>, findings: FindingList, line: number): string {
  const resolution = movie.get('Resolution')?.text ?? '';
  if (/^(2160|3840|4k|uhd)/i.test(resolution)) return 'UHD';
  if (/^(720|1080)/.test(resolution) || /^y/i.test(movie.get('HDContent')?.text ?? '')) return 'HD';
  if (resolution === '') findings.add('format-assumed', { path: '/ADI', line }, 'no Resolution; read as SD');
  return 'SD';
}

/** Days, hours and minutes (`00:24:00` is a day) as ISO 8601. */
function viewingLength(text: string): string | undefined {
  const [, days, hours, minutes] = /^(\d{2}):(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (days === undefined) return undefined;
  const [h, m] = [Number(days) * 24 + Number(hours), Number(minutes)];
  return h + m === 0 ? undefined : `PT${h > 0 ? `${h}H` : ''}${m > 0 ? `${m}M` : ''}`;
}
