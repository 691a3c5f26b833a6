/** What the tests of deliveries say over and over: a partner with a contract, a drop of some files, and the state that came of it. */
import { sha256Hex } from '@duoping/kit';
import Papa from 'papaparse';
import { readContract } from '#deals';
import { type Delivery, type DeliveryPorts, openDelivery, receiveFile } from './index.ts';
import { aDeliveryDesk, type DeliveryDesk } from './testing.ts';

export const NOW = Date.UTC(2026, 5, 1, 12);
export const PARTNER = 'lantern';
/** Who applies in these tests. */
export const MEI = { by: 'Mei' };
export const alid = (name: string): string => `md:alid:org:lantern.example:${name}`;

type Row = Readonly<Record<string, string>>;
export type Drop = Readonly<Record<string, string | Uint8Array>>;

/** One avail of all 2026 in CN, for subscribers. */
export const avail = (name: string, members: Row = {}): Row => ({
  ...{ ALID: alid(name), EntryType: 'Full Extract', DisplayName: 'Lantern', ContentID: `md:cid:org:lantern:${name}` },
  ...{ WorkType: 'Movie', TitleInternalAlias: name, TitleDisplayUnlimited: name, Territory: 'CN', LicenseType: 'SVOD' },
  ...{ FormatProfile: 'HD', Start: '2026-01-01', End: '2026-12-31', PriceType: 'NA' },
  ...members,
});

export const sheet = (rows: readonly Row[]): string => {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Papa.unparse({ fields, data: rows.map((row) => fields.map((name) => row[name] ?? '')) });
};

export const availsXml = (name: string, issued: string, end = '2026-12-31'): string =>
  `<AvailList xmlns="http://www.movielabs.com/schema/avails/v2.5/avails" xmlns:md="md"><Avail><ALID>${alid(name)}</ALID>
<Disposition><EntryType>Full Extract</EntryType><IssueDate>${issued}</IssueDate></Disposition>
<Licensor><md:DisplayName>Lantern</md:DisplayName></Licensor><AvailType>single</AvailType>
<Asset contentID="md:cid:org:lantern:${name}"><WorkType>Movie</WorkType><Metadata><TitleDisplayUnlimited>${name}</TitleDisplayUnlimited>
<TitleInternalAlias>${name}</TitleInternalAlias></Metadata></Asset>
<Transaction TransactionID="t"><LicenseType>SVOD</LicenseType><Territory><md:country>CN</md:country></Territory>
<Start>2026-01-01</Start><End>${end}</End><FormatProfile>HD</FormatProfile></Transaction></Avail></AvailList>`;

export const film = new TextEncoder().encode('moving pictures');
export const poster = new TextEncoder().encode('a picture');

/** Everything that a drop can hold: an offer, its words, its film and its poster. */
export const wholeDrop = (name = 'film'): Drop => ({
  'avails.csv': sheet([avail(name)]),
  'metadata.csv': sheet([{ alid: alid(name), language: 'zh-CN', title: '电影', year: '2026', genre: 'drama' }]),
  'media.csv': sheet([
    { alid: alid(name), file: 'film.mp4', sha256: sha256Hex(film), track: 'video', language: '' },
    { alid: alid(name), file: 'poster.jpg', sha256: sha256Hex(poster), track: 'poster', language: '' },
  ]),
  'film.mp4': film,
  'poster.jpg': poster,
});

export const contract = (members: object = {}) => {
  const read = readContract({
    ...{ id: 'L-1', partner: PARTNER, screens: { tv: {} }, window: { start: '2020-01-01T00:00:00Z' } },
    ...members,
  });
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};

/** A desk with one partner under contract. */
export async function aDesk(): Promise<DeliveryDesk> {
  const desk = aDeliveryDesk(NOW);
  await desk.ports.deals.savePartner({ id: PARTNER, name: 'Lantern', names: {}, illustrative: false });
  await desk.ports.deals.addContract(contract(), NOW);
  return desk;
}

/** Opens a delivery and hands in its files. */
export async function bring(ports: DeliveryPorts, drop: Drop): Promise<Delivery['id']> {
  const opened = await openDelivery(ports, { partner: PARTNER, name: 'drop', by: 'Mei' });
  if (!opened.ok) throw new Error(opened.reason);
  for (const [name, content] of Object.entries(drop)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const received = await receiveFile(ports, opened.value.id, { name, bytes });
    if (!received.ok) throw new Error(`${name}: ${received.reason}`);
  }
  return opened.value.id;
}

/** All that viewers could notice, and nothing of how it came there. */
export async function stateOf(desk: DeliveryDesk) {
  const { grants } = await desk.licensing.facts();
  const works = await desk.catalog.works();
  return {
    grants: grants.map(({ alid: title, formatProfile, window, work }) => [
      title,
      formatProfile,
      window.start,
      window.end,
      works.some(({ id }) => id === work),
    ]),
    offers: works.map(({ offers }) => offers),
    descriptions: works.flatMap(({ descriptions }) => descriptions),
    artwork: works.flatMap(({ artwork }) => artwork),
    media: desk.media(),
  };
}
