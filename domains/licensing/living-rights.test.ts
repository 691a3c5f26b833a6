import { decide } from '@duoping/rights';
import { denial, grant, instant, request } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { indexOf, livingRights, type RightsFactsStore } from './index.ts';
import { type MemoryLicensing, memoryLicensing } from './testing.ts';

const NOW = instant('2026-06-01T00:00:00Z');

async function licensed() {
  const store = memoryLicensing();
  await store.replaceGrants({ partner: 'example', alids: ['film'], grants: [grant()] }, NOW);
  return store;
}

/** Counts the readings, and can hold them up or make them fail. */
function watched(store: MemoryLicensing) {
  const watch = { epochs: 0, facts: 0, changes: 0, gate: Promise.resolve(), failing: false };
  const stand = async () => {
    await watch.gate;
    if (watch.failing) throw new Error('the database is away');
  };
  const watchedStore: RightsFactsStore = {
    restrictions: () => store.restrictions(),
    epoch: async () => {
      watch.epochs++;
      const epoch = await store.epoch();
      await stand();
      return epoch;
    },
    facts: async () => {
      watch.facts++;
      const facts = await store.facts();
      await stand();
      return facts;
    },
    changesSince: async (epoch) => {
      watch.changes++;
      const change = await store.changesSince(epoch);
      await stand();
      return change;
    },
  };
  return { watch, store: { ...store, ...watchedStore } };
}

const allows = (rights: ReturnType<typeof livingRights>): boolean => decide(rights.current(), request(), NOW).allow;

describe('the index in force', () => {
  test('is not there before the first reading, so that nothing is decided without one', async () => {
    const rights = livingRights(await licensed(), () => NOW);
    expect(() => rights.current()).toThrow('not been read');
    expect([rights.epoch(), rights.checkedAt()]).toEqual([undefined, Number.NEGATIVE_INFINITY]);
    await rights.refresh();
    expect([rights.epoch(), rights.checkedAt(), allows(rights)]).toEqual([2, NOW, true]);
  });

  test('is swapped whole: whoever holds the old one decides by it to the end', async () => {
    const store = await licensed();
    const rights = livingRights(store, () => NOW);
    await rights.refresh();
    const held = rights.current();
    await store.addDenial(denial(), 'Mei', NOW);
    expect(rights.current()).toBe(held);
    await rights.refresh();
    expect(allows(rights)).toBe(false);
    expect(decide(held, request(), NOW)).toMatchObject({ allow: true, epoch: 2 });
    expect(decide(rights.current(), request(), NOW)).toMatchObject({ allow: false, epoch: 3 });
  });

  test('is not built again while the epoch stays', async () => {
    const { watch, store } = watched(await licensed());
    const rights = livingRights(store, () => NOW);
    for (let times = 0; times < 3; times++) await rights.refresh();
    expect([watch.epochs, watch.facts]).toEqual([3, 1]);
  });

  test('is looked for once by all who ask at the same time, and once more for those who ask during the look', async () => {
    const { watch, store } = watched(await licensed());
    const rights = livingRights(store, () => NOW);
    let open = () => {};
    watch.gate = new Promise((resolve) => {
      open = resolve;
    });
    const asked = Array.from({ length: 5 }, () => rights.refresh());
    open();
    await Promise.all(asked);
    expect(watch.epochs).toBe(2);
  });

  test('holds every change that was committed before the refresh was asked for', async () => {
    const memory = await licensed();
    const { watch, store } = watched(memory);
    const rights = livingRights(store, () => NOW);
    await rights.refresh();
    let open = () => {};
    watch.gate = new Promise((resolve) => {
      open = resolve;
    });
    const early = rights.refresh();
    await memory.addDenial(denial(), 'Mei', NOW);
    const late = rights.refresh();
    open();
    await early;
    await late;
    expect(allows(rights)).toBe(false);
  });

  test('stays, and grows old, while the facts can’t be read', async () => {
    let now = NOW;
    const memory = await licensed();
    const { watch, store } = watched(memory);
    const rights = livingRights(store, () => now);
    await rights.refresh();
    await memory.addDenial(denial(), 'Mei', NOW);
    watch.failing = true;
    now += 1000;
    await expect(rights.refresh()).rejects.toThrow('away');
    expect([rights.epoch(), rights.checkedAt(), allows(rights)]).toEqual([2, NOW, true]);
    watch.failing = false;
    await rights.refresh();
    expect([rights.epoch(), rights.checkedAt(), allows(rights)]).toEqual([3, now, false]);
  });

  test('is as old as the question, not as the answer: a slow reading vouches for nothing newer', async () => {
    let now = NOW;
    const { watch, store } = watched(await licensed());
    const rights = livingRights(store, () => now);
    let open = () => {};
    watch.gate = new Promise((resolve) => {
      open = resolve;
    });
    const slow = rights.refresh();
    now += 60_000;
    open();
    await slow;
    expect(rights.checkedAt()).toBe(NOW);
  });
});

describe('a withdrawal that comes while a delivery is being built', () => {
  /** Rights whose next index stops on its way, and the key that lets it go on. */
  async function building() {
    const store = await licensed();
    await store.addDenial(denial({ id: 'old', scope: { work: 'other' } }), 'Mei', NOW);
    const pauses: (() => void)[] = [];
    let isHeld = false;
    const rights = livingRights(
      store,
      () => NOW,
      () => (isHeld ? new Promise<void>((go) => pauses.push(go)) : Promise.resolve()),
    );
    await rights.refresh();
    isHeld = true;
    await store.replaceGrants({ partner: 'other', alids: ['other'], grants: [OTHER] }, NOW);
    const built = rights.refresh();
    while (pauses.length === 0) await turn();
    const goOn = async (): Promise<void> => {
      isHeld = false;
      for (const go of pauses.splice(0)) go();
      await built;
    };
    return { store, rights, goOn };
  }
  const OTHER = grant({ partner: 'other', work: 'other', alid: 'other' });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const other = (rights: ReturnType<typeof livingRights>) =>
    decide(rights.current(), request({ work: 'other' }), NOW).allow;

  test('holds at once, stays when the new index takes over, and is lifted after it', async () => {
    const { store, rights, goOn } = await building();
    const seen: [boolean, number | undefined][] = [[allows(rights), rights.epoch()]];
    await store.addDenial(denial({ id: 'new' }), 'Mei', NOW);
    const asked = rights.refresh();
    await turn();
    seen.push([allows(rights), rights.epoch()]); // the grants of before, less what is denied
    await goOn();
    seen.push([allows(rights), rights.epoch()]);
    await asked;
    seen.push([allows(rights), rights.epoch()]);
    await store.liftDenial('new', 'Mei', NOW);
    await rights.refresh();
    seen.push([allows(rights), rights.epoch()]);
    expect(seen).toEqual([
      [true, 3],
      [false, 3],
      [false, 4],
      [false, 5],
      [true, 6],
    ]);
  });

  test('is found by who looks now and then, as another node does; who looks while nothing is built changes nothing', async () => {
    const { store, rights, goOn } = await building();
    const held = rights.current();
    await rights.denyMeanwhile(); // nothing new but what is being built
    expect([allows(rights), other(rights)]).toEqual([true, false]);
    await store.addDenial(denial({ id: 'new' }), 'Mei', NOW);
    await rights.denyMeanwhile();
    expect([allows(rights), rights.epoch()]).toEqual([false, 3]);
    await goOn();
    expect([allows(rights), rights.epoch()]).toEqual([false, 4]);
    const after = rights.current();
    await rights.denyMeanwhile();
    expect(rights.current()).toBe(after);
    await rights.refresh();
    expect([allows(rights), rights.epoch()]).toEqual([false, 5]);
    expect(decide(held, request(), NOW).allow).toBe(true);
  });

  test('is forgotten with the state that it belonged to, when the database is put back to an earlier one', async () => {
    const { store, rights, goOn } = await building();
    const putBack = store.snapshot();
    await store.addDenial(denial({ id: 'new' }), 'Mei', NOW);
    const asked = rights.refresh();
    await turn();
    await goOn();
    await asked;
    putBack();
    await rights.refresh();
    expect([allows(rights), rights.epoch()]).toEqual([true, 4]);
  });

  test('and also when that happens before it was followed', async () => {
    const { store, rights, goOn } = await building();
    await store.addDenial(denial({ id: 'new' }), 'Mei', NOW);
    await rights.denyMeanwhile();
    await goOn();
    expect([allows(rights), rights.epoch()]).toEqual([false, 4]);
    store.epoch = async () => 2;
    store.facts = async () => ({ epoch: 2, grants: [grant()], denials: [], clearanceRules: [], clearances: [] });
    await rights.refresh();
    expect([allows(rights), rights.epoch()]).toEqual([true, 2]);
  });

  test('lifts nothing before the grants that it was lifted for', async () => {
    const { store, rights, goOn } = await building();
    await store.liftDenial('old', 'Mei', NOW);
    const asked = rights.refresh();
    await turn();
    await goOn();
    expect([other(rights), rights.epoch()]).toEqual([false, 4]);
    await asked;
    expect([other(rights), rights.epoch()]).toEqual([true, 5]);
  });

  test('leaves nothing behind when it was lifted meanwhile', async () => {
    const { store, rights, goOn } = await building();
    await store.addDenial(denial({ id: 'new' }), 'Mei', NOW);
    const first = rights.refresh();
    await turn();
    await store.liftDenial('new', 'Mei', NOW);
    const second = rights.refresh();
    await turn();
    await goOn();
    await Promise.all([first, second]);
    expect([allows(rights), rights.epoch()]).toEqual([true, 6]);
    await turn();
    expect(allows(rights)).toBe(true);
  });

  test('of which the reading comes back late denies nothing that was lifted by then', async () => {
    const { store, rights, goOn } = await building();
    await store.addDenial(denial({ id: 'new' }), 'Mei', NOW);
    const late = store.restrictions();
    let answer = (): void => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    store.restrictions = async () => {
      await held;
      return late;
    };
    const asked = rights.refresh();
    await store.liftDenial('new', 'Mei', NOW);
    await goOn();
    await asked;
    answer();
    await turn();
    expect([allows(rights), rights.epoch()]).toEqual([true, 6]);
  });

  test('is told by the running look when it can’t be read', async () => {
    const { store, rights, goOn } = await building();
    store.restrictions = async () => Promise.reject(new Error('the database is away'));
    await store.addDenial(denial({ id: 'new' }), 'Mei', NOW);
    const asked = rights.refresh();
    await turn();
    await goOn();
    await asked;
    expect(allows(rights)).toBe(false);
  });
});

describe('what changed is read, and not the rest', () => {
  test('a withdrawal and its lifting leave the columns of the grants as they are', async () => {
    const { watch, store } = watched(await licensed());
    const rights = livingRights(store, () => NOW);
    await rights.refresh();
    const { columns } = rights.current();
    await store.addDenial(denial(), 'Mei', NOW);
    await rights.refresh();
    expect([allows(rights), rights.epoch(), rights.current().columns === columns]).toEqual([false, 3, true]);
    await store.liftDenial(denial().id, 'Mei', NOW);
    await rights.refresh();
    expect([allows(rights), rights.epoch(), rights.current().columns === columns]).toEqual([true, 4, true]);
    expect([watch.facts, watch.changes]).toEqual([1, 2]);
  });

  test('while a large index is built the one before is in force, and others have their turn', async () => {
    const store = await licensed();
    const seen: unknown[] = [];
    const pause = async () => void (rights.epoch() !== undefined && seen.push([rights.epoch(), allows(rights)]));
    const rights = livingRights(store, () => NOW, pause);
    await rights.refresh();
    await store.replaceGrants({ partner: 'example', alids: ['film'], grants: [grant({ formatProfile: 'SD' })] }, NOW);
    await rights.refresh();
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.map(() => [2, true]));
    expect(rights.epoch()).toBe(3);
  });

  test('a database that was put back to an earlier state is read whole', async () => {
    const memory = await licensed();
    const { watch, store } = watched(memory);
    const rights = livingRights(store, () => NOW);
    const back = memory.snapshot();
    await memory.addDenial(denial(), 'Mei', NOW);
    await rights.refresh();
    back();
    await rights.refresh();
    expect([allows(rights), rights.epoch(), watch.facts]).toEqual([true, 2, 2]);
  });
});

test('a restart builds the same index from the facts: every answer is the same', async () => {
  const store = await licensed();
  const hd = { formatProfile: 'UHD', territories: { include: ['US', 'CN'], exclude: ['US-CA'] } } as const;
  await store.replaceGrants({ partner: 'b', alids: ['film'], grants: [grant({ partner: 'b', ...hd })] }, NOW);
  await store.addDenial(denial({ scope: { partner: 'b', screens: ['phone'] } }), 'Mei', NOW);
  await store.requireClearance(
    { authority: 'board', screens: ['stb'], territories: { include: ['CN'], exclude: [] }, since: 0 },
    NOW,
  );
  const before = livingRights(store, () => NOW);
  await before.refresh();
  const kept = JSON.parse(JSON.stringify(await store.facts()));
  const after = indexOf(kept);
  for (const territory of ['US', 'US-CA', 'CN', 'FR'])
    for (const screen of ['tv', 'stb', 'phone'] as const)
      for (const at of [NOW, instant('2026-12-31T23:59:59Z'), instant('2027-01-01T00:00:00Z')]) {
        const ask = request({ territory, screen });
        expect(decide(after, ask, at)).toEqual(decide(before.current(), ask, at));
      }
});
