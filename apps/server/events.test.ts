/** Windows that hang on events, at two nodes: a date at one opens at the other, and what is taken back ends what runs there. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '@duoping/kit';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import {
  openHouse,
  PARTNER,
  shootFilm,
  TERRITORY,
  type TestHouse,
  waitForMedia,
  writeAvails,
} from '../../journeys/house.ts';
import { type RunningServer, startServer } from './server.ts';

const LAMP = 'md:alid:org:cinema:lamp';
/** Within this time an event is followed on every node. */
const KNOWN_WITHIN_MS = 1000;

let house: TestHouse;
let second: TestHouse;
let node: RunningServer;
let operator: Caller;
let lamp = '';

/** A row whose start is ten days after the film's premiere, where the cell says so. */
const rowOf = (alid: string, members: Readonly<Record<string, string>> = {}) => ({
  ...{ ALID: alid, ContentID: `md:cid:org:${PARTNER}:${alid.split(':').at(-1)}`, DisplayName: 'Cinema' },
  ...{
    EntryType: 'Full Extract',
    WorkType: 'Movie',
    TitleInternalAlias: 'The Lamp',
    TitleDisplayUnlimited: 'The Lamp',
  },
  ...{ Territory: TERRITORY, LicenseType: 'SVOD', FormatProfile: 'SD', PriceType: 'NA' },
  ...{ Start: 'Theatrical', StartLag: 'P10D', End: 'Open' },
  ...members,
});

beforeAll(async () => {
  house = await openHouse();
  const { clock, secrets, config } = house.server.house;
  operator = callerOf(house, secrets.operatorToken);
  const folder = join(house.home, 'drop');
  await writeAvails(folder, [{ alid: 'md:alid:org:cinema:other', title: 'The Other' }], clock.now());
  await writeFile(join(folder, 'more.csv'), Papa.unparse([rowOf(LAMP)]));
  await shootFilm(join(folder, 'lamp.mp4'), 4);
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${LAMP}=lamp.mp4`);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(house, LAMP);
  node = await startServer({ config: { ...config, port: 0 }, brand: 'Duoping', log: () => undefined });
  second = { ...house, server: node, address: node.address.replace('127.0.0.1', 'localhost') };
  lamp =
    [...node.house.library().works.values()].find(({ offers }) => offers.some(({ alid }) => alid === LAMP))?.id ?? '';
});
afterAll(async () => {
  await node?.stop();
  await house?.close();
});

const say = (members: object, path = '/api/events') =>
  operator.call('POST', path, {
    ...{ kind: 'Theatrical', partner: PARTNER, alid: LAMP, territory: TERRITORY, note: 'letter' },
    ...members,
  });
const daysAgo = (days: number): string => new Date(house.server.house.clock.now() - days * DAY_MS).toISOString();
const why = (query = '') =>
  operator.call('GET', `/api/rights/explain?work=${lamp}&territory=${TERRITORY}&screen=tv${query}`);
const reasonsOf = ({ json }: Answer) => (json?.decision as { reasons?: readonly string[] } | undefined)?.reasons; // the API's own answer
const reasonOf = ({ json }: Answer) => (json?.error as { reason?: string } | undefined)?.reason; // the API's own answer

test('a title that waits is told with its event, its row and its file, and nobody can play it', async () => {
  const television = callerOf(second, await pairDevice(second));
  expect(reasonOf(await television.call('POST', '/api/plays', { work: lamp }))).toBe('waits-for-event');
  const { json } = await operator.call('GET', '/api/events/waiting');
  expect(json).toMatchObject({
    ...{ total: 1, next: null },
    waiting: [
      {
        ...{ partner: PARTNER, alid: LAMP, title: 'The Lamp', licenseType: 'SVOD' },
        ...{ waits: [{ event: 'Theatrical', lag: 'P10D', end: false }], place: { row: 2 } },
      },
    ],
  });
  const told = await why();
  expect(reasonsOf(told)).toEqual(['waits-for-event']);
  expect(told.json).toMatchObject({ decision: { nearestMiss: { waits: [{ event: 'Theatrical', lag: 'P10D' }] } } });
});

test('supposing a date tells what it would open, and says nothing', async () => {
  const supposed = await say({ at: daysAgo(20) }, '/api/events/suppose');
  expect(supposed.json).toMatchObject({
    partners: [{ partner: PARTNER, opens: [{ alid: LAMP, title: 'The Lamp', end: null }], closes: [], waits: 0 }],
  });
  expect((await operator.call('GET', '/api/events')).json).toEqual({ events: [], next: null });
});

test('a date at one node opens at the other within a second, moving it and taking it back end the play there', async () => {
  const television = callerOf(second, await pairDevice(second));
  const id = '0190f000-0000-7000-8000-00000000ee01';
  const dated = await say({ id, at: daysAgo(20) });
  expect([dated.status, dated.json]).toMatchObject([201, { added: true, ended: 1, begun: 1 }]);
  const again = await say({ id, at: daysAgo(20).slice(0, 10) });
  expect(again.status).toBe(400);
  const play = async () => (await television.call('POST', '/api/plays', { work: lamp })).status;
  await expect.poll(play, { timeout: KNOWN_WITHIN_MS, interval: 50 }).toBe(201);

  for (const [at, reason] of [
    [daysAgo(5), 'not-yet'],
    [null, 'waits-for-event'],
  ] as const) {
    const running = await television.call('POST', '/api/plays', { work: lamp });
    expect(running.status).toBe(201);
    const beat = () =>
      television.call('POST', `/api/plays/${String(running.json?.id)}/heartbeat`, {
        ...{ sequence: 1, positionSeconds: 0, watched: [] },
      });
    expect((await say({ at })).json).toMatchObject({ ended: 1, begun: 1 });
    const said = performance.now();
    let answer = await beat();
    while (answer.status === 200 && performance.now() - said < 5 * KNOWN_WITHIN_MS) answer = await beat();
    expect(performance.now() - said).toBeLessThan(KNOWN_WITHIN_MS);
    expect([answer.status, reasonOf(answer)]).toEqual([410, reason]);
    await say({ at: daysAgo(20) });
    await expect.poll(play, { timeout: KNOWN_WITHIN_MS, interval: 50 }).toBe(201);
  }
});

test('a date that moves while both leave the title open interrupts nobody', async () => {
  const television = callerOf(second, await pairDevice(second));
  const phone = callerOf(house, await pairDevice(house, 'demo-phone'));
  await say({ at: daysAgo(30) });
  const running = await television.call('POST', '/api/plays', { work: lamp });
  expect(running.status).toBe(201);
  const page = async () => (await phone.call('GET', `/api/titles/${lamp}`)).status;
  await expect.poll(page, { timeout: KNOWN_WITHIN_MS, interval: 50 }).toBe(200);
  const seen = new Set<number>();
  let moving = true;
  const looking = (async () => {
    while (moving) seen.add(await page());
  })();
  for (const days of [40, 50, 60])
    expect((await say({ at: daysAgo(days) })).json).toMatchObject({ ended: 1, begun: 1 });
  await new Promise((resolve) => setTimeout(resolve, KNOWN_WITHIN_MS));
  moving = false;
  await looking;
  expect([...seen]).toEqual([200]);
  const beat = await television.call('POST', `/api/plays/${String(running.json?.id)}/heartbeat`, {
    ...{ sequence: 1, positionSeconds: 0, watched: [] },
  });
  expect(beat.status).toBe(200);
  await television.call('POST', `/api/plays/${String(running.json?.id)}/stop`, {
    ...{ sequence: 2, positionSeconds: 0, watched: [] },
  });
});

test('the same id with other words is refused, and a name that nobody bears is', async () => {
  const id = '0190f000-0000-7000-8000-00000000ee02';
  expect((await say({ id, kind: 'Broadcast', at: daysAgo(1) })).status).toBe(201);
  expect(reasonOf(await say({ id, kind: 'Completed', at: daysAgo(1) }))).toBe('other-words');
  expect(reasonOf(await say({ partner: 'nobody', at: null }))).toBe('unknown-partner');
  expect(reasonOf(await say({ partner: undefined, alid: undefined, work: 'nothing', at: null }))).toBe('unknown-work');
  expect((await say({ work: lamp, at: null })).status).toBe(400);
  for (const [method, path] of [
    ['POST', '/api/events'],
    ['GET', '/api/events'],
    ['GET', '/api/events/waiting'],
    ['POST', '/api/events/suppose'],
  ] as const)
    expect([path, (await callerOf(house).call(method, path, method === 'POST' ? {} : undefined)).status]).toEqual([
      path,
      401,
    ]);
});

test('what was said is told page by page, and “why?” answers as was known before and after', async () => {
  const first = (await operator.call('GET', `/api/events?partner=${PARTNER}&alid=${LAMP}&limit=2`)).json;
  expect(first).toMatchObject({
    events: [{ kind: 'Broadcast', by: 'operator', title: 'The Lamp' }, { at: expect.any(String) }],
  });
  const all: { id: string; at: string | null; kind: string; knownFrom: string }[] = [];
  for (let next: unknown = ''; typeof next === 'string'; ) {
    const page = (await operator.call('GET', `/api/events?limit=2${next === '' ? '' : `&after=${next}`}`)).json;
    all.push(...((page?.events ?? []) as typeof all)); // the API's own answer
    next = page?.next;
  }
  const premieres = all.filter(({ kind }) => kind === 'Theatrical');
  expect(premieres.map(({ at }) => at === null)).toEqual([
    ...[false, false, false, false, false],
    ...[true, false, false, false],
  ]);
  const [taken, before] = premieres.slice(5);
  const at = encodeURIComponent(daysAgo(0));
  const known = async (fact: { knownFrom: string } | undefined, shiftMs: number) => {
    const instant = new Date(Date.parse(fact?.knownFrom ?? '') + shiftMs).toISOString();
    return reasonsOf(await why(`&at=${at}&knownAt=${encodeURIComponent(instant)}`)) ?? 'yes';
  };
  expect(await known(before, 0)).toBe('yes');
  expect(await known(taken, -1)).toBe('yes');
  expect(await known(taken, 0)).toEqual(['waits-for-event']);
});

test('the command says, supposes, lists and tells what waits', async () => {
  const title = ['--partner', PARTNER, '--alid', LAMP, '--territory', TERRITORY];
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const taken = await house.duoping('event', 'say', 'Theatrical', ...title, '--withdrawn', '--note', 'postponed');
  expect([taken.code, taken.stderr.trim()]).toEqual([0, 'Said. 1 grants ended by it, 1 began.']);
  const waiting = await house.duoping('event', 'waiting', '--partner', PARTNER);
  expect(lines(waiting.stdout)).toMatchObject([{ alid: LAMP, waits: [{ event: 'Theatrical' }] }]);
  const supposed = await house.duoping('event', 'say', 'Theatrical', ...title, '--at', daysAgo(30), '--suppose');
  expect(lines(supposed.stdout)).toMatchObject([{ partners: [{ opens: [{ alid: LAMP }] }] }]);
  const listed = await house.duoping('event', 'list', '--partner', PARTNER, '--alid', LAMP);
  expect(lines(listed.stdout)[0]).toMatchObject({ kind: 'Theatrical', at: null, note: 'postponed', by: 'operator' });
  for (const args of [['say', 'Theatrical', ...title], ['say'], ['withdraw'], ['list', 'more']])
    expect((await house.duoping('event', ...args)).code, args.join(' ')).toBe(2);
  expect((await house.duoping('event', 'say', 'Premiere', ...title, '--withdrawn')).code).toBe(1);
});
