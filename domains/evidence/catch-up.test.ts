/** The log brought up to a receipt: nothing at or before it can come any more, and what has no leaf yet is told. */
import { expect, test } from 'vitest';
import { noteSigner, sequence, sequenceThrough, waitingSince } from './index.ts';
import { someReceipt } from './testing.ts';
import { memoryFeed, memoryLog } from './testing-log.ts';

function world() {
  const feed = memoryFeed();
  const log = memoryLog({ origin: 'example.com/evidence' });
  const signerOf = (origin: string) => noteSigner(origin, new Uint8Array(32).fill(7));
  const contexts = async (receipts: readonly unknown[]) =>
    receipts.map(() => ({ pseudonymKey: 'key', contractHash: null }));
  return { feed, log, ports: { feed, log, contexts, signerOf } };
}

const never = async (): Promise<boolean> => {
  throw new Error('There is nothing to wait for');
};

test('the log holds every receipt up to the one asked for, without a wait when nobody writes', async () => {
  const { feed, ports } = world();
  for (const sequence of [1, 2, 3]) feed.begin(someReceipt({ sequence })).commit();
  expect(await sequenceThrough(ports, 3n, never)).toMatchObject({ size: 3 });
  expect(await sequenceThrough(ports, 2n, never)).toMatchObject({ size: 2 });
  expect(await sequenceThrough(ports, 0n, never)).toMatchObject({ size: 0 });
});

test('a receipt that is still being written before it is waited for, and then held', async () => {
  const { feed, log, ports } = world();
  const slow = feed.begin(someReceipt({ sequence: 1 }));
  feed.begin(someReceipt({ sequence: 2 })).commit();
  let pauses = 0;
  const held = await sequenceThrough(ports, 2n, async () => {
    if (++pauses === 3) slow.commit();
    return true;
  });
  expect([held?.size, pauses]).toEqual([2, 3]);
  expect(log.written.map(({ receipt }) => receipt)).toEqual(['p1.2', 'p1.1']);
});

test('a writer that never ends is waited for as long as it is allowed to', async () => {
  const { feed, ports } = world();
  feed.begin(someReceipt({ sequence: 1 }));
  feed.begin(someReceipt({ sequence: 2 })).commit();
  let left = 5;
  expect(await sequenceThrough(ports, 2n, async () => left-- > 0)).toBeUndefined();
  expect(left).toBe(-1);
});

test('the oldest receipt without a leaf is told, and none once all have theirs', async () => {
  const { feed, ports } = world();
  expect(await waitingSince(ports)).toBeUndefined();
  feed.begin(someReceipt({ sequence: 1, to: 50_000 })).commit();
  feed.begin(someReceipt({ sequence: 2, to: 60_000 })).commit();
  expect(await waitingSince(ports)).toBe(50_000);
  await sequence(ports, 1);
  expect(await waitingSince(ports)).toBe(60_000);
  await sequence(ports);
  expect(await waitingSince(ports)).toBeUndefined();
});
