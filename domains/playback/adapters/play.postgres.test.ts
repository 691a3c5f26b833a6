import { asId, DAY_MS } from '@duoping/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { postgresSubscriptions, migrations as subscriptionSteps } from '../../commerce/adapters/postgres.ts';
import { migrations as deviceSteps, postgresDevices } from '../../devices/adapters/postgres.ts';
import { migrations as householdSteps, postgresHouseholds } from '../../households/adapters/postgres.ts';
import { keysForPlay, type PlaybackPorts, renewPlay, startPlay } from '../index.ts';
import { anEvening, EVENING, FILM } from '../testing-evening.ts';
import { migrations, postgresPlays } from './postgres.ts';
import { postgresViewers } from './viewers.ts';

const SCREENS = 50;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase([deviceSteps, householdSteps, subscriptionSteps, migrations]);
});
afterAll(() => database.drop());

/** A household of fifty screens and two streams, in the real stores of its rooms. */
async function settle(name: string) {
  const { pool } = database;
  const rooms = {
    devices: postgresDevices(pool),
    households: postgresHouseholds(pool),
    subscriptions: postgresSubscriptions(pool),
  };
  const household = asId<'household'>(name);
  const device = (index: number) => asId<'device'>(`${name}-${index}`);
  await rooms.households.put({ id: household, name, streamLimit: 2, pseudonymKey: 'ab'.repeat(32) });
  await rooms.households.putProfile({ id: asId(`${name}-profile`), household, name, language: 'zh-CN' });
  const window = { start: EVENING - DAY_MS, end: EVENING + DAY_MS };
  await rooms.subscriptions.put({ id: asId(`${name}-sub`), household, plan: 'family', window });
  await rooms.devices.putModel({ id: 'tv-55', name: 'TV', screen: 'tv' });
  for (let index = 0; index < SCREENS; index++) {
    const id = device(index);
    const paired = { id, household, model: 'tv-55', name: id, tokenHash: id, pairedAt: EVENING, removedAt: null };
    await rooms.devices.add(paired);
  }
  const evening = anEvening();
  let made = 0;
  const ports: PlaybackPorts = {
    ...evening.ports,
    plays: postgresPlays(pool),
    viewers: postgresViewers(pool),
    ids: { next: <Of extends string>() => asId<Of>(`${name}-id-${++made}`) },
  };
  return { evening, ports, device };
}

test('fifty screens of a household press OK at once: exactly its two streams start', async () => {
  const { ports, device } = await settle('wang');
  const answers = await Promise.all(
    Array.from({ length: SCREENS }, (_, index) =>
      startPlay(ports, { device: device(index), work: FILM, territory: 'CN' }),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
  const reasons = answers.flatMap((answer) => (answer.ok ? [] : [answer.reason.reason]));
  expect(new Set(reasons)).toEqual(new Set(['stream-limit']));
});

test('twenty copies of one heartbeat leave one receipt in the database', async () => {
  const { evening, ports, device } = await settle('li');
  const started = await startPlay(ports, { device: device(0), work: FILM, territory: 'CN' });
  if (!started.ok) throw new Error(started.reason.reason);
  const ids = { play: started.value.play.id, device: device(0), territory: 'CN' };
  await keysForPlay(ports, { ...ids, kids: ['hd', 'audio'] });
  evening.at += 15_000;
  const beat = { sequence: 1, state: 'playing', positionSeconds: 15, watched: [[0, 15]] } as const;
  const answers = await Promise.all(Array.from({ length: 20 }, () => renewPlay(ports, { ...ids, beat })));
  expect(answers.every((answer) => answer.ok)).toBe(true);
  const receipts = await ports.plays.receiptsOf(ids.play);
  expect(receipts.map((receipt) => receipt.watchedMs)).toEqual([15_000]);
});
