import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, callerOf } from '../../../journeys/device.ts';
import { openHouse, PARTNER, type TestHouse } from '../../../journeys/house.ts';

const NOBODYS = '01a204c6-0000-7000-8000-000000000000';
let house: TestHouse;
let operator: Caller;

beforeAll(async () => {
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
});
afterAll(() => house?.close());

const NOTICE = {
  ...{ regime: 'dmca', channel: 'e-mail', subject: 'The Lamp', locations: ['/title/lamp'], remove: true },
  party: { name: 'Rights & Co', contact: 'legal@rights.example', address: '1 Main Street', authority: 'owner' },
};

test.each([
  ['a partner by another spelling', { partner: 'Cinema' }, 'unknown-partner'],
  ['a contract that nobody has', { contract: 'cinema-l' }, 'unknown-contract'],
  ['another partner’s contract', { partner: 'rival', contract: 'cinema-1' }, 'unknown-contract'],
  ['a work that never was', { work: NOBODYS }, 'unknown-work'],
])('to withdraw %s is refused, so that nobody takes it for withdrawn', async (_, scope, reason) => {
  await house.server.house.deals.savePartner({ id: 'rival', name: 'Rival', names: {}, illustrative: false });
  const answer = await operator.call('POST', '/api/withdrawals', { ...scope, authority: 'its owner' });
  expect([answer.status, answer.json]).toMatchObject([404, { error: { reason } }]);
  const { work, ...rest } = { work: undefined, ...scope };
  const opened = await operator.call('POST', '/api/takedowns', {
    ...NOTICE,
    scope: { ...rest, ...(work === undefined ? {} : { works: [work] }) },
  });
  expect([opened.status, opened.json]).toMatchObject([404, { error: { reason } }]);
  expect((await operator.call('GET', '/api/withdrawals')).json).toEqual([]);
});

test('a partner and a contract that are known are withdrawn, with titles or without', async () => {
  for (const scope of [{ partner: PARTNER }, { contract: 'cinema-1' }, { partner: PARTNER, contract: 'cinema-1' }]) {
    const answer = await operator.call('POST', '/api/withdrawals', { ...scope, authority: 'its owner' });
    expect(answer.status).toBe(201);
  }
});
