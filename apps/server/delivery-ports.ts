/** What taking in deliveries needs of this server, whichever thread does it. */
import { type Clock, contentHash } from '@duoping/kit';
import type { DeliveryPorts, DeliveryWrites, MediaSources, ObjectStore } from '#deliveries';
import type { Database } from '#engines/postgres';
import type { Asset } from '#media';
import { postgresCatalog } from '../../domains/catalog/adapters/postgres.ts';
import { postgresDeals } from '../../domains/deals/adapters/postgres.ts';
import { postgresDeliveries } from '../../domains/deliveries/adapters/postgres.ts';
import { postgresEvents } from '../../domains/licensing/adapters/events.ts';
import { postgresLicensing } from '../../domains/licensing/adapters/postgres.ts';
import { postgresAssets } from '../../domains/media/adapters/asset-records.ts';
import { type Config, HOLD_DROP_PERCENT } from './config.ts';
import { nodeIds } from './node-clock.ts';

export interface DeliveryHands {
  readonly config: Config;
  readonly clock: Clock;
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly announce: () => Promise<void>;
}

export const deliveryPorts = ({ config, clock, db, objects, announce }: DeliveryHands): DeliveryPorts => ({
  ...{ clock, ids: nodeIds, objects, deals: postgresDeals(db), announce },
  holdDropPercent: config.holdDropPercent ?? HOLD_DROP_PERCENT,
  atomically: (work) => db.transaction((within) => work(deliveryWrites(within))),
});

/** The stores that one delivery is applied to, all within one transaction. */
function deliveryWrites(within: Database): DeliveryWrites {
  const records = postgresAssets<Asset>(within);
  return {
    grants: postgresLicensing(within),
    catalog: postgresCatalog(within),
    deliveries: postgresDeliveries(within),
    events: postgresEvents(within),
    media: {
      register: (sources, at) => records.register(assetFrom(sources), at),
      withdraw: (sources, at) => records.withdraw(assetFrom(sources).id, at),
    },
  };
}

/** An asset's id is the hash of its sources: the same files of the same title are one asset. */
function assetFrom({ partner, alid, rows }: MediaSources) {
  const sources = rows.flatMap(({ track, language, sha256 }) =>
    track === 'video' || track === 'audio' || track === 'text' ? [{ track, language, sha256 }] : [],
  );
  return { id: contentHash({ partner, alid, sources }), partner, alid, sources };
}
