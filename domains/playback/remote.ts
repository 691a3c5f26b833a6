/**
 * One screen of a household steers what another plays, and offers its play to another. Orders and offers are words for
 * the screen concerned: what may be shown is decided where a play starts and at its heartbeats, never here.
 */
import { type Id, type Instant, MINUTE_MS, ok, type Result, refuse, SECOND_MS } from '@duoping/kit';
import { type ElsewhereRequest, whyNot } from './elsewhere.ts';
import { isRunning, type Play } from './play.ts';
import type { PlaybackPorts } from './ports.ts';
import { because, type Refusal } from './reason.ts';

/** To stop is no order: `stopElsewhere` lets the stream go even when the screen is cut off. */
export type Order =
  | { readonly kind: 'play' | 'pause' }
  /** Whole seconds on, or back when negative. */
  | { readonly kind: 'skip'; readonly seconds: number };

/** `number` counts up within a play, so that its screen can say which was the last it carried out. */
export type NumberedOrder = Order & { readonly number: number };

/** What was said to the screens of a household. It may be forgotten after `ORDER_MS` and `OFFER_MS`. */
export interface RemoteStore {
  /** Said again with the same id, it is the same order. */
  give(given: { play: Id<'play'>; id: string; order: Order; at: Instant }): Promise<void>;
  /** Of a number above `after` and given at or after `since`, in the order they were given. */
  orders(of: { play: Id<'play'>; after: number; since: Instant }): Promise<readonly NumberedOrder[]>;
  /** A play is offered to one screen: the newest offer counts. */
  offer(offer: { play: Id<'play'>; device: Id<'device'>; at: Instant }): Promise<void>;
  /** What was offered to the device at or after the instant. */
  offersTo(device: Id<'device'>, since: Instant): Promise<readonly Id<'play'>[]>;
}

/** An order that its screen didn't hear of in time isn't carried out any more: nobody is pressing now. */
export const ORDER_MS = 10 * SECOND_MS;
export const OFFER_MS = 2 * MINUTE_MS;

export interface RemotePorts {
  readonly playback: PlaybackPorts;
  readonly remote: RemoteStore;
}

export interface SteerRequest {
  readonly play: Id<'play'>;
  /** Of the screen that steers. */
  readonly household: Id<'household'>;
  /** Made by that screen, once for each press. */
  readonly id: string;
  readonly order: Order;
}

export async function steerPlay(ports: RemotePorts, request: SteerRequest): Promise<Result<null, Refusal>> {
  const running = await runningOf(ports, request);
  if (!running.ok) return running;
  const { play, at } = running.value;
  await ports.remote.give({ play: play.id, id: request.id, order: request.order, at });
  return ok(null);
}

/** What the play's own screen is to do, after the last order it carried out. */
export async function ordersFor(
  ports: RemotePorts,
  request: { play: Id<'play'>; device: Id<'device'>; after: number },
): Promise<Result<readonly NumberedOrder[], Refusal>> {
  const now = ports.playback.clock.read();
  if (!now.trusted) return refuse(because('clock-untrusted'));
  const play = await ports.playback.plays.byId(request.play);
  if (play?.device !== request.device) return refuse(because('unknown-play'));
  if (play.ended) return refuse(because(play.ended.reason));
  return ok(await ports.remote.orders({ play: play.id, after: request.after, since: now.at - ORDER_MS }));
}

/** Offers a running play to another screen of its household: decided for that screen now, and again when it takes it. */
export async function offerPlay(
  ports: RemotePorts,
  request: { play: Id<'play'>; household: Id<'household'>; to: ElsewhereRequest },
): Promise<Result<null, Refusal>> {
  const running = await runningOf(ports, request);
  if (!running.ok) return running;
  const { play, at } = running.value;
  const refused = await whyNot(ports.playback, request.to, play);
  if (refused) return refuse(refused);
  await ports.remote.offer({ play: play.id, device: request.to.device, at });
  return ok(null);
}

/** What other screens offer to this one now. */
export async function offersTo(
  { playback, remote }: RemotePorts,
  device: Id<'device'>,
): Promise<readonly Id<'play'>[]> {
  const now = playback.clock.read();
  return now.trusted ? remote.offersTo(device, now.at - OFFER_MS) : [];
}

async function runningOf(
  { playback }: RemotePorts,
  request: { play: Id<'play'>; household: Id<'household'> },
): Promise<Result<{ play: Play; at: Instant }, Refusal>> {
  const now = playback.clock.read();
  if (!now.trusted) return refuse(because('clock-untrusted'));
  const play = await playback.plays.byId(request.play);
  if (play?.household !== request.household) return refuse(because('unknown-play'));
  if (play.ended) return refuse(because(play.ended.reason));
  if (!isRunning(play, now.at)) return refuse(because('lease-expired'));
  return ok({ play, at: now.at });
}
