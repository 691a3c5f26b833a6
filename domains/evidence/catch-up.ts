/** How far the log is behind the receipts, and the way to bring it up to one of them. */
import type { Instant } from '@duoping/kit';
import type { SequencerPorts } from './ports.ts';
import { logRootAt } from './prove-log.ts';
import { sequence } from './sequence.ts';

/**
 * Brings every receipt up to a position into the log, and answers with the shortest log that holds them all. No receipt can
 * come any more at or before that position then. Undefined when `pause` says that it took too long: somebody has been
 * writing a receipt all the while.
 */
export async function sequenceThrough(
  ports: SequencerPorts,
  position: bigint,
  pause: () => Promise<boolean>,
): Promise<{ readonly size: number; readonly root: Uint8Array } | undefined> {
  while ((await ports.log.reached()).low < position) {
    const added = await sequence(ports);
    const isWaiting = added === 'busy' || (added === 0 && (await ports.log.reached()).low < position);
    if (isWaiting && !(await pause())) return undefined;
  }
  const size = await ports.log.sizeThrough(position);
  return { size, root: await logRootAt(ports.log, size) };
}

/** When the oldest committed receipt that has no leaf yet was made; undefined when the log holds them all. */
export async function waitingSince({ feed, log }: Pick<SequencerPorts, 'feed' | 'log'>): Promise<Instant | undefined> {
  const { low, ahead } = await log.reached();
  const [oldest] = await feed.read({ after: low, except: ahead, most: 1 });
  return oldest?.receipt.to;
}
