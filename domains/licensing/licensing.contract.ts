/** What every store of the operator's rights must do, whatever engine is behind it. Run it inside a `describe`; each test takes a new store. */
import { DAY_MS, type Instant } from '@duoping/kit';
import { decide, type Grant, rightsHistory } from '@duoping/rights';
import { denial, grant, request } from '@duoping/rights/testing';
import { expect, test } from 'vitest';
import type { GrantStore } from './apply-grants.ts';
import type { Clearance, ClearanceRule, ClearanceStore } from './clearance.ts';
import type { GrantSourceStore } from './grant-sources.ts';
import { knownFacts, type RightsRecordStore } from './history.ts';
import { indexOf, livingRights, type RightsFactsStore } from './living-rights.ts';
import type { DenialStore } from './withdraw.ts';

export type LicensingStores = RightsFactsStore &
  RightsRecordStore &
  DenialStore &
  GrantStore &
  GrantSourceStore &
  ClearanceStore;

export const NOW: Instant = Date.UTC(2026, 10, 22, 12);

export const offered = (partner: string, alid: string, members: Partial<Grant> = {}): Grant =>
  grant({ partner, alid, work: alid, ...members });

const RULE: ClearanceRule = {
  authority: 'board',
  screens: ['tv'],
  territories: { include: ['US'], exclude: [] },
  since: 0,
};
const CLEARED: Clearance = { authority: 'board', work: 'film', reference: '7', window: { start: 0, end: null } };

export function licensingContract(open: () => Promise<LicensingStores>): void {
  const put = (
    store: LicensingStores,
    partner: string,
    grants: readonly Grant[],
    at = NOW,
    alids?: readonly string[],
  ) => store.replaceGrants({ partner, alids: alids ?? [...new Set(grants.map(({ alid }) => alid))], grants }, at);
  const known = async (store: LicensingStores) =>
    (await store.facts()).grants
      .map(({ partner, alid, formatProfile }) => `${partner} ${alid} ${formatProfile}`)
      .sort();

  test('a new picture of a title replaces the old one, of this partner and these titles alone', async () => {
    const store = await open();
    await put(store, 'a', [offered('a', 'one'), offered('a', 'two')]);
    await put(store, 'b', [offered('b', 'one')]);
    const change = await put(store, 'a', [offered('a', 'one', { formatProfile: 'UHD' })], NOW + DAY_MS);
    expect([change.added, change.ended]).toEqual([1, 1]);
    expect(await known(store)).toEqual(['a one UHD', 'a two HD', 'b one HD']);
    expect(await store.grantsOf('a', ['two', 'three'])).toMatchObject([{ partner: 'a', alid: 'two' }]);
    expect([await store.grantedAlids('a'), await store.grantedAlids('b')]).toEqual([['one', 'two'], ['one']]);
  });

  test('each contract is told with what it grants, what waits under it and how many works that is', async () => {
    const store = await open();
    expect(await store.grantSources()).toEqual([]);
    const own = (alid: string, members: Partial<Grant>) =>
      offered('b', alid, { id: `${alid} ${members.contract}`, ...members });
    await put(store, 'b', [
      own('one', { contract: 'B-2' }),
      own('two', { contract: 'B-2' }),
      own('one', { contract: 'B-2', id: 'another', licenseType: 'EST' }),
      own('late', { contract: 'B-2', waits: [{ event: 'Theatrical' }], window: { start: 0, end: 0 } }),
      own('late', { contract: 'B-1', waits: [{ event: 'Broadcast' }], window: { start: 0, end: 0 } }),
    ]);
    await put(store, 'a', [offered('a', 'one', { contract: 'B-2' }), offered('a', 'gone', { contract: 'A-1' })]);
    await put(store, 'a', [], NOW + DAY_MS, ['gone']);
    expect(await store.grantSources()).toEqual([
      { partner: 'a', contract: 'B-2', grants: 1, waiting: 0, works: 1 },
      { partner: 'b', contract: 'B-1', grants: 0, waiting: 1, works: 1 },
      { partner: 'b', contract: 'B-2', grants: 3, waiting: 1, works: 3 },
    ]);
  });

  test('what waits for an event is told page by page, grants nothing and isn’t counted', async () => {
    const store = await open();
    const waits = [{ event: 'Theatrical' }];
    const window = { start: 0, end: 0 };
    const late = offered('a', 'one', { id: 'w1', waits, window });
    const other = offered('b', 'one', { id: 'w2', endWaits: { event: 'Broadcast' } });
    await put(store, 'a', [late, offered('a', 'two')]);
    await put(store, 'b', [other]);
    const ids = async (page: Parameters<typeof store.waitingGrants>[0]) =>
      (await store.waitingGrants(page)).map(({ id }) => id);
    expect(await ids({ limit: 9 })).toEqual(['w1', 'w2']);
    expect([await ids({ limit: 1 }), await ids({ limit: 9, after: late })]).toEqual([['w1'], ['w2']]);
    expect(await ids({ limit: 9, partner: 'b' })).toEqual(['w2']);
    expect([await store.countWaiting(), await store.countWaiting('b')]).toEqual([2, 1]);
    expect([await store.countGrants('a'), await store.countGrants('b')]).toEqual([1, 1]);
    const ask = { ...request(), work: 'one' };
    const [allowed] = (await store.facts()).grants.filter(({ id }) => id === 'w2');
    const decision = decide(indexOf(await store.facts()), ask, NOW);
    expect(decision.allow && decision.grants).toEqual([allowed]);
    await put(store, 'a', [], NOW + 1, ['one']);
    expect(await ids({ limit: 9 })).toEqual(['w2']);
  });

  test('an index that follows the changes answers as one that is built of all facts', async () => {
    const store = await open();
    const rights = livingRights(store, () => NOW);
    await rights.refresh();
    const [hd, sd] = [offered('a', 'one'), offered('a', 'one', { formatProfile: 'SD' })];
    const acts = [
      () => put(store, 'a', [hd, sd]),
      () => put(store, 'b', [offered('b', 'two')]),
      () => put(store, 'a', [sd]),
      () => store.addDenial(denial({ scope: { work: 'two' } }), 'Mei', NOW),
      async () => {
        await put(store, 'a', [hd], NOW + 1); // came back, went and came back between two looks
        await put(store, 'a', [sd], NOW + 2);
        await put(store, 'a', [hd], NOW + 3);
      },
      () => store.requireClearance(RULE, NOW),
      () => put(store, 'a', [], NOW + 4, ['one']),
      () => store.liftDenial(denial().id, 'Mei', NOW),
    ];
    for (const act of acts) {
      await act();
      await rights.refresh();
      const whole = indexOf(await store.facts());
      expect(rights.epoch()).toBe(whole.epoch);
      const { grants: _, ...others } = await store.facts();
      expect(await store.restrictions()).toEqual(others);
      for (const work of ['one', 'two'])
        for (const screen of ['tv', 'phone'] as const) {
          const ask = request({ work, screen });
          expect(decide(rights.current(), ask, NOW)).toEqual(decide(whole, ask, NOW));
        }
    }
  });

  test('what is said again stays as it was known, and only the rest ends', async () => {
    const store = await open();
    const [first, second] = [offered('a', 'one'), offered('a', 'one', { formatProfile: 'SD' })];
    await put(store, 'a', [first, second]);
    const change = await put(store, 'a', [first, first], NOW + DAY_MS);
    expect([change.added, change.ended]).toEqual([0, 1]);
    expect((await store.facts()).grants).toEqual([{ ...first, knownFrom: NOW }]);
  });

  test('a title without a single grant is gone, and may come back', async () => {
    const store = await open();
    await put(store, 'a', [offered('a', 'one')]);
    await put(store, 'a', [], NOW + DAY_MS, ['one']);
    expect(await known(store)).toEqual([]);
    await put(store, 'a', [offered('a', 'one')], NOW + 2 * DAY_MS);
    expect((await store.facts()).grants).toEqual([{ ...offered('a', 'one'), knownFrom: NOW + 2 * DAY_MS }]);
  });

  test('grants of some works are known whoever granted them', async () => {
    const store = await open();
    await put(store, 'a', [offered('a', 'one'), offered('a', 'two')]);
    await put(store, 'b', [offered('b', 'one')]);
    expect((await store.grantsOfWorks(['one', 'three'])).map(({ partner }) => partner).sort()).toEqual(['a', 'b']);
    expect(await store.grantsOfWorks([])).toEqual([]);
  });

  test('a grant that ended is still known by its id, and to its own partner', async () => {
    const store = await open();
    const [one, two] = [offered('a', 'one'), offered('a', 'two')];
    await put(store, 'a', [one, two]);
    await put(store, 'a', [], NOW + DAY_MS, ['one']);
    expect((await store.grantsById('a', [two.id, one.id])).map(({ alid }) => alid).sort()).toEqual(['one', 'two']);
    expect([await store.countGrants('a'), await store.countGrants('b')]).toEqual([1, 0]);
    expect(await store.grantsById('a', [])).toEqual([]);
    await expect(store.grantsById('b', [one.id])).rejects.toThrow('never had');
    await expect(store.grantsById('a', ['nothing'])).rejects.toThrow('never had');
  });

  test('every change moves the epoch on by one, and the facts name it', async () => {
    const store = await open();
    const changes: readonly (() => Promise<unknown>)[] = [
      () => put(store, 'a', [offered('a', 'one')]),
      () => store.addDenial(denial(), 'operator', NOW),
      () => store.requireClearance(RULE, NOW),
      () => store.recordClearance(CLEARED, NOW),
      () => store.liftDenial('d', 'operator', NOW),
    ];
    for (const change of changes) {
      const before = await store.epoch();
      await change();
      expect(await store.epoch()).toBe(before + 1);
      expect((await store.facts()).epoch).toBe(before + 1);
    }
  });

  test('a denial is in force until it is lifted, once', async () => {
    const store = await open();
    await store.addDenial(denial(), 'Mei', NOW);
    await store.addDenial(denial({ id: 'later', kind: 'suspension' }), 'Bo', NOW + 1);
    expect((await store.denials()).map(({ id, by, knownFrom }) => [id, by, knownFrom])).toEqual([
      ['later', 'Bo', NOW + 1],
      ['d', 'Mei', NOW],
    ]);
    expect((await store.facts()).denials).toEqual([denial(), denial({ id: 'later', kind: 'suspension' })]);
    expect(await store.liftDenial('d', 'Bo', NOW + 2)).toBe(true);
    expect(await store.liftDenial('d', 'Bo', NOW + 3)).toBe(false);
    expect((await store.facts()).denials.map(({ id }) => id)).toEqual(['later']);
  });

  test('the record keeps what was superseded and lifted, with the time that it was known', async () => {
    const store = await open();
    const [first, second] = [offered('a', 'one'), offered('a', 'one', { formatProfile: 'SD' })];
    await put(store, 'a', [first]);
    await put(store, 'a', [second], NOW + 1000);
    await put(store, 'a', [first], NOW + 2000);
    await put(store, 'b', [offered('b', 'two')], NOW + 3000);
    await store.addDenial(denial({ id: 'gone', scope: { work: 'one' } }), 'Mei', NOW + 10);
    await store.liftDenial('gone', 'Bo', NOW + 20);
    await store.addDenial(denial({ id: 'all', scope: { partner: 'b' } }), 'Mei', NOW + 30);
    const times = ({ knownFrom, knownTo }: { knownFrom: number; knownTo: number | null }) => [
      knownFrom - NOW,
      knownTo === null ? null : knownTo - NOW,
    ];
    const all = await store.record();
    expect(all.epoch).toBe(await store.epoch());
    const told = all.grants.map((one) => [one.alid, one.formatProfile, ...times(one)]);
    expect(told.sort((a, b) => Number(a[2]) - Number(b[2]))).toEqual([
      ['one', 'HD', 0, 1000],
      ['one', 'SD', 1000, 2000],
      ['one', 'HD', 2000, null],
      ['two', 'HD', 3000, null],
    ]);
    expect(all.denials.map((one) => [one.id, ...times(one)])).toEqual([
      ['all', 30, null],
      ['gone', 10, 20],
    ]);
    const ofTwo = await store.record(['two']);
    expect([ofTwo.grants.length, ofTwo.denials.map(({ id }) => id)]).toEqual([1, ['all']]);
  });

  test('a title that lacked its clearance as known then has it as known now', async () => {
    const store = await open();
    await put(store, 'a', [offered('a', 'film')]);
    await store.requireClearance(RULE, NOW + 10);
    await store.recordClearance(CLEARED, NOW + 20);
    await store.recordClearance({ ...CLEARED, work: 'other' }, NOW + 30);
    const facts = knownFacts(await store.record(['film']));
    const ask = { work: 'film', territory: 'US', screen: 'tv', verb: 'stream' } as const;
    const told = [5, 10, 19, 20, 31].map((after) => {
      const decision = decide(rightsHistory(facts).at('film', NOW + after), ask, Date.UTC(2026, 5, 1));
      return decision.allow ? 'allowed' : decision.reasons[0];
    });
    expect(told).toEqual(['allowed', 'denied:clearance', 'denied:clearance', 'allowed', 'allowed']);
  });

  test('an authority is given one key, and keeps it', async () => {
    const store = await open();
    expect(await store.authorityKey('board')).toBeUndefined();
    expect(await store.giveAuthorityKey({ authority: 'board', hash: 'ab' }, 'Mei', NOW)).toEqual({
      ok: true,
      value: null,
    });
    const again = await store.giveAuthorityKey({ authority: 'board', hash: 'cd' }, 'Mei', NOW);
    expect(again).toEqual({ ok: false, reason: 'authority-known' });
    expect([await store.authorityKey('board'), await store.authorityKey('other')]).toEqual(['ab', undefined]);
  });

  test('nobody gives a key to an authority while something stands that it stopped', async () => {
    const store = await open();
    const give = async (authority: string) => {
      const given = await store.giveAuthorityKey({ authority, hash: 'ab' }, 'Mei', NOW + 2);
      return given.ok ? 'given' : given.reason;
    };
    await store.recordClearance(CLEARED, NOW);
    await store.stopClearance({ authority: 'board', work: 'film' }, 'board', NOW + 1);
    expect([await give('board'), await store.authorityKey('board')]).toEqual(['authority-stopped', undefined]);
    expect(await give('another')).toBe('given');
    await store.recordClearance(CLEARED, NOW + 3, { by: 'Mei', reason: 'a court said so' });
    expect(await give('board')).toBe('given');
  });

  test('an authority may stop a title that it never approved, and nobody approves it then', async () => {
    const store = await open();
    await store.requireClearance(RULE, NOW, 'Mei');
    const of = { authority: 'board', work: 'film' };
    expect(await store.stopClearance(of, 'Bo', NOW + 1)).toBe(1);
    expect(await store.stopClearance(of, 'Bo', NOW + 2)).toBe(0);
    expect(await store.recordClearance(CLEARED, NOW + 3, { by: 'Mei' })).toBe(false);
    expect(await store.stopped()).toEqual([{ ...of, by: 'Bo', at: NOW + 1 }]);
    expect(await store.clearanceFacts()).toMatchObject({ clearanceRules: [RULE], clearances: [] });
    expect(await store.stopClearance({ ...of, authority: 'nobody knows' }, 'Bo', NOW + 4)).toBe(0);
    expect(await store.stopped()).toHaveLength(1);
  });

  test('what was done about a title is told with who and when, the latest first', async () => {
    const store = await open();
    const of = { authority: 'board', work: 'film' };
    await store.requireClearance(RULE, NOW, 'Mei');
    await store.requireClearance({ ...RULE, works: ['other'] }, NOW, 'Mei');
    await store.recordClearance(CLEARED, NOW + 1, { by: 'Mei' });
    await store.recordClearance({ ...CLEARED, work: 'other' }, NOW + 1, { by: 'Mei' });
    await store.stopClearance(of, 'Bo', NOW + 2);
    await store.recordClearance(CLEARED, NOW + 3, { by: 'Li', reason: 'a cut was agreed' });
    const { reference } = CLEARED;
    expect(await store.clearanceHistory(of)).toEqual([
      { act: 'approved', at: NOW + 3, by: 'Li', reference },
      { act: 'lifted', at: NOW + 3, by: 'Li', reason: 'a cut was agreed' },
      { act: 'stopped', at: NOW + 2, by: 'Bo' },
      { act: 'approved', at: NOW + 1, by: 'Mei', reference },
      { act: 'required', at: NOW, by: 'Mei' },
    ]);
  });

  test('two denials never have one id', async () => {
    const store = await open();
    await store.addDenial(denial(), 'Mei', NOW);
    await expect(store.addDenial(denial({ kind: 'embargo' }), 'Mei', NOW)).rejects.toThrow();
    expect((await store.facts()).denials).toEqual([denial()]);
  });

  test('rules and clearances that are stated again stay one', async () => {
    const store = await open();
    for (let times = 0; times < 2; times++) {
      await store.requireClearance(RULE, NOW);
      await store.recordClearance(CLEARED, NOW);
    }
    await store.recordClearance({ ...CLEARED, work: 'other' }, NOW);
    const { clearanceRules, clearances } = await store.facts();
    expect(clearanceRules).toEqual([RULE]);
    expect(clearances.map(({ work }) => work).sort()).toEqual(['film', 'other']);
  });

  test('an approval that its authority took back counts no more, until the authority itself lifts that', async () => {
    const store = await open();
    await store.recordClearance(CLEARED, NOW);
    await store.recordClearance({ ...CLEARED, work: 'other' }, NOW);
    const before = await store.epoch();
    expect(await store.stopClearance({ authority: 'board', work: 'film' }, 'board', NOW + 1)).toBe(1);
    expect(await store.stopClearance({ authority: 'board', work: 'film' }, 'board', NOW + 2)).toBe(0);
    expect((await store.facts()).clearances.map(({ work }) => work)).toEqual(['other']);
    expect(await store.epoch()).toBeGreaterThan(before);
    expect(await store.stopped()).toEqual([{ authority: 'board', work: 'film', by: 'board', at: NOW + 1 }]);
    for (const again of [CLEARED, { ...CLEARED, reference: '8' }])
      expect(await store.recordClearance(again, NOW + 2)).toBe(false);
    expect((await store.facts()).clearances.map(({ work }) => work)).toEqual(['other']);
    expect(await store.recordClearance(CLEARED, NOW + 3, { by: 'Mei', reason: 'a cut was agreed' })).toBe(true);
    expect(await store.stopped()).toEqual([]);
    expect((await store.facts()).clearances.map(({ work }) => work).sort()).toEqual(['film', 'other']);
    const known = (await store.record(['film'])).clearances.map(({ knownFrom, knownTo }) => [knownFrom, knownTo]);
    expect(known.sort()).toEqual([
      [NOW, NOW + 1],
      [NOW + 3, null],
    ]);
  });
}
