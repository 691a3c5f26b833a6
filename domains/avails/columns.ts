/** The columns of EMA Avails sheets by name, their other spellings, and which version a set of them points to. */
import { loose } from './words.ts';

const NAMES = {
  Avail: `ALID AvailID AssociatedALID BundledALIDs Licensee RetailerSpare1 RetailerSpare2 RetailerSpare3 DisplayName DMA_ID ExceptionFlag
    ReportingID ServiceProvider UV_ID StoreType`,
  Disposition: 'EntryType',
  AvailAsset: `AltID ContentID EpisodeContentID EditID SeasonContentID SeriesContentID Metadata TitleID VolumeContentID
    WorkType PackageLabel ProductID EncodeID EpisodeProductID SeasonProductID`,
  AvailMetadata: `Any CaptionExemption CaptionIncluded CompanyDisplayCredit Director DistributionNumber EpisodeCount
    EpisodeID EpisodeAltID EpisodeNumber EpisodeTitleDisplayUnlimited EpisodeTitleID EpisodeTitleInternalAlias
    GroupIdentity LocalizationType RatingReason RatingSystem RatingValue ReleaseHistoryOriginal
    ReleaseHistoryPhysicalHV ReleaseYear RetailerID1 RetailerID2 RetailerID3 RetailerEpisodeID1 RetailerEpisodeID2
    RetailerSeasonID RetailerSeriesID RetailerVolumeID SeasonCount SeasonID SeasonAltID SeasonNumber
    SeasonTitleDisplayUnlimited SeasonTitleInternalAlias SeriesID SeriesAltID SeriesTitleDisplayUnlimited
    SeriesTitleInternalAlias TitleDisplayUnlimited TitleInternalAlias TotalRunTime VolumeDistributionNumber VolumeID
    VolumeNumber VolumeTitleDisplayUnlimited VolumeTitleInternalAlias VolumeAltID`,
  AvailTrans: `AllowedLanguages AnnounceDate AssetLanguage BrandingRights BrandingRightsAttributes ContractID
    Description Download End EndLag Exclusive ExclusiveAttributes FixedEndDate FormatProfile HDR HFR HoldbackLanguage
    HoldbackExclusionLanguage LicenseRightsDescription LicenseType NGAudio OtherInstructions OtherTerms PriceCurrency
    PriceType PriceValue RentalDuration RequiredFulfillmentLanguages SpecialPreOrderFulfillDate SRP Start StartLag
    SuppressionLiftDate Territory TerritoryExclusion TitleStatus WatchDuration WCG WindowDuration TPRType CampaignID`,
  Reference: 'RefALID RefTerritory RefTerritoryExcluded RefLicenseType RefFormatProfile RefAvailID',
} as const;

export type ColumnGroup = keyof typeof NAMES;

/** The group of every column, as row 1 of a sheet gives it. */
export const COLUMN_GROUPS: ReadonlyMap<string, ColumnGroup> = new Map(
  (Object.keys(NAMES) as ColumnGroup[]).flatMap(
    (
      group, // the keys of a literal
    ) => NAMES[group].split(/\s+/).map((name) => [name, group] as const),
  ),
);

/** Spellings found in templates and files of other versions. */
const ALIASES: Readonly<Record<string, string>> = {
  BundleALIDs: 'BundledALIDs',
  ExceptionsFlag: 'ExceptionFlag',
  VolumeDistributinoNumber: 'VolumeDistributionNumber',
  StoreLanguage: 'AssetLanguage',
  PreOrderFulfillDate: 'SpecialPreOrderFulfillDate',
  TerritoryExcluded: 'TerritoryExclusion',
};

const BY_SPELLING: ReadonlyMap<string, string> = new Map([
  ...[...COLUMN_GROUPS.keys()].map((name) => [loose(name), name] as const),
  ...Object.entries(ALIASES).map(([alias, name]) => [loose(alias), name] as const),
]);

/** The standard's name for a header, whatever its case and spaces; undefined when it is none of the standard's. */
export const columnNamed = (header: string): string | undefined => BY_SPELLING.get(loose(header));

/** The standard's column that an unknown header is most like: at most two letters off. */
export function columnLike(header: string): string | undefined {
  const given = loose(header);
  if (given.length < 4 || given.length > 40) return undefined;
  let best: string | undefined;
  let fewest = 3;
  for (const [spelling, name] of BY_SPELLING) {
    if (Math.abs(spelling.length - given.length) >= fewest || /\d$/.test(spelling)) continue;
    const edits = distance(given, spelling);
    if (edits < fewest) [fewest, best] = [edits, name];
  }
  return best;
}

/** The word that a text is one or two letters off; undefined for short texts and for those that are far from all. */
export function nearestWord(text: string, words: readonly string[]): string | undefined {
  const given = loose(text);
  if (given.length < 5) return undefined;
  return words.find(
    (word) => word.length >= 5 && distance(given, loose(word)) <= (given.length < 8 ? 1 : 2) && loose(word) !== given,
  );
}

/** The version that a sheet states in A3, or else the one that its columns point to. */
export function versionOf(headers: Iterable<string>, stated: string): string {
  const [, said] = /^v?\s*(1\.\d(?:\.\d)?)[a-z]?$/i.exec(stated.trim()) ?? [];
  if (said !== undefined) return said;
  const given = new Set([...headers].map(loose));
  const any = (...names: string[]): boolean => names.some((name) => given.has(loose(name)));
  if (any('TPRType', 'CampaignID')) return '1.9';
  if (any('StoreType', 'PackageLabel', 'VolumeContentID', 'VolumeNumber')) return '1.8';
  if (any('TerritoryExclusion', 'Director', 'StartLag', 'TitleStatus', 'WindowDuration')) return '1.7.3';
  if (any('StoreLanguage', 'ProductID', 'EncodeID', 'HoldbackExclusionLanguage') || !any('ALID')) return '1.6';
  return any('AltID', 'RetailerID1', 'RetailerSpare1') ? '1.7.2' : '1.7';
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
