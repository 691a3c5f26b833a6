/** The operator's questions over time, asked of the real server: what if, exposure, conflicts, and as known then. */
import { join } from 'node:path';
import { DAY_MS, formatInstant } from '@duoping/kit';
import { explain, type Grant, rightsHistory, SCREENS, VERBS } from '@duoping/rights';
import { grant } from '@duoping/rights/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownFacts } from '#licensing';
import { postgresCatalog } from '../../../domains/catalog/adapters/postgres.ts';
import { receiptOf } from '../../../domains/settlement/testing.ts';
import { type Caller, callerOf } from '../../../journeys/device.ts';
import { openHouse, PARTNER, type TestHouse, writeAvails } from '../../../journeys/house.ts';
import { type RightsQuestion, rightsAnswers } from '../rights-answers.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const CUT_DAYS = 10;

let house: TestHouse;
let operator: Caller;
/** The instant around which everything below is told. */
let now = 0;

const day = (days: number): number => now + days * DAY_MS;
const scopeOf = (from: number, until: number) => ({
  ...{ territories: ['CN'], screens: ['tv'], since: formatInstant(day(from)), until: formatInstant(day(until)) },
});
/** One second of tomorrow, so that it lies in one month whenever this runs. */
const tomorrow = () => {
  const since = Math.floor(day(1) / 1000) * 1000;
  const [from, until] = [formatInstant(since), formatInstant(since + 1000)];
  return { territories: ['CN'], screens: ['tv'], since: from, until };
};

beforeAll(async () => {
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  const { licensing, clock, db } = house.server.house;
  now = clock.now();
  const open = { territories: { include: ['CN'], exclude: [] }, window: { start: day(-90), end: day(90) } };
  const offered = (members: Partial<Grant>): Grant => grant({ ...open, partner: 'tide', contract: 'T-1', ...members });
  const put = (grants: readonly Grant[], partner: string, at: number) =>
    licensing.replaceGrants({ partner, alids: grants.map(({ alid }) => alid), grants }, at);
  await put([offered({ work: 'river', alid: 'river' }), offered({ work: 'hill', alid: 'hill' })], 'tide', day(-80));
  // Cut ten days ago, to have ended thirty days ago.
  const cut = offered({ work: 'river', alid: 'river', window: { start: day(-90), end: day(-30) } });
  await put([cut], 'tide', day(-CUT_DAYS));
  await put(
    [offered({ partner: 'isle', contract: 'I-1', work: 'hill', alid: 'hill', exclusive: true })],
    'isle',
    day(-5),
  );
  const late = { waits: [{ event: 'Theatrical' }], window: { start: 0, end: 0 } };
  await put([offered({ ...late, partner: 'reef', contract: 'R-1', work: 'moor', alid: 'moor' })], 'reef', day(-5));
  for (const [id, after] of [
    ['before', -40],
    ['exposed', -20],
    ['later', -2],
  ] as const) {
    const receipt = receiptOf({ id, play: `play ${id}`, work: 'river', to: day(after) });
    await db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[id, receipt.play, new Date(receipt.to), JSON.stringify(receipt)],
    ]);
  }
  await house.server.house.announce();
});
afterAll(() => house?.close());

test('the contracts under which anything is granted are told with their partners', async () => {
  const { status, bytes } = await operator.call('GET', '/api/rights/sources');
  expect([status, JSON.parse(new TextDecoder().decode(bytes))]).toEqual([
    200,
    [
      { partner: 'isle', contract: 'I-1', grants: 1, waiting: 0, works: 1 },
      { partner: 'reef', contract: 'R-1', grants: 0, waiting: 1, works: 1 },
      { partner: 'tide', contract: 'T-1', grants: 2, waiting: 0, works: 2 },
    ],
  ]);
});

test('what if a contract ended: its titles close, month by month, with their names', async () => {
  const answer = await operator.call('POST', '/api/rights/what-if', { withoutContracts: ['I-1'], ...tomorrow() });
  expect(answer).toMatchObject({ status: 200, json: { removedGrants: 1, addedGrants: 0, touched: 1, months: [] } });
  const both = { withoutPartners: ['isle', 'tide'], ...tomorrow(), language: 'zh-CN' };
  const { json } = await operator.call('POST', '/api/rights/what-if', both);
  expect(json).toMatchObject({
    ...{ removedGrants: 3, touched: 2, titles: { hill: 'hill' } },
    months: [{ territory: 'CN', screen: 'tv', verb: 'stream', opens: [], closes: ['hill'], longer: [], shorter: [] }],
  });
});

test('what if a delivery were applied: what it opens, without applying it', async () => {
  const folder = join(house.home, 'drop');
  await writeAvails(folder, [{ alid: LAMP, title: 'The Lamp' }], now);
  const sent = await house.duoping('deliver', folder, '--partner', PARTNER, '--dry-run');
  expect(sent.stderr).toContain('1 appear');
  const deliveries = await operator.call('GET', `/api/deliveries?partner=${PARTNER}`);
  const [delivery] = Object.values(deliveries.json ?? {}) as readonly { id: string }[]; // the newest first
  const ask = { withDelivery: delivery?.id, ...tomorrow() };
  const { status, json } = await operator.call('POST', '/api/rights/what-if', ask);
  expect([status, json]).toMatchObject([200, { addedGrants: 1, months: [{ opens: [LAMP] }] }]);
  const explained = `/api/rights/explain?work=${LAMP}&territory=CN&screen=tv`;
  expect((await operator.call('GET', explained)).json).toMatchObject({ decision: { reasons: ['unknown-work'] } });
});

test('a cut that reaches back exposes the time that was open and the play that was watched in it', async () => {
  const { status, json } = await operator.call('POST', '/api/rights/exposure', scopeOf(-90, 90));
  expect(status).toBe(200);
  expect(json).toMatchObject({
    titles: { river: 'river' },
    time: [{ work: 'river', windows: [{ start: formatInstant(day(-30)), end: formatInstant(day(-CUT_DAYS)) }] }],
    uses: [
      { receipt: 'exposed', play: 'play exposed', kind: 'cut', reasons: ['ended'], contract: 'T-1' },
      { receipt: 'later', kind: 'never-allowed', grant: null },
    ],
    ...{ exposed: 2, complete: true },
  });
  expect(json?.uses).toMatchObject([{ knownFrom: formatInstant(day(-CUT_DAYS)) }, {}]);
  const asked = { ...scopeOf(-90, 90), works: ['hill'] };
  expect((await operator.call('POST', '/api/rights/exposure', asked)).json).toMatchObject({ uses: [], exposed: 0 });
});

test('receipts are read a page at a time, each once and the earliest first, also those of one instant', async () => {
  const { db, receipts } = house.server.house;
  const same = ['a', 'b', 'c'].map((id) => receiptOf({ id: `same ${id}`, play: 'same', work: 'lake', to: day(-50) }));
  for (const receipt of same)
    await db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[receipt.id, receipt.play, new Date(receipt.to), JSON.stringify(receipt)],
    ]);
  const read = async (works?: readonly string[]) => {
    const pages = await Array.fromAsync(receipts.watchedDuring({ start: day(-90), end: now }, works, 2));
    return pages.flat().map(({ id }) => id);
  };
  expect(await read()).toEqual(['same a', 'same b', 'same c', 'before', 'exposed', 'later']);
  expect(await read(['lake'])).toEqual(['same a', 'same b', 'same c']);
  expect(await read(['nothing'])).toEqual([]);
});

test('the same question is answered as known then and as known now', async () => {
  const at = encodeURIComponent(formatInstant(day(-20)));
  const ask = `/api/rights/explain?work=river&territory=CN&screen=tv&at=${at}`;
  expect((await operator.call('GET', ask)).json).toMatchObject({ decision: { allow: false, reasons: ['ended'] } });
  const then = encodeURIComponent(formatInstant(day(-20)));
  expect((await operator.call('GET', `${ask}&knownAt=${then}`)).json).toMatchObject({
    ...{ decision: { allow: true }, knownAt: formatInstant(day(-20)) },
  });
  expect((await operator.call('GET', `${ask}&knownAt=yesterday`)).status).toBe(400);
});

test('as known then is worked out in the thread, and says what is said here of the same record', async () => {
  const { licensing, rightsQuestions } = house.server.house;
  const { ask } = rightsQuestions;
  const asked: RightsQuestion['kind'][] = [];
  Object.assign(rightsQuestions, {
    ask(question: RightsQuestion) {
      asked.push(question.kind);
      return ask(question);
    },
  });
  const request = { work: 'river', territory: 'CN', screen: 'tv', verb: 'stream' } as const;
  const instants = [-85, -60, -20, -CUT_DAYS, 0].map(day);
  for (const at of instants)
    for (const known of instants) {
      const query = new URLSearchParams({ ...request, at: formatInstant(at), knownAt: formatInstant(known) });
      const { status, json } = await operator.call('GET', `/api/rights/explain?${query}`);
      const history = rightsHistory(knownFacts(await licensing.record(['river'])));
      const told = explain(history.at('river', known), request, at);
      const here = { ...told, at: formatInstant(at), knownAt: formatInstant(known) };
      expect([status, json]).toEqual([200, JSON.parse(JSON.stringify(here))]);
    }
  Object.assign(rightsQuestions, { ask });
  expect(asked).toEqual(instants.flatMap(() => instants.map(() => 'explain')));
});

test('an exclusive claim and another partner’s grant of the same title are told', async () => {
  const { status, json } = await operator.call('GET', '/api/rights/conflicts');
  expect([status, json]).toMatchObject([
    200,
    { conflicts: [{ kind: 'exclusive-broken', work: 'hill', partners: ['isle', 'tide'], contracts: ['I-1', 'T-1'] }] },
  ]);
  expect(json).toMatchObject({
    conflicts: [
      {
        screens: ['stb', 'tv', 'phone', 'tablet', 'web'],
        claims: [
          { partner: 'isle', exclusive: true, place: { sheet: 'Movies', row: 4 } },
          { partner: 'tide', exclusive: false, window: { start: formatInstant(day(-90)) } },
        ],
      },
    ],
  });
});

test('one title under two ids is one title when both carry its EIDR, as the command says', async () => {
  const { licensing } = house.server.house;
  const eidr = '1234-5678-9ABC-DEF0-1234-X';
  const everywhere = { territories: { include: ['CN'], exclude: [] }, window: { start: day(-1), end: day(1) } };
  const put = (partner: string, work: string, alid: string) => {
    const own = grant({ ...everywhere, partner, contract: `${partner}-9`, work, alid });
    return licensing.replaceGrants({ partner, alids: [alid], grants: [own] }, now);
  };
  await put('isle', 'lake one', `md:alid:eidr-s:${eidr}`);
  await put('tide', 'lake two', `md:alid:eidr:10.5240/${eidr}`);
  const { json } = await operator.call('GET', '/api/rights/conflicts');
  const told = (json?.conflicts ?? []) as readonly { work: string }[]; // by the schema
  const about = told.filter(({ work }) => work.startsWith('lake'));
  expect(about).toMatchObject([{ kind: 'same-title', work: 'lake one', contracts: ['isle-9', 'tide-9'] }]);
});

test('what an authority came to approve is not taken for closed in what a change would do', async () => {
  const { licensing } = house.server.house;
  const rule = {
    authority: 'board',
    screens: ['tv'] as const,
    territories: { include: ['CN'], exclude: [] },
    since: 0,
  };
  await licensing.requireClearance(rule, now - 2000);
  const approved = { authority: 'board', work: 'hill', reference: 'B-1', window: { start: 0, end: null } };
  await licensing.recordClearance(approved, now - 1000);
  const ask = { withoutPartners: ['isle', 'tide'], ...tomorrow() };
  const { json } = await operator.call('POST', '/api/rights/what-if', ask);
  expect(json).toMatchObject({ months: [{ closes: ['hill'] }] });
});

test('the thread answers as its own answers would here, also after something changed', async () => {
  const { licensing, deliveries, receipts, rightsQuestions, db } = house.server.house;
  const here = rightsAnswers({
    ...{ facts: licensing, catalog: postgresCatalog(db), deliveries, watchedDuring: receipts.watchedDuring },
  });
  const during = { start: day(-90), end: day(90) };
  const asked = { territories: ['CN', 'US'], screens: SCREENS, verbs: VERBS, during, language: 'en' };
  const change = { ...asked, withoutContracts: ['T-1'], withoutPartners: ['isle'], withoutDeliveries: [] };
  const questions: readonly RightsQuestion[] = [
    { kind: 'sources' },
    { kind: 'conflicts', language: 'en' },
    { kind: 'exposure', asked },
    { kind: 'what-if', asked: change },
  ];
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const both = async () => {
    for (const question of questions) {
      const [there, own] = [await rightsQuestions.ask(question), await here(question, now)];
      expect(there.ok && text(there.value)).toBe(own.ok && JSON.stringify(own.value));
    }
    const sources = await rightsQuestions.ask({ kind: 'sources' });
    return sources.ok ? text(sources.value) : '';
  };
  expect(await both()).not.toContain('isle-10');
  const own = grant({ partner: 'isle', contract: 'isle-10', work: 'sea', alid: 'sea' });
  await licensing.replaceGrants({ partner: 'isle', alids: ['sea'], grants: [own] }, now);
  expect(await both()).toContain('isle-10');
  await rightsQuestions.close();
  expect((await rightsQuestions.ask({ kind: 'sources' })).ok).toBe(true);
});

test.each([
  ['/api/rights/what-if', { territories: ['XX'] }, 400],
  ['/api/rights/what-if', { territories: [] }, 400],
  ['/api/rights/what-if', { since: 'x' }, 400],
  ['/api/rights/what-if', { until: '2000-01-01T00:00:00Z' }, 400],
  ['/api/rights/what-if', { until: '2999-01-01T00:00:00Z' }, 400],
  ['/api/rights/what-if', { withDelivery: 'x' }, 400],
  ['/api/rights/what-if', { withDelivery: '01a204c6-0000-7000-8000-000000000000' }, 404],
  ['/api/rights/exposure', { since: 'x' }, 400],
] as const)('%s with %j is refused with %i', async (path, members, status) => {
  expect((await operator.call('POST', path, { ...tomorrow(), ...members })).status).toBe(status);
});
