/** The ledger in PostgreSQL. Rows are only added, entries balance at commit, and a closed period takes nothing more. */
import { z } from 'zod';
import type { Database } from '#engines/postgres';
import { accountKey, type Closing, type JournalEntry, type Ledger, type Statement, statementText } from '../index.ts';
import { TALLIES } from './tallies.ts';

export const settlementMigration = {
  room: 'settlement',
  steps: [
    {
      id: '001-ledger',
      sql: `
create schema if not exists settlement;
create table settlement.books (
  only_one boolean primary key default true check (only_one),
  zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$')
);
create table settlement.journal_entry (
  key text primary key,
  period text not null,
  position bigint generated always as identity unique
);
create table settlement.posting (
  entry text not null references settlement.journal_entry (key),
  position int not null,
  account text not null,
  minor bigint not null check (minor <> 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (entry, position)
);
create index posting_of_account on settlement.posting (account, currency);
create table settlement.statement (
  period text not null,
  partner text not null,
  currency text not null,
  body text not null,
  primary key (period, partner, currency)
);
create table settlement.counted_payment (
  payment text primary key,
  period text not null
);
create table settlement.closed_period (
  id text primary key check (id ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  previous text unique references settlement.closed_period (id),
  closed_at timestamptz not null,
  journal text not null,
  receipts_after bigint not null,
  receipts_through bigint not null,
  check (previous < id)
);
create unique index one_first_period on settlement.closed_period ((previous is null)) where previous is null;

create function settlement.facts_stay() returns trigger language plpgsql as
  $$ begin raise exception 'The books are only added to, never changed or deleted'; end $$;
create function settlement.closed_stays() returns trigger language plpgsql as $$
declare of_period text;
begin
  if tg_table_name = 'posting' then
    select period into of_period from settlement.journal_entry where key = new.entry;
  else
    of_period := new.period;
  end if;
  if exists (select from settlement.closed_period where id = of_period) then
    raise exception 'The period % is closed: what comes later counts in the next one', of_period;
  end if;
  return new;
end $$;
create function settlement.entry_balances() returns trigger language plpgsql as $$
declare of_entry text;
begin
  if tg_table_name = 'posting' then of_entry := new.entry; else of_entry := new.key; end if;
  if not exists (select from settlement.posting where entry = of_entry) then
    raise exception 'The entry % has no postings', of_entry;
  end if;
  if exists (select from settlement.posting where entry = of_entry group by currency having sum(minor) <> 0) then
    raise exception 'The entry % does not balance', of_entry;
  end if;
  return null;
end $$;
create constraint trigger entries_balance after insert on settlement.journal_entry
  deferrable initially deferred for each row execute function settlement.entry_balances();
create constraint trigger postings_balance after insert on settlement.posting
  deferrable initially deferred for each row execute function settlement.entry_balances();
${['journal_entry', 'posting', 'statement', 'counted_payment', 'closed_period']
  .map(
    (table) => `create trigger facts_stay before update or delete or truncate on settlement.${table}
  for each statement execute function settlement.facts_stay();`,
  )
  .join('\n')}
${['journal_entry', 'posting', 'statement', 'counted_payment']
  .map(
    (table) => `create trigger closed_stays before insert on settlement.${table}
  for each row execute function settlement.closed_stays();`,
  )
  .join('\n')}
`,
    },
    {
      // Receipts commit in another order than they take their numbers; the log has one order.
      id: '002-closed-by-leaves',
      sql: `alter table settlement.closed_period add column leaves bigint check (leaves >= 0)`,
    },
    { id: '003-tallies', sql: TALLIES },
  ],
};

/** Held while a period is closed or the books are stated: one at a time. */
const LEDGER_LOCK = `select pg_advisory_xact_lock(hashtextextended('settlement', 0))`;

/** A statement in the form in which it was frozen; the text itself is what counts. */
const frozen = z.custom<Statement>(
  (value) => z.object({ format: z.literal('duoping-statement/1') }).safeParse(value).success,
);

export function postgresLedger(db: Database): Ledger {
  return {
    async books() {
      const [books] = await db.rows<{ zone: string; currency: string }>('select zone, currency from settlement.books');
      return books;
    },

    stateBooks: ({ zone, currency }) =>
      db.transaction(async (within) => {
        await within.rows(LEDGER_LOCK);
        const [known] = await within.rows<{ same: boolean; closed: boolean }>(
          `select zone = $1 and currency = $2 as same, exists (select from settlement.closed_period) as closed
           from settlement.books`,
          [zone, currency],
        );
        if (known?.closed && !known.same) return false;
        await within.run(
          `insert into settlement.books (zone, currency) values ($1, $2)
           on conflict (only_one) do update set zone = excluded.zone, currency = excluded.currency`,
          [zone, currency],
        );
        return true;
      }),

    async closedPeriods() {
      const rows = await db.rows<{
        id: string;
        journal: string;
        leaves: bigint | null;
        receipts_after: bigint;
        receipts_through: bigint;
      }>('select id, journal, leaves, receipts_after, receipts_through from settlement.closed_period order by id');
      return rows.map(({ id, journal, leaves, receipts_after: receiptsAfter, receipts_through: receiptsThrough }) => ({
        ...{ id, journal, leaves: leaves === null ? null : Number(leaves), receiptsAfter, receiptsThrough },
      }));
    },

    async balances() {
      const rows = await db.rows<{ account: string; currency: string; sum: string }>(
        'select account, currency, sum(minor) as sum from settlement.posting group by account, currency',
      );
      return new Map(rows.map(({ account, currency, sum }) => [accountKey(account, currency), BigInt(sum)]));
    },

    async entries(period) {
      const rows = await db.rows<{ key: string; account: string; minor: bigint; currency: string }>(
        `select e.key, p.account, p.minor, p.currency
         from settlement.journal_entry e join settlement.posting p on p.entry = e.key
         where e.period = $1 order by e.position, p.position`,
        [period],
      );
      const entries = new Map<string, JournalEntry>();
      for (const { key, ...posting } of rows) {
        entries.set(key, { key, period, postings: [...(entries.get(key)?.postings ?? []), posting] });
      }
      return [...entries.values()];
    },

    async countedPayments() {
      const rows = await db.rows<{ payment: string }>('select payment from settlement.counted_payment');
      return new Set(rows.map(({ payment }) => payment));
    },

    close: (closing) =>
      db.transaction(async (within) => {
        await within.rows(LEDGER_LOCK);
        const [last] = await within.rows<{ id: string }>(
          'select id from settlement.closed_period order by id desc limit 1',
        );
        if ((last?.id ?? null) !== closing.previous) return false;
        const { zone, currency } = closing.books;
        const [stated] = await within.rows('select from settlement.books where zone = $1 and currency = $2', [
          zone,
          currency,
        ]);
        if (!stated) return false;
        await write(within, closing);
        return true;
      }),

    async statements(period) {
      const rows = await db.rows<{ body: string }>(
        `select body from settlement.statement where $1::text is null or period = $1
         order by period, partner collate "C", currency`,
        [period ?? null],
      );
      return rows.map(({ body }) => frozen.parse(JSON.parse(body)));
    },
  };
}

/** The closed period is the last row: from then on its triggers refuse everything for it. */
async function write(db: Database, closing: Closing): Promise<void> {
  for (const { key, period, postings } of closing.entries) {
    await db.run('insert into settlement.journal_entry (key, period) values ($1, $2)', [key, period]);
    for (const [position, { account, minor, currency }] of postings.entries()) {
      await db.run(
        'insert into settlement.posting (entry, position, account, minor, currency) values ($1, $2, $3, $4, $5)',
        [key, position, account, minor, currency],
      );
    }
  }
  for (const statement of closing.statements) {
    await db.run('insert into settlement.statement (period, partner, currency, body) values ($1, $2, $3, $4)', [
      ...[closing.id, statement.partner.id, statement.currency, statementText(statement)],
    ]);
  }
  await db.run('insert into settlement.counted_payment (payment, period) select unnest($1::text[]), $2', [
    closing.payments,
    closing.id,
  ]);
  await db.run(
    `insert into settlement.closed_period (id, previous, closed_at, journal, receipts_after, receipts_through, leaves)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[closing.id, closing.previous, new Date(closing.closedAt), closing.journal],
      ...[closing.receiptsAfter, closing.receiptsThrough, closing.leaves],
    ],
  );
}
