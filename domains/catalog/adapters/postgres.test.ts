import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf } from '#engines/postgres';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { catalogStoreContract, countedIds } from '../catalog-store.contract.ts';
import { catalogMigration, postgresCatalog } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([catalogMigration]);
});
afterAll(() => database.drop());
beforeEach(async () => void (await database.pool.query('truncate work, work_offer, work_description, work_artwork')));
const catalog = () => postgresCatalog(databaseOf(database.pool));

describe('the catalog in PostgreSQL', () => {
  catalogStoreContract(async () => catalog());

  test('partners that deliver the same EIDR at once meet in one work', async () => {
    const newId = countedIds();
    const eidr = '10.5240/7791-8534-2C23-9030-8610-5';
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => catalog().matchWorks([{ partner: `p${at}`, alid: 'film', eidr }], newId)),
    );
    expect((await catalog().works()).map(({ offers }) => offers.length)).toEqual([8]);
  });

  test('more works than are read at once come back whole, each once, in order', async () => {
    await database.pool.query(`
      insert into work select gen_random_uuid(), null from generate_series(1, 2500);
      insert into work_offer select p, 'film-' || id, id from work, (values ('a'), ('b')) partners (p);
      insert into work_description select partner, alid, 'en', '{"title": "Amber"}' from work_offer;
      insert into work_artwork select partner, alid, 'poster', md5(alid) from work_offer`);
    const works = await catalog().works();
    const ids = works.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toHaveLength(2_500);
    for (const { id, offers, descriptions, artwork } of works) {
      for (const said of [offers, descriptions, artwork])
        expect(said.map(({ partner, alid }) => [partner, alid])).toEqual([
          ['a', `film-${id}`],
          ['b', `film-${id}`],
        ]);
    }
  });
});
