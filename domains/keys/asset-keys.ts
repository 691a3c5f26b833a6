/** Finds an asset's content keys, and makes those that it doesn't have yet. Repeating it changes nothing. */
import { type ContentKey, makeContentKey, type TrackClass } from './content-key.ts';
import type { Random } from './random.ts';
import { type Keyring, unwrapKey, type WrappedKey, wrapKey } from './wrapping.ts';

/** Where wrapped keys lie. `add` keeps the first key of an asset and class, and returns the one that is kept. */
export interface KeyStore {
  find(asset: string): Promise<readonly WrappedKey[]>;
  add(key: WrappedKey): Promise<WrappedKey>;
}

export interface AssetKeysPorts {
  readonly store: KeyStore;
  readonly ring: Keyring;
  readonly random: Random;
}

/** Throws when a stored key doesn't open: playing on with a new key would make the stored media unplayable. */
export async function assetKeys(
  ports: AssetKeysPorts,
  asset: string,
  classes: readonly TrackClass[],
): Promise<ReadonlyMap<TrackClass, ContentKey>> {
  const stored = new Map((await ports.store.find(asset)).map((key) => [key.trackClass, key]));
  const keys = new Map<TrackClass, ContentKey>();
  for (const trackClass of new Set(classes)) {
    const wrapped =
      stored.get(trackClass) ??
      (await ports.store.add(wrapKey(makeContentKey({ asset, trackClass }, ports.random), ports.ring, ports.random)));
    const opened = unwrapKey(wrapped, ports.ring);
    if (!opened.ok) throw new Error(`The ${trackClass} key of asset ${asset} does not open: ${opened.reason}`);
    keys.set(trackClass, opened.value);
  }
  return keys;
}
