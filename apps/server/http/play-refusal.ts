/** Why a play can't start or go on, as HTTP says it. */
import { formatInstant, type Id, type Instant } from '@duoping/kit';
import type { FastifyReply } from 'fastify';
import { goesOnIn, type Play, type PlaybackPorts, type PlayReason, type Refusal } from '#playback';
import { refuseWith } from './app.ts';

/** A refusal of the core as an HTTP status. Everything that isn't here is a matter of rights: 403. */
const STATUS: Partial<Record<PlayReason, number>> = {
  malformed: 400,
  'unknown-play': 404,
  'unknown-work': 404,
  'stream-limit': 409,
  'not-ready': 409,
  'clock-untrusted': 503,
  'rights-unconfirmed': 503,
};

/** `over` is the status for a play that has ended, where 403 would hide that there is nothing left to renew. */
export function refusePlay(
  reply: FastifyReply,
  refusal: Refusal,
  extra: Record<string, unknown> = {},
  over = 403,
): FastifyReply {
  const { reason, reasons, until } = refusal;
  return refuseWith(reply, STATUS[reason] ?? over, { reason, reasons, until: untilText(until), ...extra });
}

export const untilText = (until: Instant | null): string | null => (until === null ? null : formatInstant(until));

/** What a viewer is told of another screen's play. */
export interface OtherPlays {
  readonly playback: PlaybackPorts;
  readonly factsOf: (play: Play, language: string | undefined) => Promise<{ readonly title: string }>;
  readonly deviceName: (device: string) => Promise<string>;
}

export const otherPlay = async (ports: OtherPlays, play: Play, language?: string) => ({
  playId: play.id,
  deviceName: await ports.deviceName(play.device),
  title: (await ports.factsOf(play, language)).title,
});

/** Tells a screen that its play has ended; where it went on elsewhere, also on which screen. */
export async function refuseEnded(
  reply: FastifyReply,
  refusal: Refusal,
  of: { ports: OtherPlays; play: Id<'play'>; household: Id<'household'> },
): Promise<FastifyReply> {
  if (refusal.reason !== 'continued-elsewhere') return refusePlay(reply, refusal, {}, 410);
  const next = await goesOnIn(of.ports.playback, { id: of.play, household: of.household });
  return refusePlay(reply, refusal, next ? { others: [await otherPlay(of.ports, next)] } : {}, 410);
}
