/** Which content keys a play may have now: those of the tracks that this moment's decision allows, and no others. */
import { type Id, type Instant, ok, type Result, refuse, type Territory } from '@duoping/kit';
import type { ClockReading } from './clock-trust.ts';
import { permit } from './permission.ts';
import { isRunning, type Play } from './play.ts';
import type { PlaybackPorts } from './ports.ts';
import { because, type Refusal } from './reason.ts';
import type { PlayableAsset } from './tracks.ts';

export interface KeysRequest {
  readonly play: Id<'play'>;
  readonly device: Id<'device'>;
  readonly territory: Territory | null;
  /** 32 hex digits each, as the player asked. */
  readonly kids: readonly string[];
}

/** The kids to hand out keys for. They may be used until `until`, which a heartbeat can put off. */
export interface AllowedKeys {
  /** The packaged media whose keys they are. */
  readonly asset: string;
  readonly kids: readonly string[];
  readonly until: Instant;
}

const WRITE_TRIES = 5;

export async function keysForPlay(ports: PlaybackPorts, request: KeysRequest): Promise<Result<AllowedKeys, Refusal>> {
  for (let attempt = 0; attempt < WRITE_TRIES; attempt++) {
    const answer = await keysOnce(ports, request);
    if (answer !== 'lost') return answer;
  }
  throw new Error(`Play ${request.play} was written by others ${WRITE_TRIES} times in a row`);
}

async function keysOnce(ports: PlaybackPorts, request: KeysRequest): Promise<Result<AllowedKeys, Refusal> | 'lost'> {
  const now = ports.clock.read();
  if (!now.trusted) return refuse(because('clock-untrusted'));
  const play = await runningPlay(ports, request);
  if (!play.ok) return play;

  const { territory } = request;
  const { device, profile, work } = play.value;
  const viewing = await ports.viewers.viewing(device, now.at, profile);
  if (viewing === undefined) return refuse(because('device-removed'));
  if (viewing === 'unknown-profile') return refuse(because('unknown-profile'));
  const assets = await ports.assets.ready(work);
  const playing = play.value.permission;
  const permitted = permit({ viewing, territory, work, assets, playing, rights: ports.rights.current(), now });
  if (!permitted.ok) return refuse(permitted.reason);

  const { permission, lease } = permitted.value;
  const asset = assets.find(({ id }) => id === permission.asset);
  const allowed = asset ? kidsOf(asset, permission.tracks) : [];
  const kids = request.kids.filter((kid) => allowed.includes(kid));
  if (kids.length === 0) return refuse(because('no-key'));

  const issue = { id: ports.ids.next<'key-issue'>(), at: now.at };
  const keyed: Play = {
    ...play.value,
    key: play.value.key ?? { issue: issue.id, at: issue.at },
    version: play.value.version + 1,
  };
  const keyIssue = { ...issue, play: keyed.id, kids, grant: permission.grant, epoch: permission.epoch };
  if (!(await ports.plays.write({ play: keyed, keyIssue }))) return 'lost';
  const until = Math.min(play.value.lease.until, lease.until);
  return isPast(ports.clock.read(), until)
    ? refuse(because('lease-expired'))
    : ok({ asset: playing.asset, kids, until });
}

/** The write may have taken its time: a key is not handed out after the end it was meant for. */
export const isPast = (now: ClockReading, until: Instant): boolean => !now.trusted || now.at + now.errorMs >= until;

/** The content keys of these tracks, each once. */
export const kidsOf = (asset: PlayableAsset, tracks: readonly string[]): readonly string[] => [
  ...new Set(asset.tracks.flatMap(({ id, kid }) => (kid !== null && tracks.includes(id) ? [kid] : []))),
];

/** The play, if this device plays it at this moment: what manifests and keys are given for. */
export async function runningPlay(
  ports: Pick<PlaybackPorts, 'plays' | 'clock'>,
  request: { play: Id<'play'>; device: Id<'device'> },
): Promise<Result<Play, Refusal>> {
  const now = ports.clock.read();
  if (!now.trusted) return refuse(because('clock-untrusted'));
  const play = await ports.plays.byId(request.play);
  if (play?.device !== request.device) return refuse(because('unknown-play'));
  if (play.ended) return refuse(because(play.ended.reason));
  return isRunning(play, now.at + now.errorMs) ? ok(play) : refuse(because('lease-expired'));
}
