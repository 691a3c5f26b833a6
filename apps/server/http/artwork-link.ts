/** Links to artwork that a listing hands out: one picture, for the place, screen and model it was listed on, until an instant. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { HOUR_MS, type Instant, type Territory } from '@duoping/kit';
import type { Screen } from '@duoping/rights';
import type { ArtworkKind } from '#catalog';

export interface ArtworkLink {
  readonly work: string;
  readonly kind: ArtworkKind;
  /** Address of the picture's bytes; a frame of the film, which stands in for a picture, is addressed by its asset. */
  readonly sha256: string;
  /** Where and on which screen it was listed: asked again when the picture is fetched. */
  readonly territory: Territory;
  readonly screen: Screen;
  /** The screen's model: some titles are for some models alone. */
  readonly model: string;
}

/** Links end on a round hour, so that the same picture keeps the same address for a while and can be cached. */
export function artworkUrl(key: Uint8Array, link: ArtworkLink, until: Instant | null, now: Instant): string {
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS + 2 * HOUR_MS;
  const end = until === null ? hour : Math.min(hour, until);
  const { work, kind, sha256, territory, screen, model } = link;
  const where = `c=${territory}&d=${screen}&m=${encodeURIComponent(model)}`;
  return `/artwork/${work}/${kind}.jpg?s=${sha256}&${where}&e=${end}&t=${mac(key, link, end)}`;
}

export function opensArtwork(
  key: Uint8Array,
  link: ArtworkLink,
  given: { end: Instant; mac: string },
  now: Instant,
): boolean {
  if (!Number.isSafeInteger(given.end) || now >= given.end) return false;
  const expected = Buffer.from(mac(key, link, given.end));
  const offered = Buffer.from(given.mac);
  return expected.length === offered.length && timingSafeEqual(expected, offered);
}

const mac = (key: Uint8Array, link: ArtworkLink, end: Instant): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([link.work, link.kind, link.sha256, link.territory, link.screen, link.model, end]))
    .digest('base64url');
