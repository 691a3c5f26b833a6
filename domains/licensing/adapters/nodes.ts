/** Nodes and what each has put in force, in PostgreSQL. */
import type { Database } from '#engines/postgres';
import type { NodeStore } from '../node-store.ts';

export const nodesStep = {
  id: '0005-nodes',
  sql: `
    create table rights_node (
      id uuid primary key,
      name text not null,
      seen_at timestamptz not null
    );
    create table rights_in_force (
      node uuid not null references rights_node (id),
      epoch bigint not null,
      since timestamptz not null,
      primary key (node, epoch)
    );`,
};

export function postgresNodes(db: Database): NodeStore {
  return {
    async confirm({ id, name }, { epoch, since }, at) {
      await db.run(
        `insert into rights_node (id, name, seen_at) values ($1, $2, $3)
         on conflict (id) do update set seen_at = excluded.seen_at`,
        [id, name, new Date(at)],
      );
      await db.run('insert into rights_in_force (node, epoch, since) values ($1, $2, $3) on conflict do nothing', [
        id,
        epoch,
        new Date(since),
      ]);
    },

    async confirmations(epoch, since) {
      const rows = await db.rows<{ node: string; name: string; confirmed: string | null; seen: string }>(
        `select n.id as node, n.name, (extract(epoch from min(f.since)) * 1000)::bigint::text as confirmed,
           (extract(epoch from n.seen_at) * 1000)::bigint::text as seen
         from rights_node n left join rights_in_force f on f.node = n.id and f.epoch >= $1
         where n.seen_at >= $2
         group by n.id order by n.name, n.id`,
        [epoch, new Date(since)],
      );
      return rows.map(({ node, name, confirmed, seen }) => ({
        ...{ node, name, seenAt: Number(seen) },
        confirmedAt: confirmed === null ? null : Number(confirmed),
      }));
    },
  };
}
