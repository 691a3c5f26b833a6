/** An evening is told as it went: allowed, keys, watched, ended, each with its play. */
import { asId, DAY_MS } from '@duoping/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { postgresSubscriptions, migrations as subscriptionSteps } from '../../commerce/adapters/postgres.ts';
import { migrations as deviceSteps, postgresDevices } from '../../devices/adapters/postgres.ts';
import { migrations as householdSteps, postgresHouseholds } from '../../households/adapters/postgres.ts';
import { keysForPlay, renewPlay, startPlay, stopPlay } from '../index.ts';
import { anEvening, EVENING, FILM } from '../testing-evening.ts';
import { newestActs } from './newest-acts.ts';
import { migrations, postgresPlays } from './postgres.ts';
import { postgresViewers } from './viewers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([deviceSteps, householdSteps, subscriptionSteps, migrations]);
});
afterAll(() => database.drop());

test('the newest acts come first: how it ended, what was watched, the keys, and what was allowed', async () => {
  const { pool } = database;
  const household = asId<'household'>('lin');
  const device = asId<'device'>('lin-tv');
  const households = postgresHouseholds(pool);
  await households.put({ id: household, name: 'Lin', streamLimit: 2, pseudonymKey: 'ab'.repeat(32) });
  await households.putProfile({ id: asId('all'), household, name: 'All', language: 'en' });
  const window = { start: EVENING - DAY_MS, end: EVENING + DAY_MS };
  await postgresSubscriptions(pool).put({ id: asId('lin-sub'), household, plan: 'family', window });
  const devices = postgresDevices(pool);
  await devices.putModel({ id: 'tv-55', name: 'TV', screen: 'tv' });
  await devices.add({
    ...{ id: device, household, model: 'tv-55', name: 'TV', tokenHash: 'x', pairedAt: EVENING, removedAt: null },
  });
  const evening = anEvening();
  const ports = { ...evening.ports, plays: postgresPlays(pool), viewers: postgresViewers(pool) };
  const acts = newestActs(pool);
  expect(await acts(10)).toEqual([]);

  const started = await startPlay(ports, { device, work: FILM, territory: 'CN' });
  if (!started.ok) throw new Error(started.reason.reason);
  const of = { play: started.value.play.id, device, territory: 'CN' };
  evening.at += 1_000;
  await keysForPlay(ports, { ...of, kids: ['hd', 'audio'] });
  evening.at += 15_000;
  const beat = { sequence: 1, state: 'playing', positionSeconds: 15, watched: [[0, 15]] } as const;
  await renewPlay(ports, { ...of, beat });
  evening.at += 1_000;
  await stopPlay(ports, { ...of, beat: { ...beat, sequence: 2, watched: [] } });

  const told = await acts(10);
  expect(told.map(({ kind }) => kind)).toEqual(['ended', 'watched', 'keys', 'allowed']);
  expect(told).toMatchObject([
    { at: EVENING + 17_000, play: { ended: { reason: 'stopped' } } },
    { at: EVENING + 16_000, watchedMs: 15_000, receipt: 1 },
    { at: EVENING + 1_000, keys: 2 },
    { at: EVENING, play: { work: FILM, screen: 'tv', permission: { partner: expect.any(String) } } },
  ]);
  expect(await acts(2)).toEqual(told.slice(0, 2));
});
