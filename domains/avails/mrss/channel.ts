/** What a feed says of itself, for all of its items. */
import type { Limits } from '../limits.ts';
import { feed } from '../xml.ts';
import { elementStream, type XmlElement } from '../xml-elements.ts';
import { type Media, mediaNames } from './media.ts';

export interface Channel {
  readonly version: string;
  /** Elements of the channel but its items. */
  readonly elements: readonly XmlElement[];
  readonly media: Media;
}

/** What stands in the channel itself, wherever among its items. */
export function readChannel(bytes: Uint8Array, limits: Limits): Channel {
  const elements: XmlElement[] = [];
  let root: Readonly<Record<string, string>> = {};
  const stream = elementStream(
    {
      outer(name, attributes) {
        if (name === 'rss') root = attributes;
      },
      isWhole: (name, depth) => depth === 2 && name !== 'item',
      whole: (element) => {
        if (elements.length < MOST_OF_CHANNEL) elements.push(element);
      },
    },
    limits,
  );
  feed(stream, bytes);
  stream.end(); // a fault is reported by the reading of the items
  return { version: root.version ?? '', elements, media: mediaNames(root) };
}

/** Channels have a dozen; a file with more is no feed. */
const MOST_OF_CHANNEL = 1000;
