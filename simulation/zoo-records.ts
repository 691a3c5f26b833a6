/** Bugs planted where it is written down: claims, heartbeats and receipts. */
import { SECOND_MS } from '@duoping/kit';
import type { Receipt } from '#evidence';
import type { Play } from '#playback';
import type { Plant, Server } from './node.ts';
import type { World } from './world.ts';

export const RECORD_BUGS: Readonly<Record<string, Plant>> = {
  'only plays of the same film count against the limit': {
    plays: ({ truth }) => ({
      ...truth,
      async claim(claim) {
        const { play, limit } = claim;
        const others = await truth.unended({ household: play.household });
        return truth.claim({ ...claim, limit: limit + others.filter(({ work }) => work !== play.work).length });
      },
    }),
  },
  'a film that goes on elsewhere goes on here too': {
    plays: ({ truth }) => ({
      ...truth,
      claim: ({ play, limit, ...rest }) =>
        truth.claim({ ...rest, play: fromNowhere(play), limit: play.from ? limit + 1 : limit }),
    }),
  },
  'a receipt is written twice': {
    plays: (world) => receipts(world, (receipt, book) => [receipt, ...(book.length % 7 === 0 ? [receipt] : [])]),
  },
  'a receipt cites the licence of the next lease': {
    plays: ({ truth }) => ({
      ...truth,
      write: (change) => {
        const { grant, epoch } = change.play.permission;
        return truth.write({ ...change, receipt: change.receipt && { ...change.receipt, grant, epoch } });
      },
    }),
  },
  'a receipt says a little more than its intervals': {
    plays: (world) => receipts(world, (receipt) => [{ ...receipt, watchedMs: receipt.watchedMs + 1 }]),
  },
  'a receipt names a key issue that never was': {
    plays: (world) => receipts(world, (receipt) => [{ ...receipt, keyIssue: 'none' }]),
  },
  'a receipt names the screen that most people have': {
    plays: (world) => receipts(world, (receipt) => [{ ...receipt, screen: 'tv' }]),
  },
  'a receipt names the operator’s own territory': {
    plays: (world) => receipts(world, (receipt) => [{ ...receipt, territory: 'CN' }]),
  },
  'a receipt names the device of the household’s first screen': {
    plays: (world) => receipts(world, (receipt) => [{ ...receipt, device: 'tv-0' }]),
  },
  'a receipt reaches back to before its lease': {
    plays: (world) => receipts(world, (receipt) => [{ ...receipt, from: receipt.from - 50 * SECOND_MS }]),
  },
  'a receipt reaches on to the end of the next lease': {
    plays: (world) => receipts(world, (receipt) => [{ ...receipt, to: receipt.to + 50 * SECOND_MS }]),
  },
  'a receipt counts a second more at its end': {
    plays: (world) => receipts(world, (receipt) => [oneSecondMore(receipt)]),
  },
  'a heartbeat is acknowledged before it is written': {
    plays: ({ truth, time, chance }) => ({
      ...truth,
      async write(change) {
        if (!chance.flip(0.2)) return truth.write(change);
        time.after(5 * SECOND_MS, () => void truth.write(change));
        return true;
      },
    }),
  },
  'the last to write wins': {
    plays: ({ truth }) => ({
      ...truth,
      async write(change) {
        const stored = truth.plays.get(change.play.id);
        return truth.write({ ...change, play: { ...change.play, version: (stored?.version ?? 0) + 1 } });
      },
    }),
  },
  'half of an act is written: the receipt without its play': {
    plays: (world) => ({
      ...world.truth,
      async write(change) {
        if (!change.receipt || !world.chance.flip(0.1)) return world.truth.write(change);
        bookOf(world).push(change.receipt);
        throw new Error('written by half');
      },
    }),
  },
  'whoever says a heartbeat is taken for the screen that plays': {
    server: (server, world) =>
      beating(server, (request) => ({
        ...request,
        device: world.truth.plays.get(request.play)?.device ?? request.device,
      })),
  },
  'what can’t be read in a heartbeat is read as if all had been watched': {
    server: (server) =>
      beating(server, (request) => {
        const { beat } = request;
        const sound = beat.positionSeconds >= 0 && beat.watched.every(([from, to]) => from <= to);
        return sound ? request : { ...request, beat: { ...beat, positionSeconds: 60, watched: [[0, 60]] } };
      }),
  },
};

const fromNowhere = ({ from: _from, ...play }: Play): Play => play;

const oneSecondMore = (receipt: Receipt): Receipt => ({
  ...receipt,
  watchedMs: receipt.watchedMs + SECOND_MS,
  intervals: receipt.intervals.map(([from, to], at, { length }) => [from, at === length - 1 ? to + SECOND_MS : to]),
});

/** Receipts written otherwise than they are; the first that it makes takes part in the act. */
const receipts = (
  world: World,
  change: (receipt: Receipt, book: readonly Receipt[]) => readonly Receipt[],
): World['plays'] => ({
  ...world.truth,
  async write(act) {
    const [first, ...more] = act.receipt ? change(act.receipt, world.truth.receipts) : [];
    const written = await world.truth.write({ ...act, receipt: first });
    if (written) bookOf(world).push(...more);
    return written;
  },
});

/** The store's own list, which only a bug writes to. */
const bookOf = ({ truth }: World): Receipt[] => truth.receipts as Receipt[]; // it is one: see memoryPlays

const beating = (
  server: Server,
  change: (request: Parameters<Server['beat']>[0]) => Parameters<Server['beat']>[0],
): Server => ({
  ...server,
  beat: (request) => server.beat(change(request)),
});
