/** Avails XML for tests, sound by the published rules of each version, and easily bent. */
import schemas from './tables/schemas.json' with { type: 'json' };

export const VERSIONS = Object.keys(schemas.versions);

export interface SampleParts {
  readonly version?: string;
  readonly availType?: string;
  readonly entryType?: string;
  /** Between the work type and the end of the asset. */
  readonly asset?: string;
  readonly workType?: string;
  /** In the metadata, after the titles. */
  readonly metadata?: string;
  readonly licenseType?: string;
  readonly territory?: string;
  /** From the window to the languages. */
  readonly window?: string;
  readonly format?: string;
  /** What follows the format: references and terms. */
  readonly terms?: string;
  readonly alid?: string;
}

/** One avail, each part on a line of its own: 3 the ALID, 6 the AvailType, 8 the asset, 9 its metadata, 11 the transaction. */
export function sampleAvail({
  alid = 'md:alid:example.com:lantern',
  availType = 'single',
  entryType = 'Full Extract',
  workType = 'Movie',
  metadata = '',
  asset = `<Metadata><TitleDisplayUnlimited>The Lantern</TitleDisplayUnlimited><TitleInternalAlias>The Lantern</TitleInternalAlias>${metadata}</Metadata>`,
  licenseType = 'SVOD',
  territory = '<Territory><md:country>US</md:country></Territory>',
  window = '<Start>2026-01-01T00:00:00</Start><EndCondition>Open</EndCondition>',
  format = '<FormatProfile>HD</FormatProfile>',
  terms = '<Term termName="NA"><Text>NA</Text></Term>',
}: SampleParts = {}): string {
  return `<Avail>
<ALID>${alid}</ALID>
<Disposition><EntryType>${entryType}</EntryType></Disposition>
<Licensor><md:DisplayName>Example Films</md:DisplayName></Licensor>
<AvailType>${availType}</AvailType>
<ShortDescription>A film about a lantern</ShortDescription>
<Asset contentID="md:cid:example.com:lantern"><WorkType>${workType}</WorkType>
${asset}
</Asset>
<Transaction><LicenseType>${licenseType}</LicenseType><Description>All of it</Description>
${territory}
${window}
${format}
${terms}
</Transaction>
</Avail>`;
}

/** A list of avails of a version; the first avail's parts are on the lines that `sampleAvail` states. */
export function sampleList(version: string, ...avails: readonly string[]): string {
  const { namespaces } = schemas.versions[version as keyof typeof schemas.versions]; // tests name versions that there are
  const uri = (short: string): string => Object.entries(namespaces).find(([, each]) => each === short)?.[0] ?? '';
  return `<AvailList xmlns="${uri('a')}" xmlns:md="${uri('m')}" xmlns:mdmec="${uri('e')}">
${avails.join('\n')}
</AvailList>`;
}

export const sampleXml = (parts: SampleParts = {}): string => sampleList(parts.version ?? '2.6', sampleAvail(parts));
