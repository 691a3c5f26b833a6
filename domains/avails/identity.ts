/** Reads which work an avail is about: its ids, its titles, and where it stands in a series. */
import { type Avail, type Draft, report } from './cells.ts';
import type { WorkType } from './clause.ts';
import { eidrCheck, isOddEidr, plainEidr } from './eidr.ts';

/** The columns that hold the own title and ids of one level of work. */
export interface Level {
  readonly display: string;
  readonly alias: string;
  /** Best first; the first that is filled is the content id. */
  readonly contentIds: readonly string[];
  readonly otherIds: readonly string[];
  /** Ids and titles, which are looked at sign by sign. */
  readonly looked: readonly string[];
  /** Columns that a clause has a member for. */
  readonly consumed: ReadonlySet<string>;
}

const CONSUMED =
  `ALID AvailID EntryType WorkType EditID LicenseType Licensee Territory TerritoryExclusion Start StartLag
  End EndLag WindowDuration FormatProfile HDR WCG HFR NGAudio AllowedLanguages HoldbackLanguage
  HoldbackExclusionLanguage AssetLanguage RequiredFulfillmentLanguages PriceType PriceValue PriceCurrency AnnounceDate
  SuppressionLiftDate SpecialPreOrderFulfillDate RentalDuration WatchDuration FixedEndDate Download Exclusive
  TitleStatus ExceptionFlag ContractID RatingSystem RatingValue RatingReason ReleaseYear TotalRunTime BundledALIDs
  SeasonNumber EpisodeNumber SeriesContentID SeasonContentID SeriesTitleDisplayUnlimited`.split(/\s+/);

function level(name: string, contentIds: readonly string[], otherIds: readonly string[]): Level {
  const display = `${name}TitleDisplayUnlimited`;
  const alias = `${name}TitleInternalAlias`;
  const looked = ['ALID', 'EditID', 'TitleID', display, alias, ...contentIds];
  return {
    display,
    alias,
    contentIds,
    otherIds,
    looked,
    consumed: new Set([...CONSUMED, display, alias, ...contentIds]),
  };
}

const SINGLE = level('', ['ContentID'], ['AltID', 'EditID', 'TitleID', 'ProductID']);

const LEVELS: Readonly<Record<WorkType, Level>> = {
  Movie: SINGLE,
  Short: SINGLE,
  Supplemental: SINGLE,
  Promotion: SINGLE,
  Collection: SINGLE,
  Series: level('Series', ['SeriesContentID', 'ContentID'], ['SeriesAltID', 'SeriesID']),
  Season: level('Season', ['SeasonContentID', 'ContentID'], ['SeasonAltID', 'SeasonID', 'SeasonProductID']),
  Volume: level('Volume', ['VolumeContentID', 'ContentID'], ['VolumeAltID', 'VolumeID']),
  Episode: level(
    'Episode',
    ['EpisodeContentID', 'ContentID'],
    ['EpisodeAltID', 'EpisodeTitleID', 'EpisodeID', 'EpisodeProductID'],
  ),
};

/** A work type that is none is reported elsewhere. */
export const levelOf = (workType: WorkType | undefined): Level =>
  workType !== undefined && Object.hasOwn(LEVELS, workType) ? LEVELS[workType] : SINGLE;

export function readIdentity(avail: Avail, of: Level, draft: Draft): void {
  const { cells } = avail;
  const contentId = firstText(avail, of.contentIds);
  readAlid(avail, of, contentId, draft);
  if (contentId) draft.contentId = contentId;
  else if (avail.dialect.advised) report(avail, 'value-advised', of.contentIds[0] ?? 'ContentID', 'no content id');
  const alias = cells.text(of.alias);
  const seriesTitle = cells.text('SeriesTitleDisplayUnlimited') || cells.text('SeriesTitleInternalAlias');
  const title = cells.text(of.display) || alias || (of === SINGLE ? '' : seriesTitle);
  if (title === '' && avail.dialect.advised)
    report(avail, 'value-advised', of.alias, 'no title; the ALID stands in for it');
  draft.title = title || draft.alid || '';
  if (alias) draft.internalTitle = alias;
  for (const [member, column] of MEMBERS) {
    const text = cells.text(column);
    if (text) draft[member] = text;
  }
  const edit = cells.text('EditID') || (of === LEVELS.Episode ? eidrIn(cells.text('EpisodeID')) : '');
  if (edit) draft.editId = plainEidr(edit);
  if (seriesTitle && (of !== SINGLE || cells.text('SeriesTitleDisplayUnlimited'))) draft.seriesTitle = seriesTitle;
  if (draft.workType === 'Episode' && !draft.episodeNumber)
    report(avail, 'missing-value', 'EpisodeNumber', 'an episode needs its number');
  if (cells.text('DisplayName') === '' && avail.dialect.advised)
    report(avail, 'value-advised', 'DisplayName', 'no licensor is named');
  draft.bundledAlids = readBundle(avail, draft);
  for (const column of of.looked) {
    const text = cells.text(column);
    if (text === '') continue;
    if (INVISIBLE.test(text))
      report(avail, 'invisible-characters', column, 'marks that nobody sees make this differ from what it looks like');
    if (eidrCheck(text) === false)
      report(avail, 'eidr-check-digit', column, 'the check character of this EIDR is wrong');
    else if (isOddEidr(text))
      report(
        avail,
        'eidr-check-digit',
        column,
        'an EIDR is 10.5240/, five groups of four digits, and a check character',
      );
  }
}

/** The sheets of series have no column for an edit; their EpisodeID is one where it is an EIDR. */
const eidrIn = (text: string): string => (eidrCheck(text) === undefined ? '' : text);

const MEMBERS = [
  ['availId', 'AvailID'],
  ['licensee', 'Licensee'],
  ['contractId', 'ContractID'],
  ['releaseYear', 'ReleaseYear'],
  ['seriesId', 'SeriesContentID'],
  ['seasonId', 'SeasonContentID'],
  ['seasonNumber', 'SeasonNumber'],
  ['episodeNumber', 'EpisodeNumber'],
] as const;

function firstText({ cells }: Avail, columns: readonly string[]): string {
  for (const column of columns) {
    const text = cells.text(column);
    if (text) return text;
  }
  return '';
}

/** Version 1.6 has no ALID, and later files leave it out here and there: another id of the same work stands in. */
function readAlid(avail: Avail, of: Level, contentId: string, draft: Draft): void {
  const alid = avail.cells.text('ALID');
  const other = alid || contentId || firstText(avail, of.otherIds);
  const column = avail.cells.has('ALID') ? 'ALID' : (of.contentIds[0] ?? 'ALID');
  if (other === '') report(avail, 'missing-value', column, 'no ALID and no other id of the work');
  else draft.alid = other;
  // A sheet without the column says so once, at its head.
  if (alid === '' && other !== '' && avail.cells.has('ALID')) report(avail, 'missing-alid', 'ALID', `goes by ${other}`);
}

/** Members are set apart by `;` (dictionary) or `,` (the reference converter). */
function readBundle(avail: Avail, draft: Draft): readonly string[] {
  const text = avail.cells.text('BundledALIDs');
  const members =
    text === ''
      ? NONE
      : text
          .split(/[;,]/)
          .map((member) => member.trim())
          .filter(Boolean);
  const isBundle = draft.workType === 'Collection';
  const removed = draft.entryType === 'Full Delete' || draft.entryType === 'Delete';
  if (isBundle && members.length === 0 && !removed && avail.cells.text('MemberContentIDs') === '')
    report(avail, 'bundle-without-members', 'BundledALIDs', 'a collection needs members');
  if (!isBundle && members.length > 0)
    report(avail, 'members-without-bundle', 'BundledALIDs', 'only a Collection has members');
  return members;
}

/** Zero-width marks and those that turn the direction of writing. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;

const NONE: readonly string[] = [];
