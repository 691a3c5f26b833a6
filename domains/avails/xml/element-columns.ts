/** Which column of the sheets says the same as an element of Avails XML, and which elements the schemas know. */

const BY_PATH: Readonly<Record<string, string>> = {
  'Avail/ALID': 'ALID',
  'Disposition/EntryType': 'EntryType',
  'Disposition/IssueDate': 'IssueDate',
  'Licensor/DisplayName': 'DisplayName',
  'ServiceProvider/DisplayName': 'ServiceProvider',
  'Asset/WorkType': 'WorkType',
  'Metadata/TitleDisplayUnlimited': 'TitleDisplayUnlimited',
  'Metadata/TitleInternalAlias': 'TitleInternalAlias',
  'Metadata/ReleaseDate': 'ReleaseYear',
  'Metadata/RunLength': 'TotalRunTime',
  'Metadata/EditEIDR-URN': 'EditID',
  'Metadata/TitleEIDR-URN': 'TitleID',
  'Metadata/EncodeID': 'EncodeID',
  'Metadata/LocalizationOffering': 'LocalizationType',
  'Metadata/USACaptionsExemptionReason': 'CaptionExemption',
  'EpisodeMetadata/TitleDisplayUnlimited': 'EpisodeTitleDisplayUnlimited',
  'EpisodeMetadata/TitleInternalAlias': 'EpisodeTitleInternalAlias',
  'EpisodeMetadata/ReleaseDate': 'ReleaseYear',
  'EpisodeMetadata/RunLength': 'TotalRunTime',
  'EpisodeMetadata/EditEIDR-URN': 'EpisodeID',
  'EpisodeMetadata/TitleEIDR-URN': 'EpisodeTitleID',
  'EpisodeMetadata/EncodeID': 'EncodeID',
  'EpisodeMetadata/LocalizationOffering': 'LocalizationType',
  'EpisodeMetadata/USACaptionsExemptionReason': 'CaptionExemption',
  'EpisodeNumber/Number': 'EpisodeNumber',
  'EpisodeNumber/DistributionNumber': 'DistributionNumber',
  'SeasonMetadata/SeasonTitleDisplayUnlimited': 'SeasonTitleDisplayUnlimited',
  'SeasonMetadata/SeasonTitleInternalAlias': 'SeasonTitleInternalAlias',
  'SeasonMetadata/SeasonContentID': 'SeasonContentID',
  'SeasonMetadata/SeasonEIDR-URN': 'SeasonID',
  'SeasonMetadata/NumberOfEpisodes': 'EpisodeCount',
  'SeasonNumber/Number': 'SeasonNumber',
  'SeriesMetadata/SeriesTitleDisplayUnlimited': 'SeriesTitleDisplayUnlimited',
  'SeriesMetadata/SeriesTitleInternalAlias': 'SeriesTitleInternalAlias',
  'SeriesMetadata/SeriesContentID': 'SeriesContentID',
  'SeriesMetadata/SeriesEIDR-URN': 'SeriesID',
  'SeriesMetadata/NumberOfSeasons': 'SeasonCount',
  'VolumeMetadata/VolumeTitleDisplayUnlimited': 'VolumeTitleDisplayUnlimited',
  'VolumeMetadata/VolumeTitleInternalAlias': 'VolumeTitleInternalAlias',
  'VolumeMetadata/VolumeContentID': 'VolumeContentID',
  'VolumeMetadata/VolumeEIDR-URN': 'VolumeID',
  'VolumeMetadata/VolumeFirstEpisodeNumber': 'VolumeFirstEpisodeNumber',
  'VolumeMetadata/VolumeNumberOfEpisodes': 'VolumeNumberOfEpisodes',
  'VolumeNumber/Number': 'VolumeNumber',
  'VolumeNumber/DistributionNumber': 'VolumeDistributionNumber',
  'GroupingEntity/GroupIdentity': 'GroupIdentity',
  'CompanyDisplayCredit/DisplayString': 'CompanyDisplayCredit',
  'BundledAsset/BundledALID': 'BundledALIDs',
  'Transaction/LicenseType': 'LicenseType',
  'Transaction/Description': 'Description',
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
  // Its name in version 2.2.2.
  'Transaction/Duration': 'WindowDuration',
  'Transaction/AllowedLanguage': 'AllowedLanguages',
  'Transaction/AssetLanguage': 'AssetLanguage',
  // Its name in version 2.1.
  'Transaction/StoreLanguage': 'AssetLanguage',
  'Transaction/HoldbackLanguage': 'HoldbackLanguage',
  'Transaction/RequiredFulfillmentLanguage': 'RequiredFulfillmentLanguages',
  'Transaction/LicenseRightsDescription': 'LicenseRightsDescription',
  'Transaction/FormatProfile': 'FormatProfile',
  'Transaction/ContractID': 'ContractID',
  'Transaction/ReportingID': 'ReportingID',
  'Transaction/RefALID': 'RefALID',
  'Transaction/ExperienceCondition': 'ExperienceCondition',
  'Transaction/OtherInstructions': 'OtherInstructions',
};

/** By the parent's name, then its own. */
export const COLUMNS: ReadonlyMap<string, ReadonlyMap<string, string>> = byParent(BY_PATH);

function byParent(paths: Readonly<Record<string, string>>): Map<string, Map<string, string>> {
  const parents = new Map<string, Map<string, string>>();
  for (const [path, column] of Object.entries(paths)) {
    const [parent = '', name = ''] = path.split('/');
    const own = parents.get(parent) ?? new Map<string, string>();
    parents.set(parent, own.set(name, column));
  }
  return parents;
}

/** Columns that an element may fill several times. */
export const LISTS: ReadonlySet<string> = new Set(
  `Territory TerritoryExclusion AllowedLanguages AssetLanguage HoldbackLanguage RequiredFulfillmentLanguages BundledALIDs
  RefALID`.split(/\s+/),
);

/** Terms whose column has another name. */
export const TERM_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['PreOrderFulfillDate', 'SpecialPreOrderFulfillDate'],
  ['Pre-orderFulfillDate', 'SpecialPreOrderFulfillDate'],
  ['RequiredFulfillmentLanguage', 'RequiredFulfillmentLanguages'],
]);

/** Elements of the avails schemas 2.1 to 2.7 that may stand anywhere in an Avail, apart from those of Common Metadata. */
const OF_AVAILS = `ALID AssociatedALID Disposition EntryType IssueDate Licensor ServiceProvider AvailType ShortDescription Asset
  Transaction CoreMetadata SharedEntitlement ExceptionFlag Compatibility WorkType WorkTypeDetail Metadata EpisodeMetadata
  SeasonMetadata SeriesMetadata VolumeMetadata BundledAsset BundledALID TitleDisplayUnlimited TitleInternalAlias EditEIDR-URN
  TitleEIDR-URN AltIdentifier VersionDescription ReleaseDate RunLength People ReleaseHistory USACaptionsExemptionReason Ratings
  EncodeID LocalizationOffering GroupingEntity CompanyDisplayCredit EpisodeNumber SeasonNumber VolumeNumber SeriesContentID
  SeriesEIDR-URN SeriesTitleDisplayUnlimited SeriesTitleInternalAlias LocalSeriesTitle SeriesAltIdentifier NumberOfSeasons
  SeriesStatus SeasonContentID SeasonEIDR-URN SeasonTitleDisplayUnlimited SeasonTitleInternalAlias SeasonAltIdentifier
  NumberOfEpisodes SeasonStatus VolumeContentID VolumeEIDR-URN VolumeTitleDisplayUnlimited VolumeTitleInternalAlias
  VolumeAltIdentifier VolumeFirstEpisodeNumber VolumeNumberOfEpisodes Status Licensee LicenseType Description Territory
  TerritoryExcluded Start StartCondition End EndCondition WindowDuration Duration AllowedLanguage AssetLanguage StoreLanguage
  HoldbackLanguage LicenseRightsDescription FormatProfile ContractID ReportingID RefALID Term ExperienceCondition
  OtherInstructions Money Event Text Number Boolean URI Language ID YearDateTime Time Region EcosystemID
  DepricatedEcosystemID`;

/** Elements whose content is of Common Metadata: whatever stands in them is kept, and is no news. */
export const OF_COMMON_METADATA: ReadonlySet<string> = new Set(
  `AltIdentifier SeriesAltIdentifier SeasonAltIdentifier VolumeAltIdentifier People ReleaseHistory Ratings GroupingEntity
  CompanyDisplayCredit EpisodeNumber SeasonNumber VolumeNumber Licensor Licensee ServiceProvider Compatibility CoreMetadata
  Region Territory TerritoryExcluded Term`.split(/\s+/),
);

export const KNOWN: ReadonlySet<string> = new Set(OF_AVAILS.split(/\s+/));
