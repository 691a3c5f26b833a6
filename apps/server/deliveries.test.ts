/** Deliveries through the real command and the real API: rolled back, held, and what viewers get meanwhile. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf, pairDevice } from '../../journeys/device.ts';
import { type FilmRow, openHouse, PARTNER, type TestHouse, writeAvails } from '../../journeys/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const alid = (name: string): string => `md:alid:org:cinema:${name}`;
const film = (name: string, members: Partial<FilmRow> = {}): FilmRow => ({ alid: alid(name), title: name, ...members });
let drops = 0;

async function deliver(films: readonly FilmRow[], ...flags: string[]) {
  const drop = join(house.home, `drop-${++drops}`);
  await writeAvails(drop, films, house.server.house.clock.now());
  const done = await house.duoping('deliver', drop, '--partner', PARTNER, '--json', ...flags);
  return { ...done, delivery: JSON.parse(done.stdout || '{}') as { id: string; status: string } }; // the command's own answer
}
const operator = () => callerOf(house, house.server.house.secrets.operatorToken);
const granted = async () => (await house.server.house.licensing.facts()).grants.map((grant) => grant.alid).toSorted();

describe('a delivery that is rolled back', () => {
  test('leaves what was before it, on every path at once, and tells who did it and why', async () => {
    await deliver([film('one'), film('two')]);
    const before = await granted();
    const { epoch } = house.server.house.rights.current();
    const { delivery } = await deliver([film('two', { formatProfiles: ['SD', 'HD'] }), film('three')]);
    expect(await granted()).toHaveLength(4);
    const back = await house.duoping('deliver', '--roll-back', delivery.id, '--reason', 'the wrong month');
    expect([back.code, back.stderr]).toEqual([0, expect.stringContaining(`Rolled back ${delivery.id}`)]);
    expect(await granted()).toEqual(before);
    expect(house.server.house.rights.current().epoch).toBe(epoch + 2);
    const history = await operator().call('GET', `/api/deliveries/${delivery.id}/history`);
    expect(history.json).toMatchObject({
      acts: [
        { act: 'opened', by: 'operator' },
        { act: 'applied', by: 'operator', reason: null },
        { act: 'rolled-back', by: 'operator', reason: 'the wrong month' },
      ],
      later: [],
    });
  });

  test('is refused while later ones stand on it, which are named, and goes with them when told so', async () => {
    const before = await granted();
    const first = (await deliver([film('base')])).delivery.id;
    const second = (await deliver([film('base', { formatProfiles: ['HD'] })])).delivery.id;
    const refused = await house.duoping('deliver', '--roll-back', first, '--reason', 'no');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(second)]);
    expect(await granted()).toContain(alid('base'));
    const both = await house.duoping('deliver', '--roll-back', first, '--reason', 'no', '--with-later', '--json');
    const undone = JSON.parse(both.stdout) as { id: string; status: string }[]; // the command's own answer
    expect(undone.map(({ id, status }) => [id, status])).toEqual([
      [second, 'rolled-back'],
      [first, 'rolled-back'],
    ]);
    expect(await granted()).toEqual(before);
  });
});

test('a drop that takes most of a catalog away waits until somebody says why', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `many-${at}`);
  await deliver(names.map((name) => film(name, { formatProfiles: ['SD', 'HD'] })));
  const before = await granted();
  const fewer = names.map((name) => film(name));
  const held = await deliver(fewer);
  expect([held.code, held.delivery.status]).toEqual([1, 'held']);
  expect(held.stderr).toMatch(/12 of the partner's \d+ grants would end, more than 20 %/);
  expect(await granted()).toEqual(before);
  const meant = await deliver(fewer, '--despite', 'HD is over');
  expect([meant.code, meant.delivery.status]).toEqual([0, 'applied']);
  expect(await granted()).toHaveLength(before.length - 12);
});

test('what can’t be understood changes nothing: a wrong id, no reason, a delivery that was never applied', async () => {
  const nobodys = '01a204c6-0000-7000-8000-000000000000';
  expect((await operator().call('POST', `/api/deliveries/${nobodys}/roll-back`, { reason: 'x' })).status).toBe(404);
  const { delivery } = await deliver([film('never')], '--dry-run');
  const call = (body: unknown) => operator().call('POST', `/api/deliveries/${delivery.id}/roll-back`, body);
  expect((await call({ reason: 'x' })).json).toMatchObject({ error: { reason: 'not-applied' } });
  expect([(await call({})).status, (await call({ reason: ' ' })).status]).toEqual([400, 400]);
});

test('a new version of the contract empties the lists of a screen that it leaves out, at once and without a delivery', async () => {
  await deliver([film('amended')]);
  const phone = callerOf(house, await pairDevice(house, 'demo-phone'));
  const listed = async () => new TextDecoder().decode((await phone.call('GET', '/api/home')).bytes).includes('amended');
  expect(await listed()).toBe(true);
  const version = { id: 'cinema-1', partner: PARTNER, window: { start: '2020-01-01T00:00:00Z', end: null } };
  const narrowed = { ...version, version: 2, screens: { tv: {} } };
  const answer = await operator().call('POST', '/api/contracts', narrowed);
  expect([answer.status, answer.json]).toMatchObject([201, { added: true }]);
  expect(await listed()).toBe(false);
  const otherwise = await operator().call('POST', '/api/contracts', { ...narrowed, screens: { phone: {} } });
  expect([otherwise.status, otherwise.json]).toMatchObject([409, { error: { reason: 'other-terms' } }]);
  expect(await listed()).toBe(false);
});
