/** What an item of a feed is called and about. */
import { normaliseLanguage } from '@duoping/kit';
import type { Artwork, Description } from '../description.ts';
import { childOf, textAt, type XmlElement } from '../xml-elements.ts';
import type { Channel } from './channel.ts';
import { languageOf, titleOf } from './item.ts';
import { mediaIn, nearest, videosOf } from './media.ts';

/** Undefined for an item without a video, an id, a title or a language that exists. */
export function describeItem(item: XmlElement, path: string, channel: Channel): Description | undefined {
  const { media } = channel;
  const [video] = videosOf(item, media);
  if (!video) return undefined;
  const alid = (childOf(item, 'guid') ?? childOf(item, 'link'))?.text ?? '';
  const title = titleOf(video, channel);
  const language = normaliseLanguage(languageOf(video.content, channel));
  if (alid === '' || title === '' || language === undefined) return undefined;
  const said = (name: string): readonly XmlElement[] => nearest(video.around, [], media, name);
  const [synopsis] = said('description');
  const seconds = Number(video.content.attributes.duration);
  return {
    place: { path, line: item.line },
    alid,
    language,
    title,
    synopsis: plainText(synopsis?.text || textAt(item, 'description')),
    genres: [...new Set(video.around.flatMap((level) => mediaIn(level, media, 'category')).map(({ text }) => text))],
    people: said('credit').map(({ text, attributes }) => ({ name: text, job: attributes.role ?? '' })),
    ratings: said('rating').map(({ text, attributes }) => ({ system: attributes.scheme ?? 'urn:simple', value: text })),
    artwork: said('thumbnail').flatMap(artworkOf),
    ...copyrightOf(said('copyright')[0]),
    ...(seconds > 0 ? { runTimeSeconds: Math.round(seconds) } : {}),
  };
}

const copyrightOf = (copyright: XmlElement | undefined): Pick<Description, 'copyright'> => {
  const text = [copyright?.text, copyright?.attributes.url].filter(Boolean).join(' ');
  return text === '' ? {} : { copyright: text };
};

function artworkOf({ attributes }: XmlElement): readonly Artwork[] {
  const [width, height] = [Number(attributes.width), Number(attributes.height)];
  if (!attributes.url) return [];
  const size = width > 0 && height > 0 ? { widthPixels: width, heightPixels: height } : {};
  return [{ location: attributes.url, ...size }];
}

/** Descriptions may be HTML; only their words are taken. */
const plainText = (text: string): string =>
  text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
