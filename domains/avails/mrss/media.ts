/** Which names of a feed are Media RSS and which Dublin Core: prefixes are the feed's own choice. */
import type { XmlElement } from '../xml-elements.ts';

export interface Media {
  /** The elements of Media RSS of that name, in an item, its groups or its contents, nearest first. */
  readonly prefix: string;
  readonly terms: string;
}

const MRSS = /^https?:\/\/search\.yahoo\.com\/mrss\/?$/;
const DCTERMS = /^https?:\/\/purl\.org\/dc\/terms\/?$/;

/** Prefixes as the root declares them; the usual ones where it doesn't. */
export function mediaNames(root: Readonly<Record<string, string>>): Media {
  const named = (pattern: RegExp): string | undefined =>
    Object.entries(root)
      .find(([name, value]) => name.startsWith('xmlns:') && pattern.test(value.trim()))?.[0]
      .slice('xmlns:'.length);
  return { prefix: named(MRSS) ?? 'media', terms: named(DCTERMS) ?? 'dcterms' };
}

export const isMedia = ({ qualified }: XmlElement, { prefix }: Media, name: string): boolean =>
  qualified === `${prefix}:${name}`;

/** Media elements of that name among an element's children. */
export const mediaIn = (element: XmlElement, media: Media, name: string): readonly XmlElement[] =>
  element.children.filter((child) => isMedia(child, media, name));

export interface Video {
  readonly content: XmlElement;
  /** The content, its group if it stands in one, and the item: what is said nearest counts. */
  readonly around: readonly XmlElement[];
}

/** The videos of an item that are the work itself: no sample, no sound or picture alone. */
export function videosOf(item: XmlElement, media: Media): readonly Video[] {
  const groups = mediaIn(item, media, 'group');
  const inGroups = groups.flatMap((group) =>
    mediaIn(group, media, 'content').map((content) => ({ content, around: [content, group, item] })),
  );
  const own = mediaIn(item, media, 'content').map((content) => ({ content, around: [content, item] }));
  return [...own, ...inGroups].filter(({ content }) => isVideo(content.attributes));
}

const isVideo = ({ medium = '', type = '', expression = 'full' }: Readonly<Record<string, string>>): boolean =>
  expression !== 'sample' &&
  (medium === 'video' || (medium === '' && (type === '' || /^(video\/|application\/)/.test(type))));

/** The media elements of that name where they are said nearest: on the content, its group, the item, the channel. */
export function nearest(
  levels: readonly XmlElement[],
  channel: readonly XmlElement[],
  media: Media,
  name: string,
): readonly XmlElement[] {
  for (const level of levels) {
    const found = mediaIn(level, media, name);
    if (found.length > 0) return found;
  }
  return channel.filter((element) => isMedia(element, media, name));
}
