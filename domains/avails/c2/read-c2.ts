/**
 * Reads the C2 interface of Chinese IPTV and OTT (`<ADI><Objects>`): one clause for each Program or Series, license type
 * of the packages it stands in, and picture format of its files. The interface names no territory and no zone.
 */
import type { Territory } from '@duoping/kit';
import { readAvail } from '../avail.ts';
import type { Dialect } from '../cells.ts';
import type { Clause } from '../clause.ts';
import type { FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import { type Gathered, gather, namedCells } from '../named-cells.ts';
import { dateOf, durationOf, languagesOf } from './codes.ts';
import { type C2Document, type C2Object, readObjects } from './objects.ts';
import { type Placing, placings } from './placings.ts';

const DIALECT: Dialect = {
  date1904: false,
  territoryLists: true,
  territoryOptional: true,
  wholeDayEnds: false,
  languagesTogether: true,
  advised: false,
};

export function readC2(
  bytes: Uint8Array,
  limits: Limits,
  territories: readonly Territory[],
  findings: FindingList,
): { version: string; clauses: readonly Clause[] } {
  const document = readObjects(bytes, limits, findings);
  if (!document) return { version: '', clauses: [] };
  const placed = placings(document, findings);
  const clauses: Clause[] = [];
  for (const object of document.objects) {
    if (!OFFERED.has(object.type)) continue;
    for (const cells of cellsOf(object, placed(object), territories, findings)) {
      const clause = readAvail({
        cells: namedCells(object.path, object.line, [cells]),
        dialect: DIALECT,
        findings,
      });
      if (clause) clauses.push(clause);
    }
  }
  tellOthers(document, clauses.length, findings);
  return { version: 'C2', clauses };
}

/** Objects that are offers. Files, pictures and packages say more about them; the rest is about other things. */
const OFFERED: ReadonlySet<string> = new Set(['Program', 'Series']);
const HELPING: ReadonlySet<string> = new Set(['Movie', 'Picture', 'Package', 'Category', 'Cast', 'CastRoleMap']);

function tellOthers({ objects, mappings }: C2Document, clauses: number, findings: FindingList): void {
  for (const { type, path, line } of objects)
    if (!OFFERED.has(type) && !HELPING.has(type))
      findings.add('object-ignored', { path, line }, 'only programs and series are offers', type);
  const withTimes = objects.find(({ type, properties }) => OFFERED.has(type) && properties.has('LicensingWindowStart'));
  if (withTimes)
    findings.add(
      'zone-unstated',
      { path: `${withTimes.path}/LicensingWindowStart`, line: withTimes.line },
      "this interface has no zone: the partner's rules say which, as a rule Asia/Shanghai",
    );
  if (clauses === 0 && findings.errors === 0 && objects.length + mappings.length === 0)
    findings.add('no-rows', { path: '/ADI', line: 1 }, 'no object');
}

/** EMA's names for what an object says, once for each license type and format it is offered in. */
function cellsOf(
  object: C2Object,
  placing: Placing,
  territories: readonly Territory[],
  findings: FindingList,
): readonly Map<string, Gathered>[] {
  const cells = new Map<string, Gathered>();
  const { properties, path, line } = object;
  const near = (name: string): number => properties.get(name)?.line ?? line;
  const set = (column: string, text: string, at = line): void => gather(cells, column, text, at);
  const copy = (column: string, name: string, read = (text: string): string => text): void =>
    set(column, read(properties.get(name)?.text ?? ''), near(name));
  const isInactive = /^(0|false|失效)$/i.test(properties.get('Status')?.text ?? '');
  const removes = object.action === 'DELETE' || isInactive;
  if (isInactive && object.action !== 'DELETE')
    findings.add('object-inactive', { path: `${path}/Status`, line: near('Status') }, 'everything of it ends');
  const workType = workTypeOf(object, placing);
  const level = workType === 'Episode' ? 'Episode' : workType === 'Series' ? 'Series' : '';
  set('ALID', object.code);
  set(`${level}ContentID`, object.code);
  set('EntryType', removes ? 'Full Delete' : 'Full Extract');
  set('WorkType', workType, near('SeriesFlag'));
  copy(`${level}TitleDisplayUnlimited`, 'Name');
  copy(`${level}TitleInternalAlias`, 'OriginalName');
  if (placing.series) {
    set('SeriesContentID', placing.series.code);
    set('SeriesTitleDisplayUnlimited', placing.series.title);
    set('EpisodeNumber', placing.series.sequence);
  }
  set('Territory', territories.join(', '));
  for (const name of ['ContentProvider', 'Provider', 'Provide', 'CPID']) copy('DisplayName', name);
  copy('Start', 'LicensingWindowStart', dateOf);
  copy('End', 'LicensingWindowEnd', dateOf);
  copy('ReleaseYear', 'ReleaseYear');
  copy('AssetLanguage', 'Language', languagesOf);
  copy('ReleaseHistoryOriginal', 'OrgAirDate', dateOf);
  set('TotalRunTime', durationOf(placing.duration), line);
  for (const name of SCREENS)
    if (properties.has(name))
      findings.add('screens-beside', { path: `${path}/${name}`, line: near(name) }, BESIDE, properties.get(name)?.text);
  for (const [name, { text, line: at }] of properties) if (!TRANSLATED.has(name)) gather(cells, name, text, at);
  if (removes) return [cells];
  return placing.licenses.flatMap((license) =>
    placing.formats.map((format) => {
      const own = new Map(cells);
      gather(own, 'LicenseType', license, line);
      gather(own, 'FormatProfile', format, line);
      const price = properties.get('PriceTaxIn') ?? properties.get('Price');
      if (license === 'VOD' && Number(price?.text) > 0) {
        gather(own, 'PriceType', 'SRP', price?.line ?? line);
        gather(own, 'PriceValue', price?.text ?? '', price?.line ?? line);
      }
      return own;
    }),
  );
}

const SCREENS = ['MobileLicense', 'DeviceGroupList', 'AuthChannel'] as const;
const BESIDE = 'says something of screens, which is for the contract to say; it is kept and has no effect';

function workTypeOf({ type, properties }: C2Object, { series }: Placing): string {
  if (type === 'Series') return 'Series';
  if (series || properties.get('SeriesFlag')?.text === '1') return 'Episode';
  return properties.get('SourceType')?.text === '5' ? 'Promotion' : 'Movie';
}

const TRANSLATED: ReadonlySet<string> = new Set(
  `Name OriginalName LicensingWindowStart LicensingWindowEnd ReleaseYear Language OrgAirDate ContentProvider Provider Provide
  CPID Status SeriesFlag PriceTaxIn Price`.split(/\s+/),
);
