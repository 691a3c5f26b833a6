/**
 * Wrapped content keys in memory: each play of a film asks for the same few. They stay wrapped; each use opens them anew.
 * For plays alone: a packaged film has all its keys, while packaging goes on another node may make the next one.
 */
import type { KeyStore } from '#keys';

const MOST_ASSETS = 1_000;

/** A key of an asset and class never changes once it was kept; that there are none yet is asked again. */
export function rememberedKeys(store: KeyStore): KeyStore {
  /** In the order in which they were last asked for. */
  const known = new Map<string, Awaited<ReturnType<KeyStore['find']>>>();
  return {
    async find(asset) {
      const keys = known.get(asset) ?? (await store.find(asset));
      known.delete(asset);
      if (keys.length > 0) known.set(asset, keys);
      for (const oldest of known.keys()) {
        if (known.size <= MOST_ASSETS) break;
        known.delete(oldest);
      }
      return keys;
    },
    add: (key) => store.add(key),
  };
}
