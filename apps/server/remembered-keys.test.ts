import { expect, test } from 'vitest';
import { type AssetKeysPorts, assetKeys, type WrappedKey } from '#keys';
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

test('a class that got its key later is found with the others', async () => {
  const ports = { store: rememberedKeys(countedStore().store), ring, random };
  const [first] = (await assetKeys(ports, 'film', ['sd'])).values();
  const both = await assetKeys(ports, 'film', ['sd', 'hd']);
  expect([both.get('sd'), both.size]).toEqual([first, 2]);
  expect(await assetKeys(ports, 'film', ['hd', 'sd'])).toEqual(both);
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
  const ports = { store: rememberedKeys(store), ring, random };
  for (let film = 0; film <= 1_000; film++) await assetKeys(ports, `film ${film}`, ['audio']);
  for (let film = 0; film <= 1_000; film++) await ports.store.find(`film ${film}`);
  reads.length = 0;
  await ports.store.find('film 1000');
  await ports.store.find('film 0');
  expect(reads).toEqual(['film 0']);
});
