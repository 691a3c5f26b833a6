/** Reads Avails XML 2.1 to 2.7: one clause for each Transaction, by way of the columns that EMA gives its parts. */
import { readAvail } from './avail.ts';
import type { Dialect } from './cells.ts';
import type { Clause } from './clause.ts';
import { FINDINGS, type FindingList } from './finding.ts';
import type { Limits } from './limits.ts';
import { type Gathered, gather, namedCells } from './named-cells.ts';
import { loose, PRICE_TYPES } from './words.ts';
import { feed, xmlStream } from './xml.ts';

const DIALECT: Dialect = {
  date1904: false,
  territoryLists: true,
  territoryOptional: true,
  wholeDayEnds: true,
  advised: false,
};

const VERSIONS: ReadonlySet<string> = new Set('2.1 2.2 2.2.1 2.2.2 2.3 2.4 2.5 2.5.2 2.6 2.6.1 2.7'.split(' '));

interface OpenTransaction {
  readonly cells: Map<string, Gathered>;
  readonly line: number;
  /** The term being read, and what it says. */
  term?: { readonly name: string; value: string; currency?: string };
}

interface OpenAvail {
  readonly cells: Map<string, Gathered>;
  readonly transactions: OpenTransaction[];
  type: string;
}

export function readAvailsXml(
  bytes: Uint8Array,
  limits: Limits,
  findings: FindingList,
): { version: string; clauses: readonly Clause[] } {
  const clauses: Clause[] = [];
  const path: string[] = [];
  let attributes: Readonly<Record<string, string>> = {};
  let version = '';
  let text = '';
  let avails = 0;
  let avail: OpenAvail | undefined;

  const stream = xmlStream(
    {
      open(name, given, line) {
        path.push(name);
        text = '';
        attributes = given;
        if (name === 'AvailList') version = versionOf(given);
        else if (name === 'Avail') {
          avail = { cells: new Map(), transactions: [], type: '' };
          avails += 1;
        } else if (name === 'Asset' && avail) gather(avail.cells, 'ContentID', given.contentID ?? '', line);
        else if (name === 'Transaction' && avail) {
          const cells = new Map<string, Gathered>();
          avail.transactions.push({ cells, line });
          gather(cells, 'AvailID', given.TransactionID ?? '', line);
        } else if (name === 'Term') openTerm(avail?.transactions.at(-1), given.termName ?? '');
        else if (name === 'Money' && given.currency) {
          const term = avail?.transactions.at(-1)?.term;
          if (term) term.currency = given.currency;
        }
      },
      text(piece) {
        text += piece;
      },
      close(name, line) {
        path.pop();
        if (name === 'Avail' && avail) {
          closeAvail(avail, avails, findings, clauses);
          avail = undefined;
        } else if (avail) closePart(avail, path, name, text, attributes, line);
        text = '';
        attributes = {};
      },
    },
    limits,
  );
  feed(stream, bytes);
  const fault = stream.end();
  if (fault) {
    findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
    return { version, clauses: [] };
  }
  if (!VERSIONS.has(version))
    findings.add('unknown-version', { path: '/AvailList', line: 1 }, 'read as the nearest version', version);
  if (avails === 0) findings.add('no-rows', { path: '/AvailList', line: 1 }, 'no Avail in the list');
  return { version, clauses };
}

const versionOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.values(attributes)
    .map((value) => /\/schema\/avails\/v([\d.]+)\//.exec(value)?.[1])
    .find((found) => found !== undefined) ?? '';

function openTerm(transaction: OpenTransaction | undefined, name: string): void {
  if (transaction) transaction.term = { name, value: '' };
}

/** By parent and name: the column that says the same. Parts that no column has a place for are left out. */
const COLUMNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Avail/ALID': 'ALID',
    'Disposition/EntryType': 'EntryType',
    'Disposition/IssueDate': 'IssueDate',
    'Licensor/DisplayName': 'DisplayName',
    'ServiceProvider/DisplayName': 'ServiceProvider',
    'Asset/WorkType': 'WorkType',
    'Metadata/TitleDisplayUnlimited': 'TitleDisplayUnlimited',
    'Metadata/TitleInternalAlias': 'TitleInternalAlias',
    'EpisodeMetadata/TitleDisplayUnlimited': 'EpisodeTitleDisplayUnlimited',
    'EpisodeMetadata/TitleInternalAlias': 'EpisodeTitleInternalAlias',
    'EpisodeNumber/Number': 'EpisodeNumber',
    'SeasonMetadata/SeasonTitleDisplayUnlimited': 'SeasonTitleDisplayUnlimited',
    'SeasonMetadata/SeasonTitleInternalAlias': 'SeasonTitleInternalAlias',
    'SeasonMetadata/SeasonContentID': 'SeasonContentID',
    'SeasonNumber/Number': 'SeasonNumber',
    'SeriesMetadata/SeriesTitleDisplayUnlimited': 'SeriesTitleDisplayUnlimited',
    'SeriesMetadata/SeriesTitleInternalAlias': 'SeriesTitleInternalAlias',
    'SeriesMetadata/SeriesContentID': 'SeriesContentID',
    'VolumeMetadata/VolumeTitleDisplayUnlimited': 'VolumeTitleDisplayUnlimited',
    'VolumeMetadata/VolumeTitleInternalAlias': 'VolumeTitleInternalAlias',
    'VolumeMetadata/VolumeContentID': 'VolumeContentID',
    'VolumeNumber/Number': 'VolumeNumber',
    'VolumeMetadata/VolumeFirstEpisodeNumber': 'VolumeFirstEpisodeNumber',
    'VolumeMetadata/VolumeNumberOfEpisodes': 'VolumeNumberOfEpisodes',
    'Metadata/ReleaseDate': 'ReleaseYear',
    'EpisodeMetadata/ReleaseDate': 'ReleaseYear',
    'Metadata/RunLength': 'TotalRunTime',
    'EpisodeMetadata/RunLength': 'TotalRunTime',
    'Metadata/EditEIDR-URN': 'EditID',
    'EpisodeMetadata/EditEIDR-URN': 'EditID',
    'Metadata/TitleEIDR-URN': 'TitleID',
    'Metadata/LocalizationOffering': 'LocalizationType',
    'Rating/System': 'RatingSystem',
    'Rating/Value': 'RatingValue',
    'Rating/Reason': 'RatingReason',
    'CompanyDisplayCredit/DisplayString': 'CompanyDisplayCredit',
    'BundledAsset/BundledALID': 'BundledALIDs',
    'Transaction/LicenseType': 'LicenseType',
    'Licensee/DisplayName': 'Licensee',
    'Territory/country': 'Territory',
    'Territory/countryRegion': 'Territory',
    'TerritoryExcluded/country': 'TerritoryExclusion',
    'TerritoryExcluded/countryRegion': 'TerritoryExclusion',
    'Transaction/Start': 'Start',
    'Transaction/StartCondition': 'Start',
    'Transaction/End': 'End',
    'Transaction/EndCondition': 'End',
    'Transaction/WindowDuration': 'WindowDuration',
    'Transaction/AllowedLanguage': 'AllowedLanguages',
    'Transaction/AssetLanguage': 'AssetLanguage',
    'Transaction/HoldbackLanguage': 'HoldbackLanguage',
    'Transaction/RequiredFulfillmentLanguage': 'RequiredFulfillmentLanguages',
    'Transaction/LicenseRightsDescription': 'LicenseRightsDescription',
    'Transaction/FormatProfile': 'FormatProfile',
    'Transaction/ContractID': 'ContractID',
    'Transaction/ReportingID': 'ReportingID',
    'Transaction/RefALID': 'RefALID',
    'Transaction/Description': 'Description',
    'Transaction/ExperienceCondition': 'ExperienceCondition',
    'Transaction/OtherInstructions': 'OtherInstructions',
  }),
);

const LISTS: ReadonlySet<string> = new Set(
  'Territory TerritoryExclusion AllowedLanguages AssetLanguage HoldbackLanguage RequiredFulfillmentLanguages BundledALIDs RefALID'.split(
    ' ',
  ),
);

function closePart(
  avail: OpenAvail,
  path: readonly string[],
  name: string,
  text: string,
  attributes: Readonly<Record<string, string>>,
  line: number,
): void {
  const parent = path.at(-1) ?? '';
  const transaction = path.includes('Transaction') ? avail.transactions.at(-1) : undefined;
  const cells = transaction?.cells ?? avail.cells;
  if (name === 'Term' && transaction?.term) closeTerm(transaction, line);
  else if (transaction?.term && parent === 'Term') transaction.term.value ||= text.trim();
  else if (name === 'AvailType') avail.type = text.trim();
  // The schema gives an empty flag the value true.
  else if (name === 'ExceptionFlag') gather(cells, 'ExceptionFlag', text.trim() || 'true', line);
  const column = COLUMNS.get(`${parent}/${name}`);
  if (column === undefined) return;
  const suffix = attributes.asset ? `:${attributes.asset}` : '';
  const value = text.trim() === '' ? '' : `${withoutUrn(text.trim())}${suffix}`;
  gather(cells, column, value, line, LISTS.has(column));
  if (attributes.lag) gather(cells, `${column}Lag`, attributes.lag, line);
  if (column === 'FormatProfile')
    for (const key of ['HDR', 'WCG', 'HFR', 'NGAudio']) gather(cells, key, attributes[key] ?? '', line);
}

/** `10.5240/…` for `urn:eidr:10.5240:…`: the form that sheets have. */
const withoutUrn = (text: string): string => text.replace(/^urn:eidr:10\.5240:/, '10.5240/');

function closeTerm(transaction: OpenTransaction, line: number): void {
  const { name = '', value = '', currency = '' } = transaction.term ?? {};
  delete transaction.term;
  const { cells } = transaction;
  if (name === 'SRP' || !PRICE_TYPES.has(loose(name))) {
    gather(cells, /^pre-?orderfulfilldate$/i.test(name) ? 'SpecialPreOrderFulfillDate' : name, value, line);
    return;
  }
  if (cells.has('PriceType')) return;
  gather(cells, 'PriceType', name, line);
  gather(cells, 'PriceValue', value, line);
  gather(cells, 'PriceCurrency', currency, line);
}

/** The work types that each AvailType stands for; types that are absent hold several. */
const WORK_TYPES_OF: Readonly<Record<string, readonly string[]>> = {
  single: ['Movie', 'Short'],
  episode: ['Episode'],
  season: ['Season'],
  series: ['Series'],
  miniseries: ['Series'],
  volume: ['Volume'],
  bundle: ['Collection'],
  supplement: ['Supplemental'],
  promotion: ['Promotion'],
};

function closeAvail(avail: OpenAvail, number: number, findings: FindingList, clauses: Clause[]): void {
  const path = `/AvailList/Avail[${number}]`;
  const workType = avail.cells.get('WorkType');
  const expected = WORK_TYPES_OF[avail.type];
  if (workType && expected && !expected.includes(workType.text))
    findings.add(
      'avail-type-mismatch',
      { path: `${path}/AvailType`, line: workType.line },
      `not the AvailType of ${workType.text}`,
      avail.type,
    );
  const extends_ = avail.type === 'supplement' || avail.type === 'promotion';
  for (const [at, { cells, line }] of avail.transactions.entries()) {
    const place = { path: `${path}/Transaction[${at + 1}]`, line };
    if (extends_ !== cells.has('RefALID')) findings.add('ref-alid-mismatch', place, FINDINGS['ref-alid-mismatch'].says);
    const clause = readAvail({ cells: namedCells(place.path, line, [cells, avail.cells]), dialect: DIALECT, findings });
    if (clause) clauses.push(clause);
  }
  if (avail.transactions.length > 0) return;
  // A deletion needs no transaction; a delivery without one offers nothing.
  const line = avail.cells.get('ALID')?.line ?? 1;
  const clause = readAvail({ cells: namedCells(path, line, [avail.cells]), dialect: DIALECT, findings });
  if (clause) clauses.push(clause);
}
