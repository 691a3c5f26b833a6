/** The log in PostgreSQL: rows that are only added, without a gap, whoever asks for something else. */
export const migrations = {
  room: 'evidence',
  steps: [
    {
      id: '001-log',
      sql: `
create schema if not exists evidence;
create table evidence.log (
  only_one boolean primary key default true check (only_one),
  origin text not null,
  size bigint not null default 0 check (size >= 0),
  low bigint not null default 0,
  horizon bigint,
  horizon_writers text[],
  check ((horizon is null) = (horizon_writers is null))
);
create table evidence.leaf (
  index bigint primary key,
  receipt text not null unique,
  position bigint not null unique,
  began timestamptz not null,
  hash bytea not null check (octet_length(hash) = 32),
  text text not null
);
create table evidence.tile (
  level smallint not null,
  index bigint not null,
  hashes bytea not null check (octet_length(hashes) = 8192),
  root bytea not null check (octet_length(root) = 32),
  primary key (level, index)
);
create table evidence.checkpoint (
  place bigint generated always as identity primary key,
  size bigint not null,
  note text not null
);
create index checkpoint_of_size on evidence.checkpoint (size, place);

create function evidence.only_added() returns trigger language plpgsql as
  $$ begin raise exception 'The evidence log is only added to, never changed or deleted'; end $$;
create trigger only_added before update or delete or truncate on evidence.leaf
  for each statement execute function evidence.only_added();
create trigger only_added before update or delete or truncate on evidence.tile
  for each statement execute function evidence.only_added();
create trigger only_added before update or delete or truncate on evidence.checkpoint
  for each statement execute function evidence.only_added();
create trigger stays before delete or truncate on evidence.log
  for each statement execute function evidence.only_added();

create function evidence.log_only_grows() returns trigger language plpgsql as $$
begin
  if new.origin <> old.origin or new.size < old.size or new.low < old.low then
    raise exception 'The evidence log keeps its origin and never shrinks';
  end if;
  return new;
end $$;
create trigger only_grows before update on evidence.log
  for each row execute function evidence.log_only_grows();

create function evidence.leaves_without_gap() returns trigger language plpgsql as $$
declare wrong boolean;
begin
  select count(*) > 0 and (min(added.index) <> (select size from evidence.log) or max(added.index) - min(added.index) + 1 <> count(*))
    into wrong from added;
  if wrong then raise exception 'Leaves follow one another without a gap, under the lock of the log'; end if;
  return null;
end $$;
create trigger without_gap after insert on evidence.leaf
  referencing new table as added for each statement execute function evidence.leaves_without_gap();
`,
    },
  ],
};
