/** The Asset of an Avail: which work it is about and where that stands, in the order of the schema. */
import { eidrCheck } from '../eidr.ts';
import { around, type Columns, leaf, required } from './xml-text.ts';

export function assetXml(columns: Columns): string {
  const workType = columns.take('WorkType');
  const level = LEVELS[workType] ?? '';
  const contentId = columns.take(`${level}ContentID`) || columns.take('ContentID');
  const metadata = metadataXml(workType, contentId, columns);
  const bundle = columns
    .take('BundledALIDs')
    .split(';')
    .map((alid) => around('BundledAsset', leaf('BundledALID', alid)));
  return around('Asset', leaf('WorkType', workType) + metadata + bundle.join(''), { contentID: contentId });
}

const LEVELS: Readonly<Record<string, string>> = {
  Episode: 'Episode',
  Season: 'Season',
  Series: 'Series',
  Volume: 'Volume',
};

function metadataXml(workType: string, contentId: string, columns: Columns): string {
  switch (workType) {
    case 'Episode':
      return around(
        'EpisodeMetadata',
        titlesAndFacts('Episode', columns) + numberXml('Episode', columns) + parentXml(columns),
      );
    case 'Season':
      return seasonXml(columns, contentId);
    case 'Series':
      return seriesXml(columns, contentId);
    case 'Volume':
      return volumeXml(columns, contentId);
    default: {
      const credit = around('CompanyDisplayCredit', leaf('md:DisplayString', columns.take('CompanyDisplayCredit')));
      return around('Metadata', titlesAndFacts('', columns) + credit);
    }
  }
}

/** What films and episodes have in common. */
function titlesAndFacts(level: 'Episode' | '', columns: Columns): string {
  const ofLevel = (column: string): string => columns.take(`${level}${column}`);
  return [
    leaf('TitleDisplayUnlimited', ofLevel('TitleDisplayUnlimited')),
    required('TitleInternalAlias', ofLevel('TitleInternalAlias')),
    leaf('EditEIDR-URN', editOf(level, columns)),
    leaf('TitleEIDR-URN', ofLevel('TitleID')),
    altId('AltIdentifier', `${level}AltID`, columns),
    leaf('ReleaseDate', columns.take('ReleaseYear')),
    leaf('RunLength', columns.take('TotalRunTime')),
    around('People', directorXml(columns.take('Director'))),
    released('original', columns.take('ReleaseHistoryOriginal')),
    released('DVD', columns.take('ReleaseHistoryPhysicalHV')),
    leaf('USACaptionsExemptionReason', columns.take('CaptionExemption')),
    around('Ratings', ratingXml(columns)),
    leaf('EncodeID', columns.take('EncodeID')),
    leaf('LocalizationOffering', columns.take('LocalizationType')),
  ].join('');
}

/** An episode's edit stands in a column of its own only in XML: another EpisodeID would be taken for it. */
function editOf(level: 'Episode' | '', columns: Columns): string {
  const isOwn =
    level === '' || (!columns.left.has('EpisodeID') && eidrCheck(columns.left.get('EditID') ?? '') !== undefined);
  return isOwn ? columns.take('EditID') : '';
}

function altId(element: string, column: string, columns: Columns): string {
  const id = columns.take(column);
  return id === '' ? '' : around(element, leaf('md:Namespace', 'org:mddf') + leaf('md:Identifier', `${column}:${id}`));
}

const directorXml = (name: string): string =>
  name === ''
    ? ''
    : around('md:Job', leaf('md:JobFunction', 'Director')) + around('md:Name', leaf('md:DisplayName', name));

const released = (type: string, date: string): string =>
  date === '' ? '' : around('ReleaseHistory', leaf('md:ReleaseType', type) + leaf('md:Date', date));

/** Of the first territory: a list has one rating for each. */
function ratingXml(columns: Columns): string {
  const [territory = ''] = (columns.left.get('Territory') ?? '').split(', ');
  if (!columns.left.has('RatingSystem') && !columns.left.has('RatingValue')) return '';
  const region = leaf(territory.includes('-') ? 'md:countryRegion' : 'md:country', territory);
  return around(
    'md:Rating',
    around('md:Region', region) +
      required('md:System', columns.take('RatingSystem')) +
      required('md:Value', columns.take('RatingValue')) +
      leaf('md:Reason', columns.take('RatingReason')),
  );
}

function numberXml(level: 'Episode' | 'Season' | 'Volume', columns: Columns): string {
  const distribution = level === 'Season' ? '' : `${level === 'Episode' ? '' : level}DistributionNumber`;
  const inner =
    leaf('md:Number', columns.take(`${level}Number`)) +
    (distribution === '' ? '' : leaf('md:DistributionNumber', columns.take(distribution)));
  return around(`${level}Number`, inner);
}

const ofSeason = (column: string): boolean => /^(Season|EpisodeCount)/.test(column);
const ofSeries = (column: string): boolean => /^Series/.test(column) || column === 'SeasonCount';

/** The season that an episode or volume belongs to, or its series where it has no season. */
function parentXml(columns: Columns): string {
  const names = [...columns.left.keys()];
  if (names.some((name) => ofSeason(name) && name !== 'SeasonCount'))
    return seasonXml(columns, columns.take('SeasonContentID'));
  return names.some(ofSeries) ? seriesXml(columns, columns.take('SeriesContentID')) : '';
}

function seasonXml(columns: Columns, contentId: string): string {
  const own = [
    required('SeasonContentID', contentId),
    leaf('SeasonEIDR-URN', columns.take('SeasonID')),
    leaf('SeasonTitleDisplayUnlimited', columns.take('SeasonTitleDisplayUnlimited')),
    leaf('SeasonTitleInternalAlias', columns.take('SeasonTitleInternalAlias')),
    numberXml('Season', columns) || required('SeasonNumber', ''),
    altId('SeasonAltIdentifier', 'SeasonAltID', columns),
    leaf('NumberOfEpisodes', columns.take('EpisodeCount')),
  ];
  const series = [...columns.left.keys()].some(ofSeries) ? seriesXml(columns, columns.take('SeriesContentID')) : '';
  return around('SeasonMetadata', own.join('') + series);
}

const seriesXml = (columns: Columns, contentId: string): string =>
  around(
    'SeriesMetadata',
    [
      required('SeriesContentID', contentId),
      leaf('SeriesEIDR-URN', columns.take('SeriesID')),
      leaf('SeriesTitleDisplayUnlimited', columns.take('SeriesTitleDisplayUnlimited')),
      required('SeriesTitleInternalAlias', columns.take('SeriesTitleInternalAlias')),
      altId('SeriesAltIdentifier', 'SeriesAltID', columns),
      leaf('NumberOfSeasons', columns.take('SeasonCount')),
    ].join(''),
  );

const volumeXml = (columns: Columns, contentId: string): string =>
  around(
    'VolumeMetadata',
    [
      required('VolumeContentID', contentId),
      leaf('VolumeEIDR-URN', columns.take('VolumeID')),
      leaf('VolumeTitleDisplayUnlimited', columns.take('VolumeTitleDisplayUnlimited')),
      leaf('VolumeTitleInternalAlias', columns.take('VolumeTitleInternalAlias')),
      numberXml('Volume', columns) || required('VolumeNumber', ''),
      altId('VolumeAltIdentifier', 'VolumeAltID', columns),
      leaf('VolumeFirstEpisodeNumber', columns.take('VolumeFirstEpisodeNumber')),
      leaf('VolumeNumberOfEpisodes', columns.take('VolumeNumberOfEpisodes')),
      parentXml(columns),
    ].join(''),
  );
