import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  noteSigner,
  readCheckpoint,
  readSubtrees,
  type SequencerPorts,
  sequence,
  verifyCheckpoint,
  verifyConsistency,
} from './index.ts';
import { logContract } from './log.contract.ts';
import { someReceipt } from './testing.ts';
import { type MemoryFeed, type MemoryLog, memoryFeed, memoryLog, type OpenReceipt } from './testing-log.ts';

const ORIGIN = 'example.com/evidence';
const SEED = new Uint8Array(32).fill(7);
const SIGNER = noteSigner(ORIGIN, SEED);

const portsOf = (feed: MemoryFeed, log: MemoryLog, seed = SEED): SequencerPorts => ({
  feed,
  log,
  contexts: async (receipts) => receipts.map(() => ({ pseudonymKey: 'a1'.repeat(32), contractHash: null })),
  signerOf: (origin) => noteSigner(origin, seed),
});

describe('the log in memory', () => {
  logContract(async () => memoryLog({ origin: ORIGIN }));
});

test('a receipt that commits after a later one gets its leaf, once', async () => {
  const [feed, log] = [memoryFeed(), memoryLog({ origin: ORIGIN })];
  const slow = feed.begin(someReceipt({ play: 'slow' }));
  feed.begin(someReceipt({ play: 'fast' })).commit();
  for (let round = 0; round < 3; round++) await sequence(portsOf(feed, log));
  expect(log.written.map(({ receipt }) => receipt)).toEqual(['fast.1']);
  slow.commit();
  for (let round = 0; round < 3; round++) await sequence(portsOf(feed, log));
  expect(log.written.map(({ receipt }) => receipt)).toEqual(['fast.1', 'slow.1']);
});

test('a receipt that was rolled back holds nothing up', async () => {
  const [feed, log] = [memoryFeed(), memoryLog({ origin: ORIGIN })];
  feed.begin(someReceipt({ play: 'gone' })).rollback();
  feed.begin(someReceipt({ play: 'kept' })).commit();
  for (let round = 0; round < 4; round++) await sequence(portsOf(feed, log));
  let low = 0n;
  await log
    .advance(async (head) => {
      low = head.low;
      throw new Error('only looking');
    })
    .catch(() => undefined);
  expect(low).toBe(2n);
});

test('whatever the order of commits and however small the steps, every receipt has one leaf', async () => {
  const acts = fc.array(fc.oneof(fc.constant('begin' as const), fc.constant('step' as const), fc.nat(9)), {
    minLength: 20,
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 1, max: 4 }), fc.array(fc.boolean()), async (order, most, fates) => {
      const [feed, log] = [memoryFeed(), memoryLog({ origin: ORIGIN })];
      const ports = portsOf(feed, log);
      const open: { at: OpenReceipt; play: string }[] = [];
      const kept: string[] = [];
      let begun = 0;
      const end = (which: number) => {
        const [one] = open.splice(which % Math.max(open.length, 1), 1);
        if (!one) return;
        if (fates[begun % Math.max(fates.length, 1)] === false) return one.at.rollback();
        kept.push(`${one.play}.1`);
        one.at.commit();
      };
      for (const act of order) {
        if (act === 'step') await sequence(ports, most);
        else if (act === 'begin') {
          const play = `p${++begun}`;
          open.push({ at: feed.begin(someReceipt({ play })), play });
        } else end(act);
      }
      while (open.length > 0) end(0);
      for (let idle = 0; idle < 3; ) idle = (await sequence(ports, most)) === 0 ? idle + 1 : 0;
      expect(log.written.map(({ receipt }) => receipt).sort()).toEqual([...kept].sort());
      expect(log.written.map(({ index }) => index)).toEqual(kept.map((_, index) => index));
    }),
    { numRuns: 60 },
  );
});

test('killed at any call, before it or after it was done, the log goes on without a gap and without a second leaf', async () => {
  for (const moment of ['before', 'after'] as const) {
    for (let fail = 1; ; fail++) {
      const [feed, log] = [memoryFeed(), memoryLog({ origin: ORIGIN })];
      let calls = 0;
      let failed = false;
      const ports = failing(portsOf(feed, log), async (call) => {
        const kill = ++calls === fail;
        if (kill) failed = true;
        if (kill && moment === 'before') throw new Error('killed');
        const done = await call();
        if (kill) throw new Error('killed');
        return done;
      });
      for (let play = 0; play < 12; play++) {
        feed.begin(someReceipt({ play: `p${play}` })).commit();
        await sequence(ports, 3).catch(() => undefined);
      }
      for (let round = 0; round < 6; round++) await sequence(ports, 3).catch(() => undefined);
      expect(log.written.map(({ receipt }) => receipt).sort()).toEqual(
        Array.from({ length: 12 }, (_, play) => `p${play}.1`).sort(),
      );
      await everyCheckpointLeadsToTheLast(log);
      if (failed) continue;
      expect(fail).toBeGreaterThan(40);
      break;
    }
  }
});

test('an empty log has a checkpoint, and a step without receipts adds none', async () => {
  const [feed, log] = [memoryFeed(), memoryLog({ origin: ORIGIN })];
  for (let round = 0; round < 3; round++) expect(await sequence(portsOf(feed, log))).toBe(0);
  expect(log.notes).toHaveLength(1);
  expect(verifyCheckpoint(log.notes[0] ?? '', { verifier: SIGNER.verifier, origin: ORIGIN })).toMatchObject({
    ok: true,
    value: { size: 0 },
  });
});

test('a new key signs where the log stands, once', async () => {
  const [feed, log] = [memoryFeed(), memoryLog({ origin: ORIGIN })];
  feed.begin(someReceipt()).commit();
  await sequence(portsOf(feed, log));
  const next = new Uint8Array(32).fill(8);
  for (let round = 0; round < 3; round++) await sequence(portsOf(feed, log, next));
  expect(log.notes).toHaveLength(2);
  const trust = { verifier: noteSigner(ORIGIN, next).verifier, origin: ORIGIN };
  expect(verifyCheckpoint(log.notes[1] ?? '', trust)).toMatchObject({ ok: true, value: { size: 1 } });
});

async function everyCheckpointLeadsToTheLast(log: MemoryLog): Promise<void> {
  const points = log.notes.map((note) => {
    const read = readCheckpoint(note);
    if (!read.ok) throw new Error(read.reason);
    return read.value.checkpoint;
  });
  const last = points.at(-1);
  if (!last) throw new Error('No checkpoint');
  const read = readSubtrees(log.tile);
  for (const first of points) {
    const proof = await consistencyProof(read, { first: first.size, second: last.size });
    expect(verifyConsistency({ first, second: last, proof })).toBe(true);
  }
}

/** Every call of the log and its feed goes through `call`. */
function failing(ports: SequencerPorts, call: <T>(act: () => Promise<T>) => Promise<T>): SequencerPorts {
  const { feed, log } = ports;
  return {
    ...ports,
    feed: {
      read: (which) => call(() => feed.read(which)),
      horizon: () => call(() => feed.horizon()),
      writers: () => call(() => feed.writers()),
    },
    log: { ...log, advance: (work) => call(() => log.advance(work)) },
    contexts: (receipts) => call(() => ports.contexts(receipts)),
  };
}
