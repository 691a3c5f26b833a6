/** One item of a feed in its place, and what it is called. */
import type { Territory } from '@duoping/kit';
import type { FindingList } from '../finding.ts';
import { childOf, type XmlElement } from '../xml-elements.ts';
import type { Channel } from './channel.ts';
import { nearest, type Video } from './media.ts';

export interface ItemOf {
  readonly item: XmlElement;
  readonly path: string;
  /** Where the partner's offers hold when the feed doesn't say. */
  readonly territories: readonly Territory[];
  readonly channel: Channel;
  readonly findings: FindingList;
}

/** A title of its own beside the one of RSS, which counts where there is none. */
export const titleOf = ({ around }: Video, { media }: Channel): string =>
  nearest(around, [], media, 'title')[0]?.text ||
  around.map((level) => childOf(level, 'title')?.text).findLast(Boolean) ||
  '';

/** The standard's `lang`, or `language`, which feeds write as well; else the channel's. */
export const languageOf = ({ attributes }: XmlElement, channel: Channel): string =>
  attributes.lang ??
  attributes.language ??
  channel.elements.find(({ qualified }) => qualified === 'language')?.text ??
  '';
