/** Two partners' people over the same month: each sees its own audience and statements, and not a letter of the other's. */
import { randomUUID } from 'node:crypto';
import { asId, DAY_MS, HOUR_MS } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chargeOf, contractOf, receiptOf, shareOf } from '../../../domains/settlement/testing.ts';
import { type Answer, type Caller, callerOf } from '../../../journeys/device.ts';
import { openHouse, type TestHouse } from '../../../journeys/house.ts';

const OCTOBER = Date.UTC(2026, 9, 10);
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const PARTNERS = ['cinema', 'rival'] as const;
type Partner = (typeof PARTNERS)[number];
/** Letters that stand in everything of one partner's and in nothing of the other's. */
const MARKS = { cinema: /cinema|lantern/i, rival: /rival|glacier/i } as const;
const TITLES = { cinema: 'lantern', rival: 'glacier' } as const;

let house: TestHouse;
let operator: Caller;
let people: Readonly<Record<Partner, Caller>>;
const deliveries = { cinema: asId<'Delivery'>(randomUUID()), rival: asId<'Delivery'>(randomUUID()) };

beforeAll(async () => {
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  const { deals, charging, clock } = house.server.house;
  for (const partner of PARTNERS) {
    await deals.savePartner({ id: partner, name: partner, names: {}, illustrative: false });
    await deals.addContract(contractOf({ id: `${partner}-share`, partner, money: shareOf(5000) }), clock.now());
  }
  await charging.payments.append(chargeOf({ key: 'c1', at: OCTOBER }));
  // Twelve households watch the cinema on the television, two on the phone; nine watch the rival.
  await watch('cinema', { households: 12, screen: 'tv', at: OCTOBER });
  await watch('cinema', { households: 2, screen: 'phone', at: OCTOBER + DAY_MS });
  await watch('rival', { households: 9, screen: 'tv', at: OCTOBER + HOUR_MS });
  for (const partner of PARTNERS) await deliverExclusively(partner);
  await operator.call('PUT', '/api/books', { zone: 'Asia/Shanghai', currency: 'CNY' });
  expect((await operator.call('POST', '/api/settlements', { period: '2026-10' })).json?.status).toBe('closed');
  people = { cinema: await personOf('cinema'), rival: await personOf('rival') };
});
afterAll(() => house?.close());

describe('D02: two partners in one house', () => {
  test.each(PARTNERS)(
    'D02: no answer of the portal to the people of %s names anything of the other',
    async (partner) => {
      const other = partner === 'cinema' ? 'rival' : 'cinema';
      const paths = house.server.routes
        .filter(({ method, access }) => method === 'GET' && access === 'partner')
        .map(({ url }) =>
          url.replace(':period', '2026-10').replace(':format', 'json').replace(':id', deliveries[partner]),
        );
      expect(paths.length).toBeGreaterThanOrEqual(6);
      for (const path of paths) {
        for (const query of ['', `?partner=${other}`, `?period=2026-10&partner=${other}`]) {
          const answer = await people[partner].call('GET', path + query);
          expect(`${path}${query} ${textOf(answer)}`.replace(query, '')).not.toMatch(MARKS[other]);
        }
      }
    },
  );

  test.each(PARTNERS)(
    'D02: the people of %s read their delivery, and not whose licence its exclusive row meets',
    async (partner) => {
      const { status, json } = await people[partner].call('GET', `/api/portal/deliveries/${deliveries[partner]}`);
      expect(status).toBe(200);
      expect(json).toMatchObject({ partner, report: { diff: { unchanged: 1, conflicts: [] } } });
      const whole = (await operator.call('GET', `/api/deliveries/${deliveries[partner]}`)).json;
      expect(whole).toMatchObject({ report: { diff: { conflicts: [{ line: { alid: TITLES[partner] } }] } } });
    },
  );

  test.each(PARTNERS)('D02: the people of %s see their own statement, in all three forms', async (partner) => {
    const list = (await people[partner].call('GET', '/api/portal/statements')).json as unknown as unknown[];
    expect(list).toMatchObject([{ period: { id: '2026-10' }, partner: { id: partner }, status: 'closed' }]);
    const one = await people[partner].call('GET', '/api/portal/statements/2026-10');
    expect(textOf(one)).toMatch(MARKS[partner]);
    for (const format of ['json', 'xlsx', 'pdf']) {
      const file = await people[partner].call('GET', `/api/portal/statements/2026-10/files/${format}`);
      const theirs = await operator.call('GET', `/api/statements/2026-10/${partner}/files/${format}`);
      expect(file.status).toBe(200);
      expect(Buffer.from(file.bytes)).toEqual(Buffer.from(theirs.bytes));
    }
    expect((await people[partner].call('GET', '/api/portal/statements/2026-11')).status).toBe(404);
  });
});

describe('the audience', () => {
  test('is told by screen; what few households watched is told together, never alone', async () => {
    const { json } = await people.cinema.call('GET', '/api/portal/audience?period=2026-10');
    expect(json).toMatchObject({
      ...{ told: true, smallest: 10, all: { watchedMs: 14 * 15_000, plays: 14, households: 14 } },
      screens: { cells: [], others: { cells: 2, watchedMs: 14 * 15_000, plays: 14 } },
      titles: { cells: [{ key: 'lantern', households: 14 }], others: null },
    });
  });

  test('of fewer than ten households is not told at all', async () => {
    const { json, bytes } = await people.rival.call('GET', '/api/portal/audience?period=2026-10');
    expect(json).toMatchObject({ told: false, all: null, titles: { cells: [], others: null } });
    expect(new TextDecoder().decode(bytes)).not.toContain('135000');
  });

  test('of the month that runs is asked for without a name, and offers the months of the books', async () => {
    const { json } = await people.cinema.call('GET', '/api/portal/audience');
    expect(json).toMatchObject({ told: false, zone: 'Asia/Shanghai' });
    expect(json?.periods).toEqual(expect.arrayContaining([json?.period, '2026-10']));
  });
});

/** A delivery whose one row claims a title for its partner alone, while the other partner grants it as well. */
async function deliverExclusively(partner: Partner): Promise<void> {
  const other = partner === 'cinema' ? 'rival' : 'cinema';
  const lineOf = (of: Partner) => ({
    ...{ alid: TITLES[of], title: TITLES[of], licenseType: 'SVOD', formatProfile: 'HD', territories: 'CN' },
    ...{ screens: ['tv'], start: OCTOBER, end: null },
  });
  const conflict = { line: lineOf(partner), partner: other, contract: `${other}-1`, theirs: lineOf(other) };
  const report = {
    ...{ findings: [], counts: { errors: 0, warnings: 0, notices: 0 }, clauses: 1, grants: 1, holds: [] },
    diff: { appears: [], disappears: [], changes: [], unchanged: 1, conflicts: [conflict] },
  };
  const head = { id: deliveries[partner], partner, name: 'avails', receivedAt: OCTOBER, status: 'applied' as const };
  await house.server.house.deliveries.atomically((writes) => writes.deliveries.save({ ...head, files: [], report }));
}

async function watch(
  partner: Partner,
  { households, screen, at }: { households: number; screen: string; at: number },
): Promise<void> {
  for (let household = 1; household <= households; household++) {
    const id = `${partner}-${screen}-${household}`;
    const alid = TITLES[partner];
    const receipt = {
      ...receiptOf({ id, play: id, household: id, screen, to: at + household, work: alid, alid, partner }),
      ...{ contract: `${partner}-share`, grant: `grant of ${partner}` },
    };
    await house.server.house.db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[id, id, new Date(receipt.to), JSON.stringify(receipt)],
    ]);
  }
}

const textOf = ({ bytes }: Answer): string => new TextDecoder().decode(bytes);

async function personOf(partner: Partner): Promise<Caller> {
  const email = `somebody@${partner === 'cinema' ? 'one' : 'two'}.example`;
  const added = await operator.call('POST', '/api/accounts', { email, name: 'Somebody', partner });
  const { password } = added.json as { password: string }; // the API's answer
  const signedIn = await callerOf(house).call('POST', '/api/session', { email, password }, OWN_PAGE);
  expect(signedIn.status).toBe(200);
  const cookies = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]);
  const headers = { cookie: cookies.join('; '), ...OWN_PAGE };
  return { call: (method, path, body) => callerOf(house).call(method, path, body, headers) };
}
