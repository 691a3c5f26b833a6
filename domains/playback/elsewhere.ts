/** What a household's screens play now, and whether one of them may take a play over: said before anything moves. */
import type { Id, Territory } from '@duoping/kit';
import { permit } from './permission.ts';
import { isRunning, type Play } from './play.ts';
import type { PlaybackPorts } from './ports.ts';
import { because, type Refusal } from './reason.ts';
import { placeAt } from './resume.ts';

export interface ElsewhereRequest {
  /** The screen that asks, or that a play would go to. */
  readonly device: Id<'device'>;
  readonly territory: Territory | null;
  readonly profile?: Id<'profile'>;
}

export interface RunningPlay {
  readonly play: Play;
  readonly positionMs: number;
  /** Why it couldn't go on at the screen that asks; null when it could. */
  readonly refused: Refusal | null;
}

/** The running plays of the asking device's household, its own among them, oldest first. */
export async function householdPlays(ports: PlaybackPorts, request: ElsewhereRequest): Promise<readonly RunningPlay[]> {
  const now = ports.clock.read();
  if (!now.trusted) return [];
  const viewing = await ports.viewers.viewing(request.device, now.at, request.profile);
  if (viewing === undefined || viewing === 'unknown-profile') return [];
  const plays = await ports.plays.unended({ household: viewing.household.id });
  const running = plays.filter((play) => isRunning(play, now.at));
  return Promise.all(
    running.map(async (play) => ({
      play,
      positionMs: placeAt(play, now.at),
      refused: play.device === request.device ? null : await whyNot(ports, request, play),
    })),
  );
}

/** Why the play couldn't go on at the device; null when it could. Asked again, and then for good, when it moves. */
export async function whyNot(
  ports: PlaybackPorts,
  { device, territory, profile }: ElsewhereRequest,
  { work, household }: Play,
): Promise<Refusal | null> {
  const now = ports.clock.read();
  if (!now.trusted) return because('clock-untrusted');
  const viewing = await ports.viewers.viewing(device, now.at, profile);
  if (viewing === undefined || viewing === 'unknown-profile') return because(viewing ?? 'device-removed');
  if (viewing.household.id !== household) return because('device-removed');
  const assets = await ports.assets.ready(work);
  const permitted = permit({ viewing, territory, work, assets, rights: ports.rights.current(), now });
  return permitted.ok ? null : permitted.reason;
}

/** Where a play went on that ended as `continued-elsewhere`, as long as it runs there. */
export async function goesOnIn(
  ports: Pick<PlaybackPorts, 'plays'>,
  play: Pick<Play, 'id' | 'household'>,
): Promise<Play | undefined> {
  return (await ports.plays.unended({ household: play.household })).find(({ from }) => from === play.id);
}
