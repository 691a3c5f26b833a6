/** Devices and pairings in PostgreSQL. Secrets arrive here hashed. */
import { asId } from '@duoping/kit';
import { z } from 'zod';
import { batchedRows, type Connection, type Pool, transaction } from '#engines/postgres';
import type { Device, DeviceModel, DeviceStore, Pairing, PairingState, PairingStore } from '../index.ts';

export const migrations = {
  room: 'devices',
  steps: [
    {
      id: '001-devices',
      sql: `
create schema if not exists devices;
create table devices.model (
  id text primary key,
  name text not null,
  screen text not null check (screen in ('stb', 'tv', 'phone', 'tablet', 'web'))
);
create table devices.device (
  id text primary key,
  household text not null,
  model text not null references devices.model,
  name text not null,
  token_hash text not null unique,
  paired_at timestamptz not null,
  removed_at timestamptz
);
create index device_of_household on devices.device (household) where removed_at is null;
create table devices.pairing (
  device_code_hash text primary key,
  user_code text not null,
  finding_half text not null,
  model text not null,
  device_name text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  interval_seconds integer not null,
  polled_at timestamptz,
  wrong_entries integer not null,
  state jsonb not null
);
create index pairing_by_half on devices.pairing (finding_half, expires_at);
create table devices.code_entry (
  id bigint generated always as identity primary key,
  approver text not null,
  at timestamptz not null
);
create index code_entry_of_approver on devices.code_entry (approver, at);
`,
    },
  ],
};

interface DeviceRow {
  id: string;
  household: string;
  model: string;
  name: string;
  token_hash: string;
  paired_at: number;
  removed_at: number | null;
}

const deviceOf = (row: DeviceRow): Device => ({
  id: asId(row.id),
  household: asId(row.household),
  model: row.model,
  name: row.name,
  tokenHash: row.token_hash,
  pairedAt: row.paired_at,
  removedAt: row.removed_at,
});

const ADD_DEVICE = `insert into devices.device (id, household, model, name, token_hash, paired_at, removed_at)
  values ($1, $2, $3, $4, $5, $6, $7)`;

const deviceValues = (device: Device): unknown[] => [
  device.id,
  device.household,
  device.model,
  device.name,
  device.tokenHash,
  new Date(device.pairedAt),
  device.removedAt === null ? null : new Date(device.removedAt),
];

export function postgresDevices(pool: Pool): DeviceStore {
  const byId = batchedRows<DeviceRow>(pool, {
    name: 'devices-by-id',
    text: 'select * from devices.device where id = any($1::text[])',
    keyOf: (row) => row.id,
  });
  const byTokenHash = batchedRows<DeviceRow>(pool, {
    name: 'devices-by-token',
    text: 'select * from devices.device where token_hash = any($1::text[])',
    keyOf: (row) => row.token_hash,
  });
  const modelById = batchedRows<DeviceModel>(pool, {
    name: 'devices-model',
    text: 'select id, name, screen from devices.model where id = any($1::text[])',
    keyOf: (row) => row.id,
  });
  const first = ([row]: readonly DeviceRow[]): Device | undefined => row && deviceOf(row);
  return {
    byId: async (device) => first(await byId(device)),
    byTokenHash: async (tokenHash) => first(await byTokenHash(tokenHash)),
    ofHousehold: async (household) => {
      const { rows } = await pool.query<DeviceRow>(
        'select * from devices.device where household = $1 and removed_at is null order by paired_at, id',
        [household],
      );
      return rows.map(deviceOf);
    },
    add: async (device) => void (await pool.query(ADD_DEVICE, deviceValues(device))),
    remove: async (device, household, at) => {
      const { rowCount } = await pool.query(
        'update devices.device set removed_at = $3 where id = $1 and household = $2 and removed_at is null',
        [device, household, new Date(at)],
      );
      return rowCount === 1;
    },
    model: async (id) => (await modelById(id))[0],
    models: async () => (await pool.query<DeviceModel>('select id, name, screen from devices.model order by id')).rows,
    putModel: async ({ id, name, screen }) =>
      void (await pool.query(
        `insert into devices.model (id, name, screen) values ($1, $2, $3)
         on conflict (id) do update set name = excluded.name, screen = excluded.screen`,
        [id, name, screen],
      )),
  };
}

const PAIRING_STATE = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pending') }),
  z.object({ kind: z.literal('approved'), household: z.string(), approver: z.string() }),
  z.object({ kind: z.literal('denied') }),
  z.object({ kind: z.literal('used') }),
]);

interface PairingRow {
  device_code_hash: string;
  user_code: string;
  model: string;
  device_name: string;
  requested_at: number;
  expires_at: number;
  interval_seconds: number;
  polled_at: number | null;
  wrong_entries: number;
  state: unknown;
}

const pairingOf = (row: PairingRow): Pairing => ({
  deviceCodeHash: row.device_code_hash,
  userCode: row.user_code,
  model: row.model,
  deviceName: row.device_name,
  requestedAt: row.requested_at,
  expiresAt: row.expires_at,
  intervalSeconds: row.interval_seconds,
  polledAt: row.polled_at,
  wrongEntries: row.wrong_entries,
  state: stateOf(row.state),
});

function stateOf(json: unknown): PairingState {
  const state = PAIRING_STATE.parse(json);
  return state.kind === 'approved' ? { ...state, household: asId(state.household) } : state;
}

const FINDING_HALF = 4;

export function postgresPairings(pool: Pool): PairingStore {
  return {
    add: (pairing) =>
      transaction(pool, async (client) => {
        const half = pairing.userCode.slice(0, FINDING_HALF);
        await lock(client, `pairing:${half}`);
        const { rowCount } = await client.query(
          `insert into devices.pairing
           select $1, $2, $3, $4, $5, $6::timestamptz, $7, $8, $9, $10, $11
           where not exists (select from devices.pairing where finding_half = $3 and expires_at > $6::timestamptz)`,
          [
            pairing.deviceCodeHash,
            pairing.userCode,
            half,
            pairing.model,
            pairing.deviceName,
            new Date(pairing.requestedAt),
            new Date(pairing.expiresAt),
            pairing.intervalSeconds,
            pairing.polledAt === null ? null : new Date(pairing.polledAt),
            pairing.wrongEntries,
            JSON.stringify(pairing.state),
          ],
        );
        return rowCount === 1;
      }),
    poll: (hash, step, newDevice) =>
      transaction(pool, async (client) => {
        const pairing = await forUpdate(client, 'device_code_hash = $1', [hash]);
        if (!pairing) return undefined;
        const { next, answer } = step(pairing);
        await save(client, next);
        if (answer.kind === 'refused') return answer;
        const device = newDevice(pairing, answer.household);
        await client.query(ADD_DEVICE, deviceValues(device));
        return { kind: 'granted', device };
      }),
    enter: (half, at, step) =>
      transaction(pool, async (client) => {
        const pairing = await forUpdate(client, 'finding_half = $1 and expires_at > $2', [half, new Date(at)]);
        if (!pairing) return undefined;
        const { next, answer } = step(pairing);
        await save(client, next);
        return { pairing: next, answer };
      }),
    takeEntry: (approver, since, at, limit) =>
      transaction(pool, async (client) => {
        await lock(client, `code-entry:${approver}`);
        const { rowCount } = await client.query(
          `insert into devices.code_entry (approver, at)
           select $1, $2 where (select count(*) from devices.code_entry where approver = $1 and at > $3) < $4`,
          [approver, new Date(at), new Date(since), limit],
        );
        return rowCount === 1;
      }),
    returnEntry: async (approver, at) =>
      void (await pool.query(
        `delete from devices.code_entry where id =
         (select id from devices.code_entry where approver = $1 and at = $2 limit 1)`,
        [approver, new Date(at)],
      )),
  };
}

async function forUpdate(client: Connection, where: string, values: unknown[]): Promise<Pairing | undefined> {
  const { rows } = await client.query<PairingRow>(`select * from devices.pairing where ${where} for update`, values);
  return rows[0] && pairingOf(rows[0]);
}

async function save(client: Connection, pairing: Pairing): Promise<void> {
  await client.query(
    `update devices.pairing set interval_seconds = $2, polled_at = $3, wrong_entries = $4, state = $5
     where device_code_hash = $1`,
    [
      pairing.deviceCodeHash,
      pairing.intervalSeconds,
      pairing.polledAt === null ? null : new Date(pairing.polledAt),
      pairing.wrongEntries,
      JSON.stringify(pairing.state),
    ],
  );
}

const lock = (client: Connection, name: string) =>
  client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
