/** A Transaction of an Avail, in the order of the schema. A column without an element of its own becomes a Term. */
import { booleanOf } from '../words.ts';
import { around, type Columns, leaf, required } from './xml-text.ts';

/** `asTerms` hears of columns that the standard knows no term for. */
export function transactionXml(columns: Columns, asTerms: (column: string) => void): string {
  const { take } = columns;
  const id = take('AvailID');
  const inner = [
    around('Licensee', leaf('md:DisplayName', take('Licensee'))),
    leaf('LicenseType', take('LicenseType')),
    leaf('Description', take('Description')),
    regions('Territory', take('Territory')),
    regions('TerritoryExcluded', take('TerritoryExclusion')),
    boundXml('Start', columns),
    boundXml('End', columns),
    leaf('WindowDuration', take('WindowDuration')),
    languages('AllowedLanguage', take('AllowedLanguages')),
    languages('AssetLanguage', take('AssetLanguage')),
    languages('HoldbackLanguage', take('HoldbackLanguage')),
    leaf('LicenseRightsDescription', take('LicenseRightsDescription')),
    leaf('FormatProfile', take('FormatProfile'), {
      HDR: take('HDR'),
      WCG: take('WCG'),
      HFR: take('HFR'),
      NGAudio: take('NGAudio'),
    }),
    leaf('ContractID', take('ContractID')),
    leaf('ReportingID', take('ReportingID')),
    ...list(take('RefALID')).map((alid) => leaf('RefALID', alid)),
    priceXml(columns),
  ];
  const last =
    leaf('ExperienceCondition', take('ExperienceCondition')) + leaf('OtherInstructions', take('OtherInstructions'));
  const terms = [...columns.left].map(([column, text]) => termXml(column, text, asTerms));
  return around('Transaction', inner.join('') + terms.join('') + last, { TransactionID: id });
}

const list = (text: string): readonly string[] => (text === '' ? [] : text.split(', '));

const regions = (name: string, text: string): string =>
  list(text)
    .map((code) => around(name, leaf(code.includes('-') ? 'md:countryRegion' : 'md:country', code)))
    .join('');

/** `es:sub` as `<… asset="subtitle">es</…>`. */
const languages = (name: string, text: string): string =>
  list(text)
    .map((term) => {
      const [range = '', kind = ''] = term.split(':');
      return leaf(name, range, { asset: kind === 'sub' ? 'subtitle' : kind });
    })
    .join('');

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The schema wants times: a start at its first second, an end at its last, as the reference converter writes them. */
function boundXml(side: 'Start' | 'End', columns: Columns): string {
  const text = columns.take(side);
  const lag = columns.take(`${side}Lag`);
  if (text === '') return '';
  if (DATE.test(text)) return leaf(side, `${text}T${side === 'Start' ? '00:00:00' : '23:59:59'}`);
  return /^\d/.test(text) ? leaf(side, text) : leaf(`${side}Condition`, text, { lag });
}

const AMOUNT = /^-?\d+(\.\d+)?$/;
/** Price types whose value is a name, even where it is written in digits. */
const NAMED: ReadonlySet<string> = new Set(['Tier', 'Category', 'NA', 'Included']);

function priceXml(columns: Columns): string {
  const type = columns.take('PriceType');
  if (type === '') return '';
  const value = columns.take('PriceValue');
  const isMoney = AMOUNT.test(value) && !NAMED.has(type);
  const payload = isMoney ? leaf('Money', value, { currency: columns.take('PriceCurrency') }) : required('Text', value);
  return around('Term', payload, { termName: type });
}

const EVENTS: ReadonlySet<string> = new Set(
  'AnnounceDate SuppressionLiftDate SpecialPreOrderFulfillDate FixedEndDate'.split(' '),
);
const DURATIONS: ReadonlySet<string> = new Set(['RentalDuration', 'WatchDuration']);
const YES_OR_NO: ReadonlySet<string> = new Set(['Download', 'Exclusive']);
const IDS: ReadonlySet<string> = new Set(['CampaignID']);
const WORDS: ReadonlySet<string> = new Set(
  `TitleStatus TPRType RequiredFulfillmentLanguages BrandingRights BrandingRightsAttributes ExclusiveAttributes SRP
  OtherTerms`.split(/\s+/),
);

function termXml(column: string, text: string, asTerms: (column: string) => void): string {
  const termName = column === 'SpecialPreOrderFulfillDate' ? 'PreOrderFulfillDate' : column;
  const payload = (kind: string, value = text): string => around('Term', leaf(kind, value), { termName });
  if (EVENTS.has(column)) return payload('Event');
  if (DURATIONS.has(column)) return payload('Duration');
  if (IDS.has(column)) return payload('ID');
  const yes = YES_OR_NO.has(column) ? booleanOf(text) : undefined;
  if (yes !== undefined) return payload('Boolean', String(yes));
  if (column === 'SRP' && AMOUNT.test(text)) return payload('Money');
  if (!WORDS.has(column)) asTerms(column);
  return payload('Text');
}
