import { asId } from '@duoping/kit';
import { buildIndex, decide } from '@duoping/rights';
import { denial } from '@duoping/rights/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf } from '#engines/postgres';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { caseStoreContract, notice } from '../case-store.contract.ts';
import { eventFact, eventStoreContract } from '../event.contract.ts';
import { indexOf } from '../index.ts';
import { licensingContract, NOW, offered } from '../licensing.contract.ts';
import { postgresCases } from './cases.ts';
import { postgresEvents } from './events.ts';
import { postgresNodes } from './nodes.ts';
import { licensingMigration, postgresLicensing } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([licensingMigration]);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query(
    'truncate rights_grant, rights_denial, clearance_rule, clearance, clearance_stop, clearance_lift, authority_key',
  );
  await database.pool.query('update rights_epoch set epoch = 1');
});
const stores = () => postgresLicensing(databaseOf(database.pool));

describe('takedown cases and nodes in PostgreSQL', () => {
  caseStoreContract(async () => {
    await database.pool.query('truncate takedown_case, takedown_entry, rights_node, rights_in_force');
    const db = databaseOf(database.pool);
    return { cases: postgresCases(db), nodes: postgresNodes(db) };
  });

  test('what was done about a case can’t be changed afterwards', async () => {
    const cases = postgresCases(databaseOf(database.pool));
    const id = asId<'TakedownCase'>('0190f000-0000-7000-8000-000000000009');
    await cases.open(id, notice());
    await cases.add(id, { act: 'opened', at: NOW, by: 'Mei' });
    for (const sql of [`update takedown_entry set body = '{}'`, 'delete from takedown_entry'])
      await expect(database.pool.query(sql)).rejects.toThrow('only added to');
  });
});

describe('event facts in PostgreSQL', () => {
  const events = async () => {
    await database.pool.query('truncate rights_event');
    return postgresEvents(databaseOf(database.pool));
  };
  eventStoreContract(events);

  test('what was said can’t be changed or removed afterwards', async () => {
    await (await events()).say(eventFact(1));
    for (const sql of [`update rights_event set body = '{}'`, 'delete from rights_event'])
      await expect(database.pool.query(sql)).rejects.toThrow('only added to');
  });
});

describe('licensing in PostgreSQL', () => {
  licensingContract(async () => stores());

  test('changes that come at once each have an epoch of their own, and none is lost', async () => {
    const epochs = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const change = { partner: 'a', alids: [`film-${at}`], grants: [offered('a', `film-${at}`)] };
        return (await stores().replaceGrants(change, NOW)).epoch;
      }),
    );
    expect(new Set(epochs)).toHaveLength(20);
    const facts = await stores().facts();
    expect([facts.epoch, facts.grants.length]).toEqual([21, 20]);
  });

  test('a change that fails half-way changes neither the facts nor the epoch', async () => {
    await stores().addDenial(denial(), 'Mei', NOW);
    await expect(stores().addDenial(denial(), 'Mei', NOW)).rejects.toThrow();
    expect(await stores().epoch()).toBe(2);
  });

  test('nothing is ever deleted: what ended is still there with its time', async () => {
    await stores().replaceGrants({ partner: 'a', alids: ['one'], grants: [offered('a', 'one')] }, NOW);
    await stores().replaceGrants({ partner: 'a', alids: ['one'], grants: [] }, NOW + 1000);
    const { rows } = await database.pool.query('select known_from, known_to from rights_grant');
    expect(rows).toHaveLength(1);
    expect(Number(rows[0]?.known_to) - Number(rows[0]?.known_from)).toBe(1000);
  });

  test('what was read back makes the same index as what was put in', async () => {
    const grants = [offered('a', 'one'), offered('b', 'one', { formatProfile: 'UHD' })];
    for (const one of grants)
      await stores().replaceGrants({ partner: one.partner, alids: ['one'], grants: [one] }, NOW);
    await stores().addDenial(denial({ scope: { partner: 'b' } }), 'Mei', NOW);
    const read = indexOf(await stores().facts());
    const put = buildIndex({ grants, denials: [denial({ scope: { partner: 'b' } })], epoch: 4 });
    const ask = { work: 'one', territory: 'US', screen: 'tv', verb: 'stream' } as const;
    const told = (index: typeof read) => {
      const decision = decide(index, ask, NOW);
      return decision.allow ? [decision.epoch, decision.chosen.id, decision.quality] : decision.reasons;
    };
    expect(told(read)).toEqual(told(put));
  });
});
