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

const ENCODER = new TextEncoder();

/** Lines and blanks as converters write them, so that a transaction is as long as in files of partners. */
const indented = (xml: string): string => xml.replaceAll('><', '>\n      <').replaceAll('a:', 'avails:');

/** A list of about so many bytes, each Avail of its own ALID with several transactions, as it would come from a file. */
export async function* longList(bytes: number, transactions = 2): AsyncGenerator<Uint8Array> {
  yield ENCODER.encode(listOpening('2.5').replaceAll('a:', 'avails:').replaceAll(':a=', ':avails='));
  const one = indented(avail({ transaction: LANGUAGES, avail: DESCRIPTION, asset: DESCRIBED }));
  const transaction = one.slice(one.indexOf('<avails:Transaction>'), one.indexOf('</avails:Avail>'));
  const more = Array.from({ length: transactions - 1 }, (_, at) => transaction.replace('>US<', `>${COUNTRIES[at]}<`));
  const all = one.replace('</avails:Avail>', `${more.join('\n')}</avails:Avail>\n`);
  for (let written = 0, number = 1; written < bytes; ) {
    let piece = '';
    for (; piece.length < 64 * 1024; number++)
      piece += all.replaceAll('md:alid:example.com:lantern', `md:alid:example.com:${number}`);
    written += piece.length;
    yield ENCODER.encode(piece);
  }
  yield ENCODER.encode('</avails:AvailList>');
}

const DESCRIPTION = '<a:ServiceProvider /><a:ShortDescription>A film of light</a:ShortDescription>';
const DESCRIBED = MOVIE.replace(
  '</a:Metadata>',
  `<a:EditEIDR-URN>10.5240/7791-8534-2C23-9030-8610-5</a:EditEIDR-URN><a:AltIdentifier><md:Namespace>org:mddf</md:Namespace>\
<md:Identifier>AltID:L-1</md:Identifier></a:AltIdentifier><a:ReleaseDate>2024</a:ReleaseDate><a:RunLength>PT1H32M03S</a:RunLength>\
<a:ReleaseHistory><md:ReleaseType>original</md:ReleaseType><md:Date>2024-05-01</md:Date></a:ReleaseHistory><a:Ratings><md:Rating>\
<md:Region><md:country>US</md:country></md:Region><md:System>MPAA</md:System><md:Value>PG</md:Value></md:Rating></a:Ratings>\
<a:LocalizationOffering>any</a:LocalizationOffering></a:Metadata>`,
);
const LANGUAGES = 'ar cs da de el en es fi fr'
  .split(' ')
  .map((language) => `<a:AllowedLanguage>${language}</a:AllowedLanguage>`)
  .join('');
const COUNTRIES = 'CA GB DE FR ES IT JP BR MX NL SE NO DK FI PL'.split(' ');
