/**
 * A heartbeat: what was watched becomes a receipt, and the decision is asked anew for the next lease. Both are written
 * in one act, so what was acknowledged is kept. Said twice, it counts once and is answered the same.
 */
import { type Id, ok, type Result, refuse, type Territory } from '@duoping/kit';
import { accountBeat } from './beat.ts';
import { HEARTBEAT_SECONDS, type Lent, lend } from './lent.ts';
import { permit } from './permission.ts';
import type { Play } from './play.ts';
import type { PlaybackPorts } from './ports.ts';
import { because, isPassing, type Refusal } from './reason.ts';
import { type Beat, readBeat } from './watched.ts';

export interface BeatRequest {
  readonly play: Id<'play'>;
  /** Who sends it, by its access token. */
  readonly device: Id<'device'>;
  readonly territory: Territory | null;
  readonly beat: Parameters<typeof readBeat>[0];
}

/** A write that lost against another one is tried again on what the other left, at most this often. */
const WRITE_TRIES = 3;

export async function renewPlay(ports: PlaybackPorts, request: BeatRequest): Promise<Result<Lent, Refusal>> {
  for (let attempt = 0; attempt < WRITE_TRIES; attempt++) {
    const answer = await renewOnce(ports, request);
    if (answer !== 'lost') return answer;
  }
  throw new Error(`Play ${request.play} was written by others ${WRITE_TRIES} times in a row`);
}

async function renewOnce(ports: PlaybackPorts, request: BeatRequest): Promise<Result<Lent, Refusal> | 'lost'> {
  const now = ports.clock.read();
  if (!now.trusted) return refuse(because('clock-untrusted'));

  const play = await ports.plays.byId(request.play);
  if (play?.device !== request.device) return refuse(because('unknown-play'));
  if (play.ended) return refuse(because(play.ended.reason));
  const beat = readBeat(request.beat, play.durationMs);
  if (!beat) return refuse(because('malformed'));
  if (beat.sequence <= play.heard.sequence) return ok(lend(ports.tokens, play, HEARTBEAT_SECONDS));

  const viewing = await ports.viewers.viewing(play.device, now.at, play.profile);
  if (viewing === undefined) return end(ports, play, beat, now.at, because('device-removed'));
  if (viewing === 'unknown-profile') return end(ports, play, beat, now.at, because('unknown-profile'));
  const assets = await ports.assets.ready(play.work);
  const playing = play.permission;
  const { territory } = request;
  const permitted = permit({
    ...{ viewing, territory, work: play.work, assets, playing },
    ...{ rights: ports.rights.current(), now },
  });
  if (!permitted.ok) {
    if (isPassing(permitted.reason.reason)) return refuse(permitted.reason);
    return end(ports, play, beat, now.at, permitted.reason);
  }

  const counted = accountBeat(play, beat, now.at);
  const next: Play = { ...counted.play, ...permitted.value, territory: territory ?? play.territory };
  const written = await ports.plays.write({ ...counted, play: next });
  return written ? ok(lend(ports.tokens, next, HEARTBEAT_SECONDS)) : 'lost';
}

/** What was watched under the lease still counts; then it is over. */
async function end(
  ports: PlaybackPorts,
  play: Play,
  beat: Beat,
  at: number,
  refusal: Refusal,
): Promise<Result<Lent, Refusal> | 'lost'> {
  const counted = accountBeat(play, beat, at);
  const ended = { ...counted.play, ended: { at, reason: refusal.reason } };
  const written = await ports.plays.write({ ...counted, play: ended });
  return written ? refuse(refusal) : 'lost';
}
