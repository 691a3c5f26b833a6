/** A screen asks to play a work: every step from the device to the token, in order. */
import { type Id, ok, type Result, refuse, type Territory } from '@duoping/kit';
import { type AllowedKeys, isPast, kidsOf } from './keys-for-play.ts';
import { HEARTBEAT_SECONDS, type Lent, lend } from './lent.ts';
import { permit, type Viewing } from './permission.ts';
import type { Play } from './play.ts';
import type { PlaybackPorts } from './ports.ts';
import { because, type Refusal } from './reason.ts';
import { beginAt, placeAt } from './resume.ts';

export interface StartRequest {
  readonly device: Id<'device'>;
  readonly work: string;
  /** Where the request comes from, as the edge could tell; null when it couldn't. */
  readonly territory: Territory | null;
  readonly profile?: Id<'profile'>;
  /** The play of another screen of the household that goes on here, from its place. */
  readonly from?: Id<'play'>;
  /** Whether the screen wants the keys at once: of the tracks that it was allowed, issued in the act that starts the play. */
  readonly keys?: boolean;
}

/** `keys` only when they were asked for, and there are any. */
export interface Started extends Lent {
  readonly positionMs: number;
  readonly keys?: AllowedKeys;
}

/** `others` are the household's plays that hold its slots, when `reason` is `stream-limit`. */
export interface StartRefusal extends Refusal {
  readonly others: readonly Play[];
}

export async function startPlay(ports: PlaybackPorts, request: StartRequest): Promise<Result<Started, StartRefusal>> {
  const now = ports.clock.read();
  if (!now.trusted) return refuseStart(because('clock-untrusted'));

  const { profile, work } = request;
  const early = profile && ports.plays.resumeMark(profile, work); // where the screen says who is watching
  const [viewing, marked] = await Promise.all([ports.viewers.viewing(request.device, now.at, profile), early]);
  if (viewing === undefined) return refuseStart(because('device-removed'));
  if (viewing === 'unknown-profile') return refuseStart(because('unknown-profile'));

  const source = request.from === undefined ? undefined : await ports.plays.byId(request.from);
  if (request.from !== undefined && !belongs(source, request.work, viewing))
    return refuseStart(because('unknown-play'));

  const assets = await ports.assets.ready(request.work);
  const permitted = permit({ ...request, viewing, assets, rights: ports.rights.current(), now });
  if (!permitted.ok) return refuseStart(permitted.reason);
  const asset = assets.find(({ id }) => id === permitted.value.permission.asset);
  if (!asset || request.territory === null) throw new Error('Permitted without media or territory');

  const { permission, lease } = permitted.value;
  const kids = request.keys ? kidsOf(asset, permission.tracks) : [];
  const issue = kids.length === 0 ? null : { id: ports.ids.next<'key-issue'>(), at: now.at };
  const positionMs = source
    ? Math.min(placeAt(source, now.at), asset.durationMs)
    : beginAt(profile ? marked : await ports.plays.resumeMark(viewing.profile, work));
  const play: Play = {
    id: ports.ids.next<'play'>(),
    household: viewing.household.id,
    pseudonym: viewing.household.pseudonym,
    profile: viewing.profile,
    device: viewing.device,
    model: viewing.model.id,
    screen: viewing.model.screen,
    territory: request.territory,
    work: request.work,
    durationMs: asset.durationMs,
    startedAt: now.at,
    ...permitted.value,
    key: issue && { issue: issue.id, at: issue.at },
    heard: { sequence: 0, at: now.at, positionMs, creditMs: 0, accounted: [] },
    ...(source ? { from: source.id } : {}),
    ended: null,
    version: 1,
  };
  const { grant, epoch } = permission;
  const claimed = await ports.plays.claim({
    play,
    limit: viewing.household.streamLimit,
    lapsed: now.at - now.errorMs,
    ...(issue ? { keyIssue: { ...issue, play: play.id, kids, grant, epoch } } : {}),
  });
  if (!claimed.ok) return refuse({ ...because('stream-limit'), others: claimed.reason });
  const started = { ...lend(ports.tokens, play, HEARTBEAT_SECONDS), positionMs };
  const { until } = lease;
  // The claim may have taken its time: then it is the heartbeat that says why nothing plays.
  return ok(
    issue && !isPast(ports.clock.read(), until) ? { ...started, keys: { asset: asset.id, kids, until } } : started,
  );
}

/** What another household plays doesn't exist, and one title doesn't go on in another. */
const belongs = (source: Play | undefined, work: string, { household }: Viewing): boolean =>
  source !== undefined && source.household === household.id && source.work === work;

const refuseStart = (refusal: Refusal) => refuse({ ...refusal, others: [] });
