import { expect, test } from 'vitest';
import { databaseOf, openDatabase } from '#engines/postgres';
import { type AssetKeysPorts, assetKeys, type WrappedKey } from '#keys';
import { keysMigration, postgresKeys } from '../../domains/keys/adapters/postgres.ts';
import { createTestDatabase } from '../../engines/postgres/testing.ts';
import { rememberedKeys } from './remembered-keys.ts';

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const ring = { current: 1, keks: new Map([[1, new Uint8Array(32).fill(1)]]) };

/** A store that counts how often it was read. */
function countedStore() {
  const kept = new Map<string, WrappedKey>();
  const reads: string[] = [];
  const store: AssetKeysPorts['store'] = {
    find: async (asset) => {
      reads.push(asset);
      return [...kept.values()].filter((key) => key.asset === asset);
    },
    add: async (key) => {
      const at = `${key.asset} ${key.trackClass}`;
      const first = kept.get(at) ?? key;
      kept.set(at, first);
      return first;
    },
  };
  return { store, reads, kept };
}

test('the keys of a film are read once, and are the same ever after', async () => {
  const { store, reads } = countedStore();
  const made = await assetKeys({ store, ring, random }, 'film', ['sd', 'audio']);
  reads.length = 0;
  const ports = { store: rememberedKeys(store), ring, random };
  for (let play = 0; play < 5; play++) expect(await assetKeys(ports, 'film', ['sd', 'audio'])).toEqual(made);
  expect(reads).toEqual(['film']);
});

test('a film whose packaging another node took over plays on both with all its keys', async () => {
  const database = await createTestDatabase([keysMigration]);
  try {
    const nodes = [openDatabase({ url: database.url }), openDatabase({ url: database.url })] as const;
    const [one, other] = nodes.map((pool) => {
      const store = postgresKeys(databaseOf(pool));
      return { packaging: { store, ring, random }, plays: { store: rememberedKeys(store), ring, random } };
    });
    if (!one || !other) throw new Error('two nodes');
    for (let tries = 0; tries < 2; tries++) await assetKeys(one.packaging, 'film', ['sd']); // and then it was lost
    const made = await assetKeys(other.packaging, 'film', ['sd', 'hd', 'audio']);
    for (const { plays } of [one, other]) {
      expect(await plays.store.find('film')).toHaveLength(3);
      expect(await assetKeys(plays, 'film', ['sd', 'hd', 'audio'])).toEqual(made);
    }
    await Promise.all(nodes.map((pool) => pool.end()));
  } finally {
    await database.drop();
  }
});

test('a film that had no keys yet is asked about again', async () => {
  const { store, kept } = countedStore();
  const remembered = rememberedKeys(store);
  expect(await remembered.find('film')).toEqual([]);
  await assetKeys({ store, ring, random }, 'film', ['sd']); // by another node
  expect(await remembered.find('film')).toEqual([...kept.values()]);
});

test('only so many films are remembered, the ones last asked for', async () => {
  const { store, reads } = countedStore();
  for (let film = 0; film <= 1_000; film++) await assetKeys({ store, ring, random }, `film ${film}`, ['audio']);
  const ports = { store: rememberedKeys(store), ring, random };
  for (let film = 0; film <= 1_000; film++) await ports.store.find(`film ${film}`);
  reads.length = 0;
  await ports.store.find('film 1000');
  await ports.store.find('film 0');
  expect(reads).toEqual(['film 0']);
});
