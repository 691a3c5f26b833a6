/** Who is watching: each profile has its own place in a film, and one household's profiles are nobody else's. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { asId, MINUTE_MS } from '@duoping/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { somePlay } from '../../../domains/playback/testing.ts';
import { type Caller, callerOf, pairDevice } from '../../../journeys/device.ts';
import { HOUSEHOLD, openHouse, PARTNER, type TestHouse, writeAvails } from '../../../journeys/house.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const NEIGHBOURS = asId<'household'>('neighbours');

let house: TestHouse;
let ours: Caller;
let theirs: Caller;

beforeAll(async () => {
  house = await openHouse();
  const { households, clock, library, plays } = house.server.house;
  await households.putProfile({ id: asId('child'), household: HOUSEHOLD, name: 'Child', language: 'zh-CN' });
  const pseudonymKey = randomBytes(32).toString('hex');
  await households.put({ id: NEIGHBOURS, name: 'Neighbours', streamLimit: 2, pseudonymKey });
  await households.putProfile({ id: asId('them'), household: NEIGHBOURS, name: 'They', language: 'en' });
  const drop = join(house.home, 'drop');
  await writeAvails(drop, [{ alid: LAMP, title: 'The Lamp' }], clock.now());
  expect((await house.duoping('deliver', drop, '--partner', PARTNER)).code).toBe(0);
  await house.server.house.announce();
  ours = callerOf(house, await pairDevice(house));
  theirs = callerOf(house, await pairDevice(house, 'demo-phone', NEIGHBOURS));
  const [work = ''] = library().works.keys();
  const play = somePlay({ household: HOUSEHOLD, profile: asId('me'), work, startedAt: clock.now() });
  await plays.claim({ play, limit: 2, lapsed: 0 });
  const { id, profile, startedAt: playStartedAt, durationMs } = play;
  await plays.write({
    play: { ...play, version: 2, ended: { at: playStartedAt, reason: 'stopped' } },
    resume: {
      ...{ profile, work, play: id, playStartedAt, durationMs, at: playStartedAt },
      ...{ positionMs: 30 * MINUTE_MS, watchedNow: true },
    },
  });
});
afterAll(() => house?.close());

const as = (caller: Caller, profile: string | undefined, path = '/api/home') =>
  caller.call('GET', path, undefined, profile === undefined ? {} : { 'duoping-profile': profile });

const progressIn = (home: unknown): (number | null)[] => {
  const { rails } = home as { rails: { cards: { progress: number | null }[] }[] }; // the API's answer
  return rails.flatMap(({ cards }) => cards.map(({ progress }) => progress));
};

const change = (caller: Caller, method: string, id: string, name?: string) =>
  caller.call(method, `/api/profiles/${id}`, name === undefined ? undefined : { name });

test('a profile is added, renamed and removed by its own household alone; its places go with it, and what it plays ends', async () => {
  const { plays, clock, library } = house.server.house;
  const added = await ours.call('POST', '/api/profiles', { name: '  Grandma ', language: 'zh-CN' });
  expect([added.status, added.json]).toMatchObject([201, { name: 'Grandma', language: 'zh-CN' }]);
  const { id } = added.json as { id: string }; // the API's answer
  expect((await change(theirs, 'PATCH', id, 'Ours')).status).toBe(404);
  expect((await change(theirs, 'DELETE', id)).status).toBe(404);
  expect((await change(ours, 'PATCH', id, '外婆')).json).toEqual({ id, name: '外婆', language: 'zh-CN' });
  const [work = ''] = library().works.keys();
  const mark = { profile: asId<'profile'>(id), work, durationMs: 60 * MINUTE_MS, at: clock.now() };
  const play = somePlay({ household: HOUSEHOLD, profile: asId(id), work, startedAt: clock.now() });
  await plays.claim({ play, limit: 2, lapsed: 0 });
  await plays.write({
    play: { ...play, version: 2, ended: { at: clock.now(), reason: 'stopped' } },
    resume: { ...mark, play: play.id, playStartedAt: play.startedAt, positionMs: 20 * MINUTE_MS, watchedNow: true },
  });
  expect(await plays.resumeMarks(asId(id), 9)).toHaveLength(1);
  expect((await change(ours, 'DELETE', id)).status).toBe(204);
  expect(await plays.resumeMarks(asId(id), 9)).toEqual([]);
  expect(await as(ours, id)).toMatchObject({ status: 403, json: { error: { reason: 'unknown-profile' } } });
  expect((await change(ours, 'DELETE', id)).status).toBe(404);
});

test.each([
  ['nothing', '   '],
  ['marks that nobody sees', '\u200b\u200b'],
  ['more than a name', 'x'.repeat(25)],
])('a name of %s is refused', async (_, name) => {
  expect(await ours.call('POST', '/api/profiles', { name, language: 'en' })).toMatchObject({
    status: 422,
    json: { error: { reason: 'bad-name' } },
  });
});

test('the last profile stays, and there are at most eight', async () => {
  expect(await change(theirs, 'DELETE', 'them')).toMatchObject({
    status: 409,
    json: { error: { reason: 'last-profile' } },
  });
  const made: string[] = [];
  for (let count = 1; count < 8; count++) {
    const { json } = await theirs.call('POST', '/api/profiles', { name: `P${count}`, language: 'en' });
    made.push((json as { id: string }).id); // the API's answer
  }
  expect(await theirs.call('POST', '/api/profiles', { name: 'Ninth', language: 'en' })).toMatchObject({
    status: 409,
    json: { error: { reason: 'too-many-profiles' } },
  });
  for (const id of made) expect((await change(theirs, 'DELETE', id)).status).toBe(204);
});

test('a household sees its own profiles in the order they were made, and no other’s', async () => {
  expect((await as(ours, undefined, '/api/profiles')).json).toEqual({
    profiles: [
      { id: 'me', name: 'Me', language: 'en' },
      { id: 'child', name: 'Child', language: 'zh-CN' },
    ],
  });
  expect((await as(theirs, undefined, '/api/profiles')).json).toEqual({
    profiles: [{ id: 'them', name: 'They', language: 'en' }],
  });
});

test('where one profile left a film is not where another goes on', async () => {
  expect(progressIn((await as(ours, 'me')).json)).toContain(1 / 3);
  expect(progressIn((await as(ours, undefined)).json)).toContain(1 / 3);
  expect(progressIn((await as(ours, 'child')).json)).not.toContain(1 / 3);
  expect((await as(ours, 'child', '/api/me')).json).toMatchObject({ profile: { id: 'child' } });
});

test.each(['/api/home', '/api/me', '/api/search?q=lamp', '/api/profiles'])(
  '%s answers nothing in the name of another household’s profile, or of nobody',
  async (path) => {
    for (const profile of ['them', 'nobody', '']) {
      const refused = await as(ours, profile, path);
      expect([refused.status, refused.json?.error]).toMatchObject([403, { reason: 'unknown-profile' }]);
    }
  },
);
