/** What every store of deals must do, whatever engine is behind it. Run it inside a `describe`; each test takes a new store. */
import { DAY_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { ContentPlan } from './content-plan.ts';
import type { Contract, Partner } from './contract.ts';
import { readContract } from './contract-file.ts';
import type { DealStore } from './ports.ts';

const START = Date.UTC(2026, 0, 1);
const LANTERN: Partner = { id: 'lantern', name: 'Lantern', names: { 'zh-CN': '灯笼' }, illustrative: false };

export function contractOf(members: object = {}): Contract {
  const read = readContract({
    ...{ id: 'L-1', partner: LANTERN.id, screens: { tv: { maxHeight: 1080 } } },
    window: { start: '2026-01-01T00:00:00Z', end: '2027-01-01T00:00:00Z' },
    ...members,
  });
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

const planOf = (minor: string): ContentPlan => ({
  id: 'plan',
  name: { en: 'Plan' },
  budget: { minor, currency: 'USD', source: 'illustrative' },
  envelopes: [],
  commitments: [],
});

export function dealStoreContract(open: () => Promise<DealStore>): void {
  test('a partner that is saved again is renamed and stays one', async () => {
    const deals = await open();
    await deals.savePartner(LANTERN);
    await deals.savePartner({ ...LANTERN, id: 'comet' });
    await deals.savePartner({ ...LANTERN, name: 'Lantern Films' });
    expect(await deals.partners()).toEqual([
      { ...LANTERN, id: 'comet' },
      { ...LANTERN, name: 'Lantern Films' },
    ]);
  });

  test('a contract comes back as it was signed', async () => {
    const deals = await open();
    await deals.savePartner(LANTERN);
    const contract = contractOf({
      title: 'All of it',
      territories: { include: ['CN'], exclude: ['CN-TW'] },
      rules: { zone: { fixed: 'Asia/Shanghai' }, impliesLower: true },
      money: { kind: 'minimum-guarantee', amount: { minor: '100000000', currency: 'USD' } },
    });
    expect(await deals.addContract(contract, START)).toBe(true);
    expect(await deals.contracts()).toEqual([contract]);
  });

  test('a version never changes: said again with other words it is refused and the first stays', async () => {
    const deals = await open();
    await deals.savePartner(LANTERN);
    await deals.addContract(contractOf(), START);
    expect(await deals.addContract(contractOf({ screens: { phone: {} } }), START + DAY_MS)).toBe(false);
    expect(await deals.contracts()).toEqual([contractOf()]);
  });

  test('the highest version counts, in whatever order the versions were entered', async () => {
    const deals = await open();
    await deals.savePartner(LANTERN);
    for (const version of [2, 10, 9, 0]) await deals.addContract(contractOf({ version }), START);
    await deals.addContract(contractOf({ id: 'A-1' }), START);
    expect((await deals.contracts()).map(({ terms }) => [terms.id, terms.version])).toEqual([
      ['A-1', 1],
      ['L-1', 10],
    ]);
    const all = (await deals.contractVersions()).map(({ terms }) => [terms.id, terms.version]);
    expect(all).toEqual([['A-1', 1], ...[0, 2, 9, 10].map((version) => ['L-1', version])]);
  });

  test('nothing is signed with a partner that nobody knows', async () => {
    const deals = await open();
    await expect(deals.addContract(contractOf({ partner: 'stranger' }), START)).rejects.toThrow();
    expect(await deals.contracts()).toEqual([]);
  });

  test('the plan that was stated last counts, also when it is an earlier one again', async () => {
    const deals = await open();
    for (const [day, minor] of ['1', '2', '2', '1'].entries())
      await deals.savePlan(planOf(minor), START + day * DAY_MS);
    expect((await deals.plans()).map(({ budget }) => budget.minor)).toEqual(['1']);
  });
}
