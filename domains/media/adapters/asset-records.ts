/** Assets and their packaging in PostgreSQL. The row is the job: there is no second queue that could disagree with it. */
import type { Database } from '#engines/postgres';
import type { AssetRecord, AssetRecords, AssetStatus, MediaSource } from '../asset-record.ts';

export const mediaMigration = {
  room: 'media',
  steps: [
    {
      id: '0001-assets',
      sql: `
        create table media_asset (
          id text primary key,
          partner text not null,
          alid text not null,
          sources jsonb not null,
          status jsonb not null,
          asset jsonb,
          attempts integer not null default 0,
          lease_end timestamptz,
          registered_at timestamptz not null,
          finished_at timestamptz
        );
        create index media_asset_offer on media_asset (partner, alid);
        create index media_asset_waiting on media_asset (registered_at) where status->>'kind' in ('queued', 'working');`,
    },
    {
      id: '0002-withdrawn',
      sql: 'alter table media_asset add column withdrawn_at timestamptz;',
    },
    {
      id: '0003-changed-by',
      sql: `
        alter table media_asset add column changed_by xid8 not null default '0';
        create index media_asset_changed on media_asset (changed_by);
        create function media_asset_changed() returns trigger language plpgsql as
          $$ begin new.changed_by = pg_current_xact_id(); return new; end $$;
        create trigger changed before insert or update on media_asset
          for each row execute function media_asset_changed();`,
    },
  ],
};

interface Row<Asset> {
  readonly id: string;
  readonly partner: string;
  readonly alid: string;
  readonly sources: readonly MediaSource[];
  readonly status: AssetStatus;
  readonly attempts: number;
  readonly registered_at: string;
  readonly asset: Asset | null;
  readonly withdrawn: boolean;
}

const COLUMNS = `id, partner, alid, sources, status, attempts, asset, withdrawn_at is not null as withdrawn,
  (extract(epoch from registered_at) * 1000)::bigint::text as registered_at`;

export function postgresAssets<Asset>(db: Database): AssetRecords<Asset> {
  return {
    async register(record, at) {
      const queued = await db.run(
        `insert into media_asset (id, partner, alid, sources, status, registered_at)
         values ($1, $2, $3, $4, '{"kind":"queued"}', $5)
         on conflict (id) do update set withdrawn_at = null, registered_at = excluded.registered_at
           where media_asset.withdrawn_at is not null`,
        [record.id, record.partner, record.alid, JSON.stringify(record.sources), new Date(at)],
      );
      return queued === 1;
    },

    async withdraw(id, at) {
      await db.run('update media_asset set withdrawn_at = $2 where id = $1 and withdrawn_at is null', [
        id,
        new Date(at),
      ]);
    },

    async take(now, leaseEnd) {
      const [row] = await db.rows<Row<Asset>>(
        `update media_asset set lease_end = $2, attempts = attempts + 1,
           status = '{"kind":"working","share":0,"doing":"starting"}'
         where id = (
           select id from media_asset
           where withdrawn_at is null
             and (status->>'kind' = 'queued' or (status->>'kind' = 'working' and lease_end <= $1))
           order by registered_at, id
           limit 1
           for update skip locked
         )
         returning ${COLUMNS}`,
        [new Date(now), new Date(leaseEnd)],
      );
      return row && recordOf(row);
    },

    async progress(id, status, lease) {
      const kept = await db.run('update media_asset set status = $2, lease_end = $3 where id = $1 and lease_end = $4', [
        id,
        JSON.stringify(status),
        new Date(lease.until),
        new Date(lease.held),
      ]);
      return kept === 1;
    },

    async finish(id, asset, at) {
      await db.run(
        `update media_asset set status = '{"kind":"ready"}', asset = $2, finished_at = $3, lease_end = null where id = $1`,
        [id, JSON.stringify(asset), new Date(at)],
      );
    },

    async release(id) {
      await db.run(
        `update media_asset set status = '{"kind":"queued"}', lease_end = null, attempts = greatest(0, attempts - 1) where id = $1`,
        [id],
      );
    },

    async fail(id, detail, final) {
      const status: AssetStatus = final ? { kind: 'failed', detail } : { kind: 'queued' };
      await db.run('update media_asset set status = $2, lease_end = null where id = $1', [id, JSON.stringify(status)]);
    },

    /** The mark is the oldest transaction that was still running: all before it had been seen. */
    changedSince: (mark) =>
      db.transaction(async (within) => {
        const [seen] = await within.rows<{ mark: string }>(
          'select pg_snapshot_xmin(pg_current_snapshot())::text as mark',
        );
        if (!seen) throw new Error('PostgreSQL has no snapshot');
        const rows = await within.rows<Row<Asset>>(
          `select ${COLUMNS} from media_asset where changed_by >= $1::xid8 order by registered_at, id`,
          [mark ?? '0'],
        );
        return { records: rows.map(recordOf), mark: seen.mark };
      }, 'snapshot'),
  };
}

function recordOf<Asset>({ registered_at: registeredAt, ...row }: Row<Asset>): AssetRecord<Asset> {
  return { ...row, registeredAt: Number(registeredAt) };
}
