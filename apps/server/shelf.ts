/** Media that stand ready, in memory: which asset belongs to which partner's offer. Refreshed from the records. */
import { isDeepStrictEqual } from 'node:util';
import type { Asset, AssetRecord, AssetRecords } from '#media';
import type { PlayableAsset, Track } from '#playback';

export interface Shelf {
  /** The newest ready asset of one partner's offer. */
  assetOf(partner: string, alid: string): Asset | undefined;
  byId(asset: string): Asset | undefined;
  records(): readonly AssetRecord<Asset>[];
  /** Another object whenever other media stand ready than before. */
  ready(): object;
  refresh(): Promise<void>;
}

export function shelfOf(store: Pick<AssetRecords<Asset>, 'changedSince'>): Shelf {
  const known = new Map<string, AssetRecord<Asset>>();
  let mark: string | null = null;
  let records: readonly AssetRecord<Asset>[] = [];
  let byOffer: ReadonlyMap<string, Asset> = new Map();
  let byId: ReadonlyMap<string, Asset> = new Map();
  let last = Promise.resolve();

  async function readOn(): Promise<void> {
    const read = await store.changedSince(mark);
    mark = read.mark;
    const changed = read.records.filter((record) => !isDeepStrictEqual(known.get(record.id), record));
    if (changed.length === 0) return;
    for (const record of changed) known.set(record.id, record);
    records = [...known.values()].sort((a, b) => a.registeredAt - b.registeredAt || (a.id < b.id ? -1 : 1));
    const ready = records.flatMap(({ partner, alid, asset, withdrawn }) =>
      asset ? [{ key: offerKey(partner, alid), asset, withdrawn }] : [],
    );
    const offered = new Map(ready.flatMap(({ key, asset, withdrawn }) => (withdrawn ? [] : [[key, asset]]))); // later records win
    if (!isSame(byOffer, offered)) byOffer = offered;
    byId = new Map(ready.map(({ asset }) => [asset.id, asset]));
  }

  return {
    assetOf: (partner, alid) => byOffer.get(offerKey(partner, alid)),
    byId: (asset) => byId.get(asset),
    records: () => records,
    ready: () => byOffer,
    /** One after the other: a reading that was overtaken would bring back what was. */
    refresh() {
      last = last.catch(() => undefined).then(readOn);
      return last;
    },
  };
}

const isSame = (before: ReadonlyMap<string, Asset>, now: ReadonlyMap<string, Asset>): boolean =>
  before.size === now.size && [...now].every(([key, asset]) => before.get(key)?.id === asset.id);

/** The asset as the play's core sees it: tracks with their height or language, and their key. */
export function playable(asset: Asset, offer: { partner: string; alid: string }): PlayableAsset {
  return {
    ...offer,
    id: asset.id,
    durationMs: Math.round(asset.durationSeconds * 1000),
    tracks: asset.tracks.map((track): Track => {
      if (track.kind === 'video') return { id: track.id, kind: 'video', height: track.height, kid: track.kid };
      if (track.kind === 'audio') return { id: track.id, kind: 'audio', language: track.language, kid: track.kid };
      return { id: track.id, kind: 'subtitle', language: track.language, kid: null };
    }),
  };
}

const offerKey = (partner: string, alid: string): string => JSON.stringify([partner, alid]);
