/** How a play, a receipt and a resume mark stand in PostgreSQL, and how they are read back and checked. */
import { asId, type Instant } from '@duoping/kit';
import { z } from 'zod';
import type { Receipt } from '#evidence';
import { PLAY_REASONS, type Play, type ResumeMark } from '../index.ts';

export const migrations = {
  room: 'playback',
  steps: [
    {
      id: '001-plays',
      sql: `
create schema if not exists playback;
create table playback.play (
  id text primary key,
  household text not null,
  device text not null,
  profile text not null,
  work text not null,
  lease_until timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  version integer not null,
  sequence bigint not null,
  state jsonb not null,
  check ((ended_at is null) = (end_reason is null))
) with (fillfactor = 70);
create index unended_of_household on playback.play (household) where ended_at is null;
create index unended_of_work on playback.play (work) where ended_at is null;
create index unended_of_device on playback.play (device) where ended_at is null;
create table playback.receipt (
  position bigint generated always as identity primary key,
  id text not null unique,
  play text not null,
  at timestamptz not null,
  receipt jsonb not null
);
create index receipt_of_play on playback.receipt (play, position);
create table playback.key_issue (
  id text primary key,
  play text not null,
  kids text[] not null,
  grant_id text not null,
  epoch bigint not null,
  at timestamptz not null
);
create table playback.resume_mark (
  profile text not null,
  work text not null,
  play text not null,
  play_started_at timestamptz not null,
  position_ms bigint not null,
  duration_ms bigint not null,
  at timestamptz not null,
  primary key (profile, work)
);
create index resume_mark_latest on playback.resume_mark (profile, at desc);
create function playback.receipts_stay() returns trigger language plpgsql as
  $$ begin raise exception 'Receipts are only added, never changed or deleted'; end $$;
create trigger receipts_stay before update or delete or truncate on playback.receipt
  for each statement execute function playback.receipts_stay();
`,
    },
    {
      // One round trip instead of five. Each statement in it sees what was committed before it began, so what a claim
      // counts is what stands once it holds the household and the plays in its slots: a renewal comes either wholly
      // before it or finds its play ended.
      id: '002-claim',
      sql: `
create function playback.claim(claimed jsonb, slots integer, lapsed timestamptz, started timestamptz)
returns setof playback.play language plpgsql as $$
declare
  wanted playback.play := jsonb_populate_record(null::playback.play, claimed);
begin
  perform pg_advisory_xact_lock(hashtextextended('streams:' || wanted.household, 0));
  perform from playback.play where household = wanted.household and ended_at is null order by id for update;
  update playback.play
  set ended_at = case when lease_until <= lapsed then lease_until else started end,
    end_reason = case when lease_until <= lapsed then 'lease-expired' else 'replaced' end,
    version = version + 1
  where household = wanted.household and ended_at is null and (lease_until <= lapsed or device = wanted.device);
  if (select count(*) from playback.play where household = wanted.household and ended_at is null) >= slots then
    return query select * from playback.play where household = wanted.household and ended_at is null order by id;
  else
    insert into playback.play values (wanted.*);
  end if;
end $$;
`,
    },
    {
      // As before, and the play that goes on in the claimed one gives its slot up: both or neither.
      id: '003-continue',
      sql: `
create or replace function playback.claim(claimed jsonb, slots integer, lapsed timestamptz, started timestamptz)
returns setof playback.play language plpgsql as $$
declare
  wanted playback.play := jsonb_populate_record(null::playback.play, claimed);
  source text := coalesce(wanted.state->>'from', '');
begin
  perform pg_advisory_xact_lock(hashtextextended('streams:' || wanted.household, 0));
  perform from playback.play where household = wanted.household and ended_at is null order by id for update;
  update playback.play
  set ended_at = case when lease_until <= lapsed then lease_until else started end,
    end_reason = case when lease_until <= lapsed then 'lease-expired' else 'replaced' end,
    version = version + 1
  where household = wanted.household and ended_at is null and (lease_until <= lapsed or device = wanted.device);
  if (select count(*) from playback.play
      where household = wanted.household and ended_at is null and id <> source) >= slots then
    return query select * from playback.play
      where household = wanted.household and ended_at is null and id <> source order by id;
  else
    update playback.play set ended_at = started, end_reason = 'continued-elsewhere', version = version + 1
    where household = wanted.household and ended_at is null and id = source;
    insert into playback.play values (wanted.*);
  end if;
end $$;
`,
    },
    {
      id: '004-remote',
      sql: `
create table playback.given_order (
  number bigint generated always as identity primary key,
  play text not null,
  id text not null,
  kind text not null,
  seconds integer,
  at timestamptz not null,
  unique (play, id)
);
create index given_order_by_age on playback.given_order (at);
create table playback.offer (
  play text primary key,
  device text not null,
  at timestamptz not null
);
create index offer_to_device on playback.offer (device);
`,
    },
    {
      // As before, and a contract's own limit is kept of the household's plays under it on such screens.
      id: '005-contract-streams',
      sql: `
create or replace function playback.claim(claimed jsonb, slots integer, lapsed timestamptz, started timestamptz)
returns setof playback.play language plpgsql as $$
declare
  wanted playback.play := jsonb_populate_record(null::playback.play, claimed);
  source text := coalesce(wanted.state->>'from', '');
  most integer := (wanted.state->'permission'->>'concurrency')::integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('streams:' || wanted.household, 0));
  perform from playback.play where household = wanted.household and ended_at is null order by id for update;
  update playback.play
  set ended_at = case when lease_until <= lapsed then lease_until else started end,
    end_reason = case when lease_until <= lapsed then 'lease-expired' else 'replaced' end,
    version = version + 1
  where household = wanted.household and ended_at is null and (lease_until <= lapsed or device = wanted.device);
  if (select count(*) from playback.play
      where household = wanted.household and ended_at is null and id <> source) >= slots then
    return query select * from playback.play
      where household = wanted.household and ended_at is null and id <> source order by id;
  elsif (select count(*) from playback.play as other
      where other.household = wanted.household and other.ended_at is null and other.id <> source
        and other.state->>'screen' = wanted.state->>'screen'
        and other.state->'permission'->>'contract' = wanted.state->'permission'->>'contract') >= most then
    return query select * from playback.play as other
      where other.household = wanted.household and other.ended_at is null and other.id <> source
        and other.state->>'screen' = wanted.state->>'screen'
        and other.state->'permission'->>'contract' = wanted.state->'permission'->>'contract'
      order by id;
  else
    update playback.play set ended_at = started, end_reason = 'continued-elsewhere', version = version + 1
    where household = wanted.household and ended_at is null and id = source;
    insert into playback.play values (wanted.*);
  end if;
end $$;
`,
    },
    { id: '006-receipts-by-time', sql: 'create index receipt_by_time on playback.receipt (at, position);' },
    { id: '007-forgotten-profiles', sql: 'create table playback.forgotten_profile (profile text primary key);' },
  ],
};

/** What isn't a column. Leases and ends are columns, because the store itself decides by them. */
const STATE = z.object({
  pseudonym: z.string(),
  model: z.string(),
  screen: z.enum(['stb', 'tv', 'phone', 'tablet', 'web']),
  territory: z.string(),
  durationMs: z.number(),
  startedAt: z.number(),
  permission: z.object({
    grant: z.string(),
    alid: z.string(),
    partner: z.string(),
    contract: z.string(),
    contractVersion: z.number(),
    delivery: z.string(),
    place: z.union([
      z.object({ sheet: z.string(), row: z.number(), column: z.string().exactOptional() }),
      z.object({ path: z.string(), line: z.number().exactOptional() }),
    ]),
    licenseType: z.enum(['SVOD', 'AVOD', 'FVOD', 'VOD', 'EST', 'POEST', 'Pre-Release', 'Library']),
    entitlement: z.string(),
    epoch: z.number(),
    until: z.number().nullable(),
    maxHeight: z.number(),
    concurrency: z.number().exactOptional(),
    asset: z.string(),
    tracks: z.array(z.string()),
  }),
  leaseFrom: z.number(),
  from: z.string().optional(),
  key: z.object({ issue: z.string(), at: z.number() }).nullable(),
  heardAt: z.number(),
  positionMs: z.number(),
  creditMs: z.number(),
  moving: z.boolean().optional(),
  accounted: z.array(z.tuple([z.number(), z.number()])),
});

const REASON = z.enum(PLAY_REASONS);

export interface PlayRow {
  id: string;
  household: string;
  device: string;
  profile: string;
  work: string;
  lease_until: Instant;
  ended_at: Instant | null;
  end_reason: string | null;
  version: number;
  sequence: bigint;
  state: unknown;
}

export const PLAY_COLUMNS =
  'id, household, device, profile, work, lease_until, ended_at, end_reason, version, sequence, state';

/** The row's columns as JSON, which PostgreSQL turns into its own types. */
export const playJson = (play: Play) => ({
  id: play.id,
  household: play.household,
  device: play.device,
  profile: play.profile,
  work: play.work,
  lease_until: new Date(play.lease.until),
  ended_at: play.ended && new Date(play.ended.at),
  end_reason: play.ended?.reason,
  version: play.version,
  sequence: play.heard.sequence,
  state: stateOf(play),
});

const stateOf = (play: Play): z.input<typeof STATE> => ({
  pseudonym: play.pseudonym,
  model: play.model,
  screen: play.screen,
  territory: play.territory,
  durationMs: play.durationMs,
  startedAt: play.startedAt,
  permission: { ...play.permission, tracks: [...play.permission.tracks] },
  leaseFrom: play.lease.from,
  from: play.from,
  key: play.key,
  heardAt: play.heard.at,
  positionMs: play.heard.positionMs,
  creditMs: play.heard.creditMs,
  moving: play.heard.moving,
  accounted: play.heard.accounted.map(([from, to]) => [from, to]),
});

export function playOf(row: PlayRow): Play {
  const state = STATE.parse(row.state);
  const ended = row.ended_at === null ? null : { at: row.ended_at, reason: REASON.parse(row.end_reason) };
  return {
    id: asId(row.id),
    household: asId(row.household),
    pseudonym: state.pseudonym,
    profile: asId(row.profile),
    device: asId(row.device),
    model: state.model,
    screen: state.screen,
    territory: state.territory,
    work: row.work,
    durationMs: state.durationMs,
    startedAt: state.startedAt,
    permission: state.permission,
    lease: { from: state.leaseFrom, until: row.lease_until },
    ...(state.from === undefined ? {} : { from: asId<'play'>(state.from) }),
    key: state.key,
    heard: {
      sequence: Number(row.sequence),
      at: state.heardAt,
      positionMs: state.positionMs,
      creditMs: state.creditMs,
      ...(state.moving === undefined ? {} : { moving: state.moving }),
      accounted: state.accounted,
    },
    ended,
    version: row.version,
  };
}

export interface MarkRow {
  profile: string;
  work: string;
  play: string;
  play_started_at: Instant;
  position_ms: bigint;
  duration_ms: bigint;
  at: Instant;
}

export const markOf = (row: MarkRow): ResumeMark => ({
  profile: asId(row.profile),
  work: row.work,
  play: asId(row.play),
  playStartedAt: row.play_started_at,
  positionMs: Number(row.position_ms),
  durationMs: Number(row.duration_ms),
  at: row.at,
});

const RECEIPT = z.object({
  id: z.string(),
  play: z.string(),
  sequence: z.number(),
  household: z.string(),
  device: z.string(),
  model: z.string(),
  screen: z.string(),
  territory: z.string(),
  work: z.string(),
  alid: z.string(),
  partner: z.string(),
  contract: z.string(),
  contractVersion: z.number(),
  delivery: z.string(),
  place: STATE.shape.permission.shape.place,
  grant: z.string(),
  epoch: z.number(),
  licenseType: z.string(),
  entitlement: z.string(),
  keyIssue: z.string(),
  intervals: z.array(z.tuple([z.number(), z.number()])),
  watchedMs: z.number(),
  from: z.number(),
  to: z.number(),
});

export const receiptFrom = (json: unknown): Receipt => RECEIPT.parse(json);
