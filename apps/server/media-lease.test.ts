import { expect, test } from 'vitest';
import { mediaLease } from './media-lease.ts';

/** A record of one asset, and a database that can go away before or after it wrote. */
function open() {
  let now = 0;
  let leaseEnd = 120;
  let away: 'no' | 'before' | 'after' = 'no';
  const lease = mediaLease({
    clock: { now: () => now },
    held: 120,
    lengthMs: 120,
    progress: async (_status, { held, until }) => {
      if (away === 'before') throw new Error('away');
      if (held !== leaseEnd) return false;
      leaseEnd = until;
      if (away === 'after') throw new Error('cut off');
      return true;
    },
  });
  const report = async (at: number) => {
    now = at;
    lease.keep(0.5, 'encode');
    await lease.settled();
    return lease.lost.aborted;
  };
  return {
    report,
    end: () => leaseEnd,
    go: (how: typeof away) => {
      away = how;
    },
    take: () => {
      leaseEnd = 999;
    },
  };
}

test('each report renews the hold', async () => {
  const { report, end } = open();
  expect([await report(60), await report(150), end()]).toEqual([false, false, 270]);
});

test('a database that goes away and comes back costs nothing, whether or not it had written', async () => {
  for (const ways of [['before'], ['after'], ['after', 'before'], ['before', 'after', 'before']] as const) {
    const { report, go, end } = open();
    for (const [at, how] of ways.entries()) {
      go(how);
      expect(await report(60 + at)).toBe(false);
    }
    go('no');
    expect([await report(80), end()]).toEqual([false, 200]);
  }
});

test('a database that stays away until the hold has run out costs the asset', async () => {
  const { report, go } = open();
  go('before');
  expect([await report(119), await report(120)]).toEqual([false, true]);
});

test('an asset that another worker took is given up at the next report', async () => {
  const { report, take } = open();
  take();
  expect(await report(60)).toBe(true);
});
