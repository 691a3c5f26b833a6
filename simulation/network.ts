/** Between a device and a node: requests and answers that are lost, late or doubled. */
import { SECOND_MS } from '@duoping/kit';
import type { Server, SimulatedNode } from './node.ts';
import type { World } from './world.ts';

const TIMEOUT_MS = 4 * SECOND_MS;

/** The answer, or `lost` when none came in time, whatever became of the request. */
export function call<T>(world: World, node: SimulatedNode, act: (server: Server) => Promise<T>): Promise<T | 'lost'> {
  const { chance, time, faults } = world;
  return new Promise((resolve) => {
    time.after(TIMEOUT_MS, () => resolve('lost'));
    const copies = chance.flip(faults.doubled) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      if (copy > 0) world.count('request doubled');
      if (chance.flip(faults.lostRequest)) {
        world.count('request lost');
        continue;
      }
      time.after(delay(world, copy), () => {
        if (!node.up()) return;
        act(node.server).then(
          (answer) => {
            if (chance.flip(faults.lostAnswer)) world.count('answer lost');
            else time.after(delay(world, 0), () => resolve(answer));
          },
          () => {
            world.count('request failed');
            time.after(delay(world, 0), () => resolve('lost'));
          },
        );
      });
    }
  });
}

/** A second copy may come as late as twenty seconds after the first. */
function delay({ chance, faults }: World, copy: number): number {
  if (copy > 0) return chance.between(0, 20 * SECOND_MS);
  return chance.flip(faults.slowNetwork) ? chance.between(200, 8 * SECOND_MS) : chance.between(2, 60);
}
