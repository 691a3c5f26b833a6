/** Fakes of this room's ports for other rooms' tests: keys in memory, and bytes that come out the same each time. */
import { createHash } from 'node:crypto';
import type { KeyStore } from './asset-keys.ts';
import type { Random } from './random.ts';
import type { Keyring, WrappedKey } from './wrapping.ts';

export function keysInMemory(): KeyStore {
  const kept = new Map<string, WrappedKey>();
  return {
    find: async (asset) => [...kept.values()].filter((key) => key.asset === asset),
    add: async (key) => {
      const name = `${key.trackClass}|${key.asset}`;
      const first = kept.get(name) ?? key;
      kept.set(name, first);
      return first;
    },
  };
}

/** Not random at all: SHA-256 of the seed and a counter. */
export function repeatableRandom(seed: string): Random {
  let count = 0;
  return (bytes) => {
    const blocks: Buffer[] = [];
    while (blocks.length * 32 < bytes) blocks.push(createHash('sha256').update(`${seed} ${count++}`).digest());
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, bytes));
  };
}

export const testKeyring = (): Keyring => ({ current: 1, keks: new Map([[1, repeatableRandom('kek')(32)]]) });
