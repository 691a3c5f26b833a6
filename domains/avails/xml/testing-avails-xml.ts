/** An Avails XML document for tests, made of parts that can be swapped one by one. */

export const MOVIE = `<a:Asset contentID="md:cid:example.com:lantern"><a:WorkType>Movie</a:WorkType><a:Metadata>\
<a:TitleInternalAlias>The Lantern</a:TitleInternalAlias></a:Metadata></a:Asset>`;
export const YEAR = '<a:Start>2026-01-01T00:00:00</a:Start><a:End>2026-12-31T23:59:59</a:End>';
export const TERMS = '<a:Term termName="NA"><a:Text>NA</a:Text></a:Term>';

export interface AvailParts {
  readonly version?: string;
  readonly alid?: string;
  readonly type?: string;
  /** Between the type and the assets. */
  readonly avail?: string;
  readonly asset?: string;
  readonly window?: string;
  /** After the territory, window and format of the transaction. */
  readonly transaction?: string;
  readonly terms?: string;
}

/** One Avail with one transaction: the film of the sample row, unless parts say otherwise. */
export function avail(parts: AvailParts): string {
  const { alid = 'md:alid:example.com:lantern', type = 'single', asset = MOVIE } = parts;
  return `<a:Avail><a:ALID>${alid}</a:ALID><a:Disposition><a:EntryType>Full Extract</a:EntryType></a:Disposition>
<a:Licensor><md:DisplayName>Example Films</md:DisplayName></a:Licensor><a:AvailType>${type}</a:AvailType>${parts.avail ?? ''}
${asset.replaceAll('\n', ' ')}
<a:Transaction><a:LicenseType>SVOD</a:LicenseType><a:Territory><md:country>US</md:country></a:Territory>${parts.window ?? YEAR}\
${parts.transaction ?? ''}<a:FormatProfile>HD</a:FormatProfile>${parts.terms ?? TERMS}</a:Transaction></a:Avail>`;
}

export const listOpening = (version: string): string =>
  `<?xml version="1.0"?>
<a:AvailList xmlns:a="http://www.movielabs.com/schema/avails/v${version}/avails" xmlns:md="md">`;

export const availXml = (parts: AvailParts): string =>
  `${listOpening(parts.version ?? '2.5')}\n${avail(parts)}</a:AvailList>`;
