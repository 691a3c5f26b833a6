/** What the tests of use cases say over and over: press OK, get the keys, send a heartbeat. */
import { asId, SECOND_MS } from '@duoping/kit';
import { keysForPlay, renewPlay, startPlay } from './index.ts';
import { type Evening, FILM, TV } from './testing-evening.ts';

export const start = (evening: Evening, device = TV, territory: string | null = 'CN') =>
  startPlay(evening.ports, { device, work: FILM, territory });

export async function playing(evening: Evening, device = TV) {
  const started = await start(evening, device);
  if (!started.ok) throw new Error(started.reason.reason);
  const { play } = started.value;
  const keys = await keysForPlay(evening.ports, { play: play.id, device, territory: 'CN', kids: ['hd', 'audio'] });
  if (!keys.ok) throw new Error(keys.reason.reason);
  return play.id;
}

export type Watched = readonly (readonly [number, number])[];

export const beatOf = (sequence: number, watched: Watched, state: 'playing' | 'paused' = 'playing') => ({
  sequence,
  state,
  positionSeconds: watched.at(-1)?.[1] ?? 0,
  watched,
});

export const beat = (evening: Evening, play: string, sequence: number, watched: Watched, device = TV) =>
  renewPlay(evening.ports, { play: asId(play), device, territory: 'CN', beat: beatOf(sequence, watched) });

export const reasonOf = (answer: { ok: true } | { ok: false; reason: { reason: string } }) =>
  answer.ok ? 'ok' : answer.reason.reason;

export const secondsOf = (evening: Evening) =>
  evening.plays.receipts.reduce((sum, receipt) => sum + receipt.watchedMs, 0) / SECOND_MS;

export const tokenOf = (token: string): { expiresAt: number; tracks: string[] } =>
  JSON.parse(token) as { expiresAt: number; tracks: string[] }; // the evening's tokens are these claims as text
