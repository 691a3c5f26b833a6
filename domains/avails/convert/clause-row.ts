/** A clause as a row of EMA's columns: the way back from what was read. Reading the row gives the clause again. */
import { formatInstant } from '@duoping/kit';
import type { Bound, Clause, LanguageTerm } from '../clause.ts';
import { levelOf } from '../identity.ts';

/** Values by EMA's column names; an empty one is absent. */
export type ClauseRow = Readonly<Record<string, string>>;

export function rowOf(clause: Clause): ClauseRow {
  const row = new Map<string, string>();
  const set = (column: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') row.set(column, text);
  };
  for (const [column, text] of Object.entries(clause.extra)) set(column, text);
  set('ALID', clause.alid);
  set('AvailID', clause.availId);
  set('EntryType', clause.entryType);
  set('WorkType', clause.workType);
  set('EditID', clause.editId);
  set('IssueDate', clause.issueDate);
  setNames(clause, set);
  set('BundledALIDs', clause.bundledAlids.join(';'));
  set('Licensee', clause.licensee);
  set('ContractID', clause.contractId);
  set('Territory', clause.territories.join(', '));
  set('TerritoryExclusion', clause.excludedTerritories.join(', '));
  set('LicenseType', clause.licenseType);
  set('FormatProfile', clause.formatProfile);
  for (const [name, text] of Object.entries(clause.formatAttributes)) set(name, text);
  setBound('Start', clause.start, set);
  setBound('End', clause.end, set);
  set('WindowDuration', clause.windowDuration);
  setLanguages(clause, set);
  set('PriceType', clause.price?.type);
  set('PriceValue', clause.price?.value);
  set('PriceCurrency', clause.price?.currency);
  for (const [member, column] of MOMENTS) setBound(column, clause[member], set);
  set('RentalDuration', clause.rentalDuration);
  set('WatchDuration', clause.watchDuration);
  set('Download', clause.download);
  if (clause.exclusive !== undefined) set('Exclusive', clause.exclusive ? 'Yes' : 'No');
  set('TitleStatus', clause.titleStatus);
  if (clause.exceptionFlag) set('ExceptionFlag', 'Yes');
  set('RatingSystem', clause.rating?.system);
  set('RatingValue', clause.rating?.value);
  set('RatingReason', clause.rating?.reason);
  set('ReleaseYear', clause.releaseYear);
  if (clause.runTimeSeconds !== undefined) set('TotalRunTime', isoDuration(clause.runTimeSeconds));
  // Avails XML says it by the exemption alone, sheets want both.
  if (row.has('CaptionExemption') && !row.has('CaptionIncluded')) row.set('CaptionIncluded', 'No');
  return Object.fromEntries(row); // defines own members, whatever their names
}

type Set = (column: string, text: string | undefined) => void;

const MOMENTS = [
  ['announce', 'AnnounceDate'],
  ['suppressionLift', 'SuppressionLiftDate'],
  ['preOrderFulfill', 'SpecialPreOrderFulfillDate'],
  ['fixedEnd', 'FixedEndDate'],
] as const;

/** Titles and ids stand in the columns of the work's own level; a title that another column gives is not repeated. */
function setNames(clause: Clause, set: Set): void {
  const { workType, title, internalTitle, contentId, seriesId, seasonId } = clause;
  const level = levelOf(workType);
  const own = workType === 'Series' ? seriesId : workType === 'Season' ? seasonId : contentId;
  set(own === contentId ? (level.contentIds[0] ?? 'ContentID') : 'ContentID', contentId);
  if (workType !== 'Series') set('SeriesContentID', seriesId);
  if (workType !== 'Season') set('SeasonContentID', seasonId);
  if (workType !== 'Series') set('SeriesTitleDisplayUnlimited', clause.seriesTitle);
  if (title !== internalTitle && title !== clause.alid) set(level.display, title);
  set(level.alias, internalTitle);
  set('SeasonNumber', clause.seasonNumber);
  set('EpisodeNumber', clause.episodeNumber);
}

function setLanguages(clause: Clause, set: Set): void {
  const written = (terms: readonly LanguageTerm[]): string => terms.map(languageTerm).join(', ');
  set('AllowedLanguages', written(clause.allowedLanguages));
  set('HoldbackLanguage', written(clause.heldBackLanguages));
  set('AssetLanguage', written(clause.assetLanguages));
  set('RequiredFulfillmentLanguages', written(clause.requiredLanguages));
}

const languageTerm = ({ range, kinds }: LanguageTerm): string =>
  kinds.length === 2 ? range : `${range}:${kinds[0] === 'audio' ? 'audio' : 'sub'}`;

function setBound(column: string, bound: Bound | undefined, set: Set): void {
  if (!bound) return;
  set(column, boundText(bound));
  if (bound.kind === 'condition') set(`${column}Lag`, bound.lag);
}

/** As a sheet writes it; an instant in UTC. */
function boundText(bound: Bound): string {
  switch (bound.kind) {
    case 'date':
      return bound.date;
    case 'local':
      return bound.dateTime;
    case 'instant':
      return formatInstant(bound.at);
    case 'condition':
      return bound.condition;
    case 'open':
      return 'Open';
    case 'immediate':
      return 'Immediate';
  }
}

function isoDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
}
