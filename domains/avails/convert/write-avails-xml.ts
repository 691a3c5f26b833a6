/** Writes clauses as Avails XML 2.1 to 2.7: clauses that say the same of their work share an Avail. */
import type { Clause } from '../clause.ts';
import type { FindingList } from '../finding.ts';
import { type ClauseRow, rowOf } from './clause-row.ts';
import { assetXml } from './write-asset.ts';
import { transactionXml } from './write-transaction.ts';
import { around, columnsOf, leaf, required } from './xml-text.ts';

/** The version of Common Metadata that each version builds on. */
const COMMON: Readonly<Record<string, string>> = {
  '2.1': '2.4',
  '2.2': '2.4',
  '2.2.1': '2.5',
  '2.2.2': '2.5',
  '2.3': '2.6',
  '2.4': '2.7',
  '2.5': '2.8',
  '2.5.2': '2.9',
  '2.6': '2.10',
  '2.6.1': '2.11',
  '2.7': '2.12',
};

export const XML_VERSIONS: readonly string[] = Object.keys(COMMON);

export function writeAvailsXml(clauses: readonly Clause[], version: string, findings: FindingList): string {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const key = sharedBy(clause);
    const group = groups.get(key);
    if (group) group.push(clause);
    else groups.set(key, [clause]);
  }
  tellDivided([...groups.values()], findings);
  const avails = [...groups.values()].map((group) => availXml(group, version, findings));
  const schema = `http://www.movielabs.com/schema`;
  const common = COMMON[version] ?? '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<avails:AvailList xmlns:avails="${schema}/avails/v${version}/avails" xmlns:md="${schema}/md/v${common}/md" xmlns:mdmec="${schema}/mdmec/v${common}">
${avails.join('\n')}
</avails:AvailList>
`;
}

/** Columns that stand in the Avail and its Asset. The rating is one of a territory, and so are clauses of one Avail. */
const SHARED: ReadonlySet<string> = new Set(
  `ALID EntryType IssueDate DisplayName ServiceProvider WorkType EditID TitleID AltID ContentID BundledALIDs Director
  TitleDisplayUnlimited TitleInternalAlias ReleaseYear TotalRunTime ReleaseHistoryOriginal ReleaseHistoryPhysicalHV
  CaptionExemption RatingSystem RatingValue RatingReason EncodeID LocalizationType CompanyDisplayCredit EpisodeContentID
  EpisodeTitleDisplayUnlimited EpisodeTitleInternalAlias EpisodeID EpisodeTitleID EpisodeAltID EpisodeNumber
  DistributionNumber SeasonContentID SeasonID SeasonTitleDisplayUnlimited SeasonTitleInternalAlias SeasonAltID SeasonNumber
  EpisodeCount SeriesContentID SeriesID SeriesTitleDisplayUnlimited SeriesTitleInternalAlias SeriesAltID SeasonCount
  VolumeContentID VolumeID VolumeTitleDisplayUnlimited VolumeTitleInternalAlias VolumeAltID VolumeNumber
  VolumeDistributionNumber VolumeFirstEpisodeNumber VolumeNumberOfEpisodes UV_ID DMA_ID ExceptionFlag`.split(/\s+/),
);

function sharedBy(clause: Clause): string {
  const row = rowOf(clause);
  const territory = row.RatingValue === undefined ? '' : row.Territory;
  const { AvailType = '', ShortDescription = '' } = clause.aside ?? {};
  return JSON.stringify([...[...SHARED].map((column) => row[column] ?? ''), territory, AvailType, ShortDescription]);
}

/** The schema wants one Avail for each ALID; rows that say different things of one work can't share it. */
function tellDivided(groups: readonly (readonly Clause[])[], findings: FindingList): void {
  const seen = new Map<string, Clause>();
  for (const [first] of groups) {
    if (!first) continue;
    const earlier = seen.get(first.alid);
    if (!earlier) seen.set(first.alid, first);
    else {
      const [one, other] = [rowOf(earlier), rowOf(first)];
      const differing = [...SHARED].filter((column) => one[column] !== other[column]).join(', ');
      const what = differing === '' ? 'the territory of the rating' : differing;
      findings.add('schema-wants-more', first.place, `one Avail for each ALID, but rows differ in ${what}`, first.alid);
    }
  }
}

function availXml(group: readonly Clause[], version: string, findings: FindingList): string {
  const [first] = group;
  if (!first) return '';
  const shared = columnsOf(rowOf(first));
  const { take } = shared;
  const asset = assetXml(shared);
  const opening =
    leaf('ALID', take('ALID')) +
    around('Disposition', leaf('EntryType', take('EntryType')) + leaf('IssueDate', take('IssueDate'))) +
    around('Licensor', required('md:DisplayName', take('DisplayName'))) +
    around('ServiceProvider', leaf('md:DisplayName', take('ServiceProvider'))) +
    leaf('AvailType', first.aside?.AvailType ?? AVAIL_TYPES[first.workType]) +
    // The schema wants some words of the work; sheets have none but its title.
    leaf('ShortDescription', first.aside?.ShortDescription ?? first.title);
  const closing =
    entitlement('UVVU', take('UV_ID')) +
    entitlement('DMA', take('DMA_ID')) +
    (take('ExceptionFlag') === '' ? '' : leaf('ExceptionFlag', 'true'));
  if (first.contentId === undefined)
    findings.add('schema-wants-more', first.place, 'no content id for the asset', first.alid);
  const transactions = group.map((clause) => transactionOf(clause, shared.left, version, findings));
  return `<avails:Avail>${opening}\n${asset}\n${transactions.join('\n')}\n${closing}</avails:Avail>`;
}

const AVAIL_TYPES: Readonly<Record<Clause['workType'], string>> = {
  Movie: 'single',
  Short: 'single',
  Episode: 'episode',
  Season: 'season',
  Series: 'series',
  Volume: 'volume',
  Collection: 'bundle',
  Supplemental: 'supplement',
  Promotion: 'promotion',
};

const entitlement = (ecosystem: string, id: string): string =>
  around('SharedEntitlement', leaf('EcosystemID', id), { ecosystem });

/** What is left of the row once the Avail and its Asset have taken theirs; `left` is that of the Avail's first clause. */
function transactionOf(
  clause: Clause,
  left: ReadonlyMap<string, string>,
  version: string,
  findings: FindingList,
): string {
  // Sheets want it said that there are no captions; here the exemption says so.
  const implied = clause.extra.CaptionIncluded === undefined;
  const own = Object.entries(rowOf(clause)).filter(
    ([column]) => (left.has(column) || !SHARED.has(column)) && !(implied && column === 'CaptionIncluded'),
  );
  const row = Object.fromEntries(own);
  tellNewer(clause, row, version, findings);
  const columns = columnsOf(row);
  return transactionXml(columns, (column) =>
    findings.add('written-as-term', clause.place, 'Avails XML has no element for it; written as a Term', column),
  );
}

/** By column: the first version that has a place for it. */
const SINCE: readonly (readonly [column: string, version: string])[] = [
  ['Licensee', '2.3'],
  ['WindowDuration', '2.3'],
  ['RefALID', '2.2'],
  ['ReportingID', '2.2'],
  ['StartLag', '2.2.2'],
  ['EndLag', '2.2.2'],
];

function tellNewer(clause: Clause, row: ClauseRow, version: string, findings: FindingList): void {
  const at = XML_VERSIONS.indexOf(version);
  const isNewer = (since: string): boolean => at < XML_VERSIONS.indexOf(since);
  const tell = (what: string, since: string): void =>
    findings.add(
      'newer-than-version',
      clause.place,
      `version ${version} has no place for it; ${since} is the first`,
      what,
    );
  for (const [column, since] of SINCE) if (row[column] !== undefined && isNewer(since)) tell(column, since);
  if (clause.workType === 'Volume' && isNewer('2.4')) tell('Volume', '2.4');
  if (clause.workType === 'Collection' && isNewer('2.2')) tell('Collection', '2.2');
}
