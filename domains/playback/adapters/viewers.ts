/**
 * Who watches on a device, for every play start, heartbeat and key: one statement instead of five. It reads tables that
 * belong to devices, households and commerce, and writes none; one contract suite holds it to what `viewersFrom` answers.
 */
import { asId } from '@duoping/kit';
import { entitlementAt } from '#commerce';
import type { DeviceModel } from '#devices';
import { batchedRows, type Pool } from '#engines/postgres';
import { pseudonymOf } from '#households';
import type { Viewers } from '../index.ts';

export function postgresViewers(pool: Pool): Viewers {
  const rowOf = batchedRows<ViewerRow>(pool, { name: 'playback-viewers', text: READ, keyOf: (row) => row.device });
  return {
    async viewing(device, at, wanted) {
      const [row] = await rowOf(device);
      if (!row) return undefined;
      const profile = wanted === undefined ? row.profiles[0] : row.profiles.find((id) => id === wanted);
      if (profile === undefined) return 'unknown-profile';
      const id = asId<'household'>(row.household);
      const subscriptions = row.subscriptions.map((subscription, index) => ({
        id: asId<'subscription'>(subscription),
        household: id,
        plan: row.plans[index] ?? '',
        window: { start: row.starts[index] ?? Number.POSITIVE_INFINITY, end: row.ends[index] ?? null },
      }));
      return {
        device: asId(row.device),
        model: { id: row.model, name: row.model_name, screen: row.screen },
        household: {
          id,
          pseudonym: pseudonymOf({ id, pseudonymKey: row.pseudonym_key }),
          streamLimit: row.stream_limit,
        },
        profile: asId(profile),
        entitlement: entitlementAt(subscriptions, at),
      };
    },
  };
}

interface ViewerRow {
  readonly device: string;
  readonly household: string;
  readonly model: string;
  readonly model_name: string;
  readonly screen: DeviceModel['screen'];
  readonly pseudonym_key: string;
  readonly stream_limit: number;
  /** In the order they were made. */
  readonly profiles: readonly string[];
  /** These four go side by side, one entry for each subscription. */
  readonly subscriptions: readonly string[];
  readonly plans: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly (number | null)[];
}

const READ = `
select device.id as device, device.household, model.id as model, model.name as model_name, model.screen,
  household.pseudonym_key, household.stream_limit, profile.ids as profiles,
  held.ids as subscriptions, held.plans, held.starts, held.ends
from devices.device
join devices.model on model.id = device.model
join households.household on household.id = device.household
cross join lateral (
  select coalesce(array_agg(id order by place), '{}') as ids
  from households.profile where profile.household = device.household
) as profile
cross join lateral (
  select coalesce(array_agg(id order by starts_at, id), '{}') as ids,
    coalesce(array_agg(plan order by starts_at, id), '{}') as plans,
    coalesce(array_agg(starts_at order by starts_at, id), '{}') as starts,
    coalesce(array_agg(ends_at order by starts_at, id), '{}') as ends
  from commerce.subscription where subscription.household = device.household
) as held
where device.id = any($1::text[]) and device.removed_at is null`;
