/** Between a device and a node: requests and answers that are lost, late, doubled, or kept and sent again. */
import { SECOND_MS } from '@duoping/kit';
import type { Server, SimulatedNode } from './node.ts';
import type { World } from './world.ts';

const TIMEOUT_MS = 4 * SECOND_MS;
/** How late a copy may be that somebody kept and sends again. */
const REPLAYED_MS = { from: 20 * SECOND_MS, to: 150 * SECOND_MS } as const;

/** The answer, or `lost` when none came in time, whatever became of the request. */
export function call<T>(world: World, node: SimulatedNode, act: (server: Server) => Promise<T>): Promise<T | 'lost'> {
  const { time } = world;
  return new Promise((resolve) => {
    time.after(TIMEOUT_MS, () => resolve('lost'));
    const delays = [delay(world)];
    if (world.strikes('doubled')) delays.push(world.chance.between(0, 20 * SECOND_MS));
    if (world.strikes('replayed')) delays.push(world.chance.between(REPLAYED_MS.from, REPLAYED_MS.to));
    for (const late of delays) {
      if (world.strikes('lostRequest')) continue;
      time.after(late, () => {
        if (!node.up() || !node.reachable()) return;
        const life = node.life();
        const answered = node.awake().then(() => (node.life() === life ? act(node.server) : dead<T>()));
        answered.then(
          (answer) => {
            if (!world.strikes('lostAnswer') && node.reachable()) time.after(delay(world), () => resolve(answer));
          },
          () => {
            world.count('request failed');
            time.after(delay(world), () => resolve('lost'));
          },
        );
      });
    }
  });
}

const delay = (world: World): number =>
  world.strikes('slowNetwork') ? world.chance.between(200, 8 * SECOND_MS) : world.chance.between(2, 60);

/** What was begun in another life never ends. */
const dead = <T>(): Promise<T> => new Promise(() => {});
