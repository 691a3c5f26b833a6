/** What one item of a feed offers, under the names of EMA's columns. */
import { formatInstant } from '@duoping/kit';
import { FINDINGS } from '../finding.ts';
import { type Gathered, gather } from '../named-cells.ts';
import { childOf, textAt, type XmlElement } from '../xml-elements.ts';
import { type ItemOf, languageOf, titleOf } from './item.ts';
import { nearest, type Video, videosOf } from './media.ts';
import { addRestrictions } from './restrictions.ts';

export interface ItemOffers {
  readonly offers: readonly Map<string, Gathered>[];
  readonly aside?: Readonly<Record<string, string>>;
}

/** Undefined for an item without a video. */
export function itemCells(of: ItemOf): ItemOffers | undefined {
  const { item, path, channel, findings } = of;
  const { media } = channel;
  const videos = videosOf(item, media);
  const [first] = videos;
  if (!first) {
    findings.add('object-ignored', { path, line: item.line }, 'an item without a video', textAt(item, 'title'));
    return undefined;
  }
  const cells = new Map<string, Gathered>();
  const set = (column: string, text: string, near = item): void => gather(cells, column, text, near.line);
  const guid = childOf(item, 'guid') ?? childOf(item, 'link');
  set('ALID', guid?.text ?? '', guid);
  set('ContentID', guid?.text ?? '', guid);
  set('WorkType', 'Movie');
  const [status] = nearest(first.around, [], media, 'status');
  const removes = /^(blocked|deleted)$/i.test(status?.attributes.state ?? '');
  set('EntryType', removes ? 'Full Delete' : 'Full Extract', status);
  set('DisplayName', channel.elements.find(({ qualified }) => qualified === 'title')?.text ?? '');
  set('TitleDisplayUnlimited', titleOf(first, channel));
  setWindow(of, first, cells);
  addRestrictions(of, first, cells);
  const languages = new Set(videos.map(({ content }) => languageOf(content, channel)).filter(Boolean));
  set('AssetLanguage', [...languages].join(', '), first.content);
  const seconds = Number(first.content.attributes.duration);
  if (seconds > 0) set('TotalRunTime', `PT${Math.round(seconds)}S`, first.content);
  const [rating] = nearest(first.around, channel.elements, media, 'rating');
  if (rating) {
    set('RatingSystem', (rating.attributes.scheme ?? 'urn:simple').replace(/^urn:/, ''), rating);
    set('RatingValue', rating.text, rating);
  }
  const aside = asideOf(item, first);
  const more = Object.keys(aside).length > 0 ? { aside } : {};
  if (removes) return { offers: [cells], ...more };
  return { offers: offersOf(of, videos, cells), ...more };
}

/** `start=2026-01-01T00:00+08:00;end=…;scheme=W3C-DTF`. Without it an item holds from its day until it leaves the feed. */
function setWindow({ item, path, channel, findings }: ItemOf, { around }: Video, cells: Map<string, Gathered>): void {
  const name = `${channel.media.terms}:valid`;
  const valid =
    around.flatMap(({ children }) => children).find(({ qualified }) => qualified === name) ??
    channel.elements.find(({ qualified }) => qualified === name);
  if (valid) {
    const parts = new Map(
      valid.text.split(';').map((part): [string, string] => {
        const [key = '', value = ''] = part.split('=', 2);
        return [key.trim().toLowerCase(), value.trim()];
      }),
    );
    gather(cells, 'Start', parts.get('start') || 'Immediate', valid.line);
    gather(cells, 'End', parts.get('end') || 'Open', valid.line);
    const extra = [...parts.keys()].filter((key) => key !== '' && !PERIOD.has(key));
    if (parts.size === 0 || (!parts.has('start') && !parts.has('end')) || extra.length > 0)
      findings.add(
        'bad-date',
        { path: `${path}/${name}`, line: valid.line },
        'write start=…;end=…;scheme=W3C-DTF',
        valid.text,
      );
    return;
  }
  const published = Date.parse(textAt(item, 'pubDate'));
  const start = Number.isNaN(published) ? 'Immediate' : formatInstant(published);
  gather(cells, 'Start', start, item.line);
  gather(cells, 'End', 'Open', item.line);
  findings.add('window-assumed', { path, line: item.line }, FINDINGS['window-assumed'].says);
}

const PERIOD: ReadonlySet<string> = new Set(['start', 'end', 'scheme', 'name']);

function offersOf(
  of: ItemOf,
  videos: readonly Video[],
  cells: Map<string, Gathered>,
): readonly Map<string, Gathered>[] {
  const formats = new Set(videos.map(({ content }) => formatOf(content)).filter((format) => format !== undefined));
  const { path, item, channel, findings } = of;
  if (formats.size === 0) {
    findings.add('format-assumed', { path, line: item.line }, 'no video states its height; read as SD');
    formats.add('SD');
  }
  const [first] = videos;
  const prices = (first ? nearest(first.around, channel.elements, channel.media, 'price') : []).filter(
    ({ attributes }) => LICENSES.has(attributes.type ?? ''),
  );
  if (prices.length === 0)
    findings.add('license-assumed', { path, line: item.line }, 'no media:price says how it is sold; read as SVOD');
  const sales = prices.length === 0 ? [undefined] : prices;
  return sales.flatMap((price) =>
    [...formats].map((format) => {
      const own = new Map(cells);
      const line = price?.line ?? item.line;
      gather(own, 'LicenseType', LICENSES.get(price?.attributes.type ?? 'subscription') ?? 'SVOD', line);
      gather(own, 'FormatProfile', format, line);
      if (price?.attributes.price) {
        gather(own, 'PriceType', 'SRP', line);
        gather(own, 'PriceValue', price.attributes.price, line);
        gather(own, 'PriceCurrency', price.attributes.currency ?? '', line);
      }
      return own;
    }),
  );
}

const LICENSES: ReadonlyMap<string, string> = new Map([
  ['rent', 'VOD'],
  ['purchase', 'EST'],
  ['package', 'SVOD'],
  ['subscription', 'SVOD'],
]);

function formatOf({ attributes }: XmlElement): string | undefined {
  const height = Number(attributes.height);
  if (!(height > 0)) return undefined;
  if (height <= 576) return 'SD';
  return height <= 1088 ? 'HD' : 'UHD';
}

/** What is said of the item's rights in words, and its addresses: kept, read by nobody. */
function asideOf(item: XmlElement, { content, around }: Video): Record<string, string> {
  const aside: Record<string, string> = {};
  if (content.attributes.url) aside['content@url'] = content.attributes.url;
  for (const name of ['copyright', 'license', 'rights']) {
    const found = around.flatMap(({ children }) => children).find((child) => child.name === name);
    const text =
      found &&
      [found.text, found.attributes.url, found.attributes.href, found.attributes.status].filter(Boolean).join(' ');
    if (text) aside[name] = text;
  }
  const link = textAt(item, 'link');
  if (link !== '') aside.link = link;
  return aside;
}
