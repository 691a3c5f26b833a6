import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  noteSigner,
  PROOF_REFUSALS,
  proveConsistency,
  proveInclusion,
  sequence,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';
import { someReceipt } from './testing.ts';
import { memoryFeed, memoryLog } from './testing-log.ts';

test('every reason of a proof is explained for auditors and operators, and nothing else is', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Proofs\n')) ?? '';
  const listed = section.split('\n').flatMap((line) => /^\| `(.+)` \| .+ \| .+ \|$/.exec(line)?.[1] ?? []);
  expect(listed).toEqual(PROOF_REFUSALS);
});

describe('a log of three receipts', () => {
  const logOf = async (receipts: number) => {
    const [feed, log] = [memoryFeed(), memoryLog({ origin: 'example.com' })];
    for (let play = 0; play < receipts; play++) feed.begin(someReceipt({ play: `p${play}` })).commit();
    const contexts = async () => Array.from({ length: receipts }, () => ({ pseudonymKey: 'key', contractHash: null }));
    await sequence({ feed, log, contexts, signerOf: (origin) => noteSigner(origin, new Uint8Array(32).fill(7)) });
    return log;
  };

  test('proves each by its place and its id, at each size', async () => {
    const log = await logOf(3);
    for (const leaf of [1, 'p1.1'])
      for (const size of [undefined, 2, 3]) {
        const proven = await proveInclusion(log, { leaf, size });
        expect(proven.ok && proven.value.index === 1 && verifyInclusion(proven.value)).toBe(true);
      }
    for (const second of [undefined, 2, 3]) {
      const proven = await proveConsistency(log, { first: 2, second });
      expect(proven.ok && verifyConsistency(proven.value)).toBe(true);
    }
  });

  test.each([
    [{ leaf: 3 }, 'beyond-the-log'],
    [{ leaf: 2, size: 2 }, 'beyond-the-log'],
    [{ leaf: 0, size: 4 }, 'beyond-the-log'],
    [{ leaf: 'p9.1' }, 'unknown-leaf'],
  ])('says why it does not prove %j', async (asked, reason) => {
    expect(await proveInclusion(await logOf(3), asked)).toEqual({ ok: false, reason });
  });

  test('proves nothing before its first checkpoint', async () => {
    const log = memoryLog({ origin: 'example.com' });
    expect(await proveInclusion(log, { leaf: 0 })).toEqual({ ok: false, reason: 'no-checkpoint' });
    expect(await proveConsistency(log, { first: 0 })).toEqual({ ok: false, reason: 'no-checkpoint' });
  });
});
