import { DAY_MS } from '@duoping/kit';
import { type Decision, decide } from '@duoping/rights';
import { grant, instant, request } from '@duoping/rights/testing';
import { expect, test } from 'vitest';
import { livingRights, type Withdrawal, type WithdrawPorts, withdraw } from './index.ts';
import { memoryLicensing } from './testing.ts';

const NOW = instant('2026-06-01T00:00:00Z');

/** Two partners' offers of one film, an index in force, and what withdrawing needs. */
async function aService() {
  const store = memoryLicensing();
  await store.replaceGrants({ partner: 'example', alids: ['film'], grants: [grant()] }, NOW);
  await store.replaceGrants(
    { partner: 'other', alids: ['film'], grants: [grant({ partner: 'other', contract: 'O-1' })] },
    NOW,
  );
  const rights = livingRights(store, () => NOW);
  await rights.refresh();
  let made = 0;
  const ports: WithdrawPorts = {
    clock: { now: () => NOW },
    ids: { next: () => `denial-${++made}` as never }, // as: ids are texts with a brand
    denials: store,
    announce: rights.refresh,
  };
  const ask = (members: Parameters<typeof request>[0] = {}, at = NOW): Decision =>
    decide(rights.current(), request(members), at);
  return { store, rights, ports, ask };
}

const reasonsOf = (decision: Decision) => (decision.allow ? 'allowed' : decision.reasons[0]);

test('a title that is withdrawn is refused at once, on every screen and for every verb', async () => {
  const { ports, ask } = await aService();
  await withdraw(ports, { kind: 'takedown', work: 'film', authority: 'court', case: '7/26' }, 'Mei');
  for (const screen of ['tv', 'stb', 'phone', 'tablet', 'web'] as const)
    for (const verb of ['list', 'stream'] as const) expect(reasonsOf(ask({ screen, verb }))).toBe('denied:takedown');
});

test('what was withdrawn and lifted is allowed again, and the fact that it was is kept', async () => {
  const { ports, store, rights, ask } = await aService();
  const denial = await withdraw(ports, { kind: 'takedown', work: 'film', authority: 'court' }, 'Mei');
  expect(await store.denials()).toMatchObject([{ id: denial.id, by: 'Mei', knownFrom: NOW }]);
  expect(await store.liftDenial(denial.id, 'Bo', NOW + 1)).toBe(true);
  await rights.refresh();
  expect(reasonsOf(ask())).toBe('allowed');
});

test.each<[string, Partial<Withdrawal>, readonly [Parameters<typeof request>[0], string][]]>([
  ['one partner’s offers: the other’s still plays', { partner: 'example', work: undefined }, [[{}, 'allowed']]],
  ['a contract: the offers under others still play', { contract: 'O-1', work: undefined }, [[{}, 'allowed']]],
  [
    'one screen',
    { screens: ['phone'] },
    [
      [{ screen: 'phone' }, 'denied:suspension'],
      [{ screen: 'tv' }, 'allowed'],
    ],
  ],
  [
    'one territory',
    { territories: { include: ['US-CA'], exclude: [] } },
    [
      [{ territory: 'US-CA' }, 'denied:suspension'],
      [{ territory: 'US' }, 'denied:suspension'],
      [{ territory: 'US-NY' }, 'allowed'],
    ],
  ],
])('%s', async (_, scope, questions) => {
  const { ports, ask } = await aService();
  await withdraw(ports, { kind: 'suspension', work: 'film', authority: 'partner', ...scope }, 'Mei');
  for (const [members, wanted] of questions) expect(reasonsOf(ask(members))).toBe(wanted);
});

test('two partners are both suspended: nobody’s offer is left', async () => {
  const { ports, ask } = await aService();
  for (const partner of ['example', 'other'])
    await withdraw(ports, { kind: 'suspension', partner, authority: 'operator' }, 'Mei');
  expect(reasonsOf(ask())).toBe('denied:suspension');
});

test('a withdrawal from a day to a day holds between them, to the millisecond', async () => {
  const { ports, ask } = await aService();
  const [from, until] = [NOW + DAY_MS, NOW + 2 * DAY_MS];
  await withdraw(ports, { kind: 'embargo', work: 'film', from, until, authority: 'festival' }, 'Mei');
  const told = [from - 1, from, until - 1, until].map((at) => reasonsOf(ask({}, at)));
  expect(told).toEqual(['allowed', 'denied:embargo', 'denied:embargo', 'allowed']);
});

test('whichever step fails, the withdrawal is whole in the facts or not there at all, and is never announced before it is kept', async () => {
  for (const failing of ['addDenial', 'announce'] as const) {
    const { ports, store, rights, ask } = await aService();
    const epoch = await store.epoch();
    const fail = async () => Promise.reject(new Error('port failed'));
    const broken: WithdrawPorts =
      failing === 'announce'
        ? { ...ports, announce: fail }
        : { ...ports, denials: { ...ports.denials, addDenial: fail } };
    const act = withdraw(broken, { kind: 'takedown', work: 'film', authority: 'court' }, 'Mei');
    await expect(act).rejects.toThrow('port failed');
    await rights.refresh();
    const kept = failing === 'announce';
    expect([await store.epoch(), (await store.denials()).length]).toEqual(kept ? [epoch + 1, 1] : [epoch, 0]);
    expect(reasonsOf(ask())).toBe(kept ? 'denied:takedown' : 'allowed');
  }
});
