/** Takedown cases in PostgreSQL: the notice as it came, and one row for each thing done about it. */
import type { Database } from '#engines/postgres';
import type { CaseStore } from '../handle-case.ts';
import type { CaseEntry, CaseId, TakedownCase, TakedownNotice } from '../takedown-case.ts';

export const casesStep = {
  id: '0004-takedown-cases',
  sql: `
    create table takedown_case (
      id uuid primary key,
      received_at timestamptz not null,
      notice jsonb not null
    );
    create table takedown_entry (
      seq bigint generated always as identity primary key,
      takedown_case uuid not null references takedown_case (id),
      body jsonb not null
    );
    create index takedown_entry_case on takedown_entry (takedown_case, seq);
    create function takedown_entries_stay() returns trigger language plpgsql as
      $$ begin raise exception 'What was done about a case is only added to, never changed or deleted'; end $$;
    create trigger takedown_entries_stay before update or delete on takedown_entry
      for each row execute function takedown_entries_stay();`,
};

interface Row {
  readonly id: CaseId;
  readonly notice: TakedownNotice;
  readonly entries: readonly CaseEntry[] | null;
}

const CASES = `
  select c.id, c.notice, (select jsonb_agg(e.body order by e.seq) from takedown_entry e where e.takedown_case = c.id) as entries
  from takedown_case c`;

export function postgresCases(db: Database): CaseStore {
  return {
    async open(id, notice) {
      await db.run('insert into takedown_case (id, received_at, notice) values ($1, $2, $3)', [
        id,
        new Date(notice.receivedAt),
        JSON.stringify(notice),
      ]);
    },

    async add(id, entry) {
      await db.run('insert into takedown_entry (takedown_case, body) values ($1, $2)', [id, JSON.stringify(entry)]);
    },

    async find(id) {
      await db.rows('select id from takedown_case where id = $1 for update', [id]); // whoever asks next waits
      const [row] = await db.rows<Row>(`${CASES} where c.id = $1`, [id]);
      return row && caseOf(row);
    },

    async all() {
      const rows = await db.rows<Row>(`${CASES} order by c.received_at desc, c.id desc limit 1000`);
      return rows.map(caseOf);
    },
  };
}

const caseOf = ({ id, notice, entries }: Row): TakedownCase => ({ id, notice, entries: entries ?? [] });
