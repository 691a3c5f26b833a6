/** The ways a play ends: by its own screen, from another one, with its device, with its rights, or by silence. */
import { type Id, MINUTE_MS, ok, type Result, refuse } from '@duoping/kit';
import { accountBeat } from './beat.ts';
import { permit } from './permission.ts';
import type { Play } from './play.ts';
import type { PlaybackPorts } from './ports.ts';
import { because, isPassing, type PlayReason, type Refusal } from './reason.ts';
import type { BeatRequest } from './renew-play.ts';
import { readBeat } from './watched.ts';

const WRITE_TRIES = 3;
/** How long a lapsed play may still be taken up again where it was, before the sweep ends it. */
export const LINGER_MS = MINUTE_MS;

/** The screen stops: its last watched time counts. To stop what has ended changes nothing and is fine. */
export async function stopPlay(
  ports: Pick<PlaybackPorts, 'plays' | 'clock'>,
  request: Omit<BeatRequest, 'territory'>,
): Promise<Result<null, Refusal>> {
  for (let attempt = 0; attempt < WRITE_TRIES; attempt++) {
    const now = ports.clock.read();
    const play = await ports.plays.byId(request.play);
    if (play?.device !== request.device) return refuse(because('unknown-play'));
    if (play.ended) return ok(null);
    const beat = readBeat(request.beat, play.durationMs);
    if (!beat) return refuse(because('malformed'));
    const fresh = now.trusted && beat.sequence > play.heard.sequence;
    const at = now.trusted ? now.at : play.heard.at;
    const counted = fresh ? accountBeat(play, beat, at) : { play: { ...play, version: play.version + 1 } };
    const stopped: Play = { ...counted.play, ended: { at, reason: 'stopped' } };
    if (await ports.plays.write({ ...counted, play: stopped })) return ok(null);
  }
  throw new Error(`Play ${request.play} was written by others ${WRITE_TRIES} times in a row`);
}

/** Another screen of the household frees a slot: the stopped screen learns of it at its next heartbeat. */
export async function stopElsewhere(
  ports: Pick<PlaybackPorts, 'plays' | 'clock'>,
  request: { play: Id<'play'>; household: Id<'household'> },
): Promise<Result<null, Refusal>> {
  const play = await ports.plays.byId(request.play);
  if (play?.household !== request.household) return refuse(because('unknown-play'));
  await endWith(ports, play, 'stopped-elsewhere');
  return ok(null);
}

/** Everything a removed device plays. */
export async function endPlaysOfDevice(
  ports: Pick<PlaybackPorts, 'plays' | 'clock'>,
  device: Id<'device'>,
): Promise<number> {
  const plays = await ports.plays.unended({ device });
  for (const play of plays) await endWith(ports, play, 'device-removed');
  return plays.length;
}

/** After a work's rights changed: each of its plays is judged anew, and those not allowed any more end with the reason. */
export async function endPlaysOf(ports: PlaybackPorts, work: string): Promise<number> {
  const now = ports.clock.read();
  if (!now.trusted) return 0;
  let ended = 0;
  for (const play of await ports.plays.unended({ work })) {
    const viewing = await ports.viewers.viewing(play.device, now.at, play.profile);
    if (viewing === undefined || viewing === 'unknown-profile') {
      await endWith(ports, play, viewing ?? 'device-removed');
      ended++;
      continue;
    }
    const assets = await ports.assets.ready(work);
    const playing = play.permission;
    const { territory } = play;
    const permitted = permit({ viewing, territory, work, assets, playing, rights: ports.rights.current(), now });
    if (permitted.ok || isPassing(permitted.reason.reason)) continue;
    await endWith(ports, play, permitted.reason.reason);
    ended++;
  }
  return ended;
}

/** After any change of the rights: every running play is judged anew. A work that can't be judged is told at the end, after all others. */
export async function endPlaysNotPermitted(ports: PlaybackPorts): Promise<number> {
  let ended = 0;
  const failures: unknown[] = [];
  for (const work of await ports.plays.worksPlaying()) {
    try {
      ended += await endPlaysOf(ports, work);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `The plays of ${failures.length} works were not judged`);
  return ended;
}

/** The sweep. Slots are free without it; it only writes down what silence has ended. */
export async function expirePlays(ports: Pick<PlaybackPorts, 'plays' | 'clock'>): Promise<number> {
  const now = ports.clock.read();
  return now.trusted ? ports.plays.endLapsed(now.at - now.errorMs - LINGER_MS) : 0;
}

async function endWith(ports: Pick<PlaybackPorts, 'plays' | 'clock'>, play: Play, reason: PlayReason): Promise<void> {
  for (let current: Play | undefined = play; current && !current.ended; current = await ports.plays.byId(play.id)) {
    const now = ports.clock.read();
    const at = now.trusted ? now.at : current.heard.at;
    const ended = { ...current, ended: { at, reason }, version: current.version + 1 };
    if (await ports.plays.write({ play: ended })) return;
  }
}
