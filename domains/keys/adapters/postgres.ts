/** Wrapped content keys in PostgreSQL. A key never changes: the first one of an asset and class stays. */
import type { Database } from '#engines/postgres';
import type { KeyStore } from '../asset-keys.ts';
import type { TrackClass } from '../content-key.ts';
import type { WrappedKey } from '../wrapping.ts';

export const keysMigration = {
  room: 'keys',
  steps: [
    {
      id: '0001-content-keys',
      sql: `
        create table content_key (
          kid text primary key,
          asset text not null,
          track_class text not null,
          kek_version integer not null,
          sealed bytea not null,
          unique (asset, track_class)
        );`,
    },
  ],
};

interface Row {
  readonly kid: string;
  readonly asset: string;
  readonly track_class: TrackClass;
  readonly kek_version: number;
  readonly sealed: Buffer;
}

const COLUMNS = 'kid, asset, track_class, kek_version, sealed';

export function postgresKeys(db: Database): KeyStore {
  return {
    async find(asset) {
      const rows = await db.rows<Row>(`select ${COLUMNS} from content_key where asset = $1 order by track_class`, [
        asset,
      ]);
      return rows.map(keyOf);
    },

    async add(key) {
      await db.run(
        `insert into content_key (${COLUMNS}) values ($1, $2, $3, $4, $5) on conflict (asset, track_class) do nothing`,
        [key.kid, key.asset, key.trackClass, key.kekVersion, Buffer.from(key.sealed)],
      );
      const [row] = await db.rows<Row>(`select ${COLUMNS} from content_key where asset = $1 and track_class = $2`, [
        key.asset,
        key.trackClass,
      ]);
      if (!row) throw new Error(`The ${key.trackClass} key of asset ${key.asset} was not kept`);
      return keyOf(row);
    },
  };
}

const keyOf = (row: Row): WrappedKey => ({
  kid: row.kid,
  asset: row.asset,
  trackClass: row.track_class,
  kekVersion: row.kek_version,
  sealed: Uint8Array.from(row.sealed),
});
