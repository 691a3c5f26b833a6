/** One run: a seed makes a world, its faults and its people; every step is checked; the same seed makes the same trace. */
import { asId, type Instant, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import { simulatedDevice } from './device.ts';
import { type Watch, watchOver } from './invariants.ts';
import { isWithdrawn, restore, WORKS } from './licences.ts';
import { type Plant, type Server, simulatedNode } from './node.ts';
import { aWorld, START, Violation, type World } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly steps: number;
  readonly simulatedMinutes: number;
  /** Equal for equal seeds and steps, on any machine. */
  readonly hash: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly violation: { readonly invariant: string; readonly message: string } | null;
}

const NODES = 3;

export async function simulate(options: { seed: number; steps: number; plant?: Plant }): Promise<Outcome> {
  const world = await aWorld(options.seed);
  const plant = options.plant ?? {};
  world.plays = plant.plays?.(world) ?? world.truth;
  const watch = watchOver(world);
  let violation: Violation | null = null;
  const noted = noting(watch, (found) => {
    violation ??= found;
  });
  const withKeys = (server: Server): Server => watchKeys(plant.server?.(server, world) ?? server, world, noted);
  const names = Array.from({ length: NODES }, (_, index) => `node-${index}`);
  const nodes = names.map((name) => simulatedNode(world, name, { ...plant, server: withKeys }));
  for (const screening of world.screenings) simulatedDevice(world, noted, nodes, screening);
  operate(world);

  let steps = 0;
  while (steps < options.steps && violation === null && world.time.step()) {
    steps++;
    await settled();
    noted.check();
    if (steps % 64 === 0) world.trace(`${steps} ${world.truth.receipts.length} ${world.truth.plays.size}`);
  }
  for (const receipt of world.truth.receipts) world.trace(JSON.stringify(receipt));
  const found = violation as Violation | null; // set from a callback, which the flow of types doesn't see
  return {
    seed: options.seed,
    steps,
    simulatedMinutes: Math.round((world.time.now() - START) / MINUTE_MS),
    hash: world.hash(),
    counts: world.counts,
    violation: found && { invariant: found.invariant, message: found.message },
  };
}

/** Lets everything that an event set going run until it waits for the next event. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What operators and members do: withdraw a film, put it back, cancel a subscription, remove a device. */
function operate(world: World): void {
  const { chance, time } = world;
  const act = (): void => {
    time.after(chance.between(10, 60) * SECOND_MS, act);
    const work = chance.pick(WORKS);
    if (isWithdrawn(world.facts, work, time.now())) world.publish(restore(world.facts, work, time.now()));
    else if (chance.flip(0.2)) world.withdraw(work);
    const household = chance.pick([...world.limits.keys()]);
    if (chance.flip(0.02)) void cancel(world, household, time.now());
    if (world.strikes('endsSoon')) void cancel(world, household, time.now() + chance.between(1, 30) * SECOND_MS);
    if (world.strikes('limitLowered')) void lower(world, household);
    if (world.strikes('houseOffline'))
      world.houseOfflineUntil.set(household, time.now() + chance.between(5, 120) * SECOND_MS);
    if (world.strikes('databaseDown')) world.databaseDownUntil = time.now() + chance.between(1, 60) * SECOND_MS;
    if (chance.flip(0.04)) void remove(world, chance.pick(world.screenings).id);
  };
  time.after(MINUTE_MS, act);
}

async function cancel(world: World, household: string, at: Instant): Promise<void> {
  if (world.cancelledAt.has(household)) return;
  world.count('subscription cancelled');
  world.cancelledAt.set(household, at);
  for (const one of world.held.get(household) ?? []) {
    const end = Math.max(one.window.start, Math.min(one.window.end ?? at, at));
    await world.subscriptions.put({ ...one, window: { start: one.window.start, end } });
  }
}

/** One stream less for some minutes: what runs goes on, what is started counts by the new limit. */
async function lower(world: World, household: string): Promise<void> {
  const known = await world.households.byId(asId(household));
  const limits = world.limits.get(household) ?? [];
  const [first] = limits;
  if (!known || !first || known.streamLimit < first.streams) return;
  const set = async (streams: number): Promise<void> => {
    await world.households.put({ ...known, streamLimit: streams });
    limits.push({ since: world.time.now(), streams });
  };
  await set(first.streams - 1);
  world.time.after(world.chance.between(1, 10) * MINUTE_MS, () => void set(first.streams));
}

async function remove(world: World, device: string): Promise<void> {
  const owner = world.screenings.find((one) => one.id === device)?.household;
  if (owner === undefined || world.removedAt.has(device)) return;
  world.count('device removed');
  world.removedAt.set(device, world.time.now());
  await world.devices.remove(asId(device), asId(owner), world.time.now());
}

/** Keys are judged as they leave the node. */
const watchKeys = (server: Server, world: World, watch: Watch): Server => ({
  ...server,
  async start(request) {
    const answer = await server.start(request);
    const screening = world.screenings.find((one) => one.id === request.device);
    const play = answer.ok && world.truth.plays.get(answer.value.play.id);
    if (play && screening && answer.value.keys) watch.keyed(play, screening, answer.value.keys.kids);
    return answer;
  },
  async keys(request) {
    const answer = await server.keys(request);
    const play = world.truth.plays.get(request.play);
    const screening = world.screenings.find((one) => one.id === request.device);
    if (answer.ok && play && screening) watch.keyed(play, screening, answer.value.kids);
    return answer;
  },
});

/** A violation is noted where it happens and ends the run after the step, whoever's promise it happened in. */
function noting(watch: Watch, note: (found: Violation) => void): Watch {
  const guard =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args): void => {
      try {
        act(...args);
      } catch (error) {
        if (!(error instanceof Violation)) throw error;
        note(error);
      }
    };
  return {
    used: guard(watch.used),
    keyed: guard(watch.keyed),
    shown: guard(watch.shown),
    acknowledged: guard(watch.acknowledged),
    check: guard(watch.check),
  };
}
