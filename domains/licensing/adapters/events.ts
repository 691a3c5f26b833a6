/** What was said of events, in PostgreSQL: only ever added to. */
import type { Instant } from '@duoping/kit';
import type { Database } from '#engines/postgres';
import { type EventFact, type EventStore, subjectOf, topicOf } from '../event.ts';

export const eventsStep = {
  id: '0008-events',
  sql: `
    create table rights_event (
      seq bigint generated always as identity primary key,
      id uuid not null unique,
      subject text not null,
      topic text not null,
      body jsonb not null,
      known_from timestamptz not null
    );
    create index rights_event_topic on rights_event (topic, seq desc);
    create index rights_event_subject on rights_event (subject, seq desc);
    create function rights_event_only_added() returns trigger language plpgsql as
      $$ begin raise exception 'What was said of an event is only added to'; end $$;
    create trigger rights_event_only_added before update or delete on rights_event
      for each row execute function rights_event_only_added();
    create index rights_grant_waits on rights_grant (partner, alid, id)
      where known_to is null and (body ? 'waits' or body ? 'endWaits');`,
};

type Body = Omit<EventFact, 'knownFrom'>;

interface Row {
  readonly body: Body;
  readonly known: string;
}

const READ = 'body, (extract(epoch from known_from) * 1000)::bigint::text as known';

export function postgresEvents(db: Database): EventStore {
  return {
    async say({ knownFrom, ...body }) {
      await db.run('insert into rights_event (id, subject, topic, body, known_from) values ($1, $2, $3, $4, $5)', [
        ...[body.id, subjectOf(body.scope), topicOf(body), JSON.stringify(body), new Date(knownFrom)],
      ]);
    },

    async find(id) {
      const [row] = await db.rows<Row>(`select ${READ} from rights_event where id = $1`, [id]);
      return row && factOf(row);
    },

    async standing() {
      const rows = await db.rows<Row>(`select distinct on (topic) ${READ} from rights_event order by topic, seq desc`);
      return rows.map(factOf);
    },

    async history({ scope, after, limit }) {
      const rows = await db.rows<Row>(
        `select ${READ} from rights_event
         where ($1::text is null or subject = $1)
           and ($2::uuid is null or seq < (select seq from rights_event where id = $2))
         order by seq desc limit $3`,
        [scope ? subjectOf(scope) : null, after ?? null, limit],
      );
      return rows.map(factOf);
    },
  };
}

const factOf = ({ body, known }: Row): EventFact => {
  const knownFrom: Instant = Number(known);
  return { ...body, knownFrom };
};
