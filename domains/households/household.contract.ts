/** What every store of households must do, whatever engine is behind it. Run it inside a `describe`. */
import { asId } from '@duoping/kit';
import { expect, test } from 'vitest';
import { type HouseholdStore, profileFor } from './household.ts';

export function householdContract(open: () => Promise<HouseholdStore>): void {
  const wang = { id: asId<'household'>('wang'), name: '王家', streamLimit: 2, pseudonymKey: 'a1'.repeat(32) };
  const mother = { id: asId<'profile'>('mother'), household: wang.id, name: '妈妈', language: 'zh-CN' };
  const guest = { id: asId<'profile'>('guest'), household: wang.id, name: 'Guest', language: 'en' };

  test('a household is found as it was put, and putting it again changes it', async () => {
    const store = await open();
    await store.put(wang);
    expect(await store.byId(wang.id)).toEqual(wang);
    await store.put({ ...wang, streamLimit: 4 });
    expect(await store.byId(wang.id)).toEqual({ ...wang, streamLimit: 4 });
    expect(await store.byId(asId('nobody'))).toBeUndefined();
  });

  test('a screen begins with the first profile, and never gets one of another household', async () => {
    const store = await open();
    const li = { ...wang, id: asId<'household'>('li') };
    await store.put(wang);
    await store.put(li);
    await store.putProfile(mother);
    await store.putProfile(guest);
    expect(await profileFor(store, wang.id)).toEqual(mother);
    expect(await profileFor(store, wang.id, guest.id)).toEqual(guest);
    expect(await profileFor(store, li.id, guest.id)).toBeUndefined();
    expect(await profileFor(store, li.id)).toBeUndefined();
  });

  test('profiles are added up to as many as may be, renamed and removed, by their own household alone', async () => {
    const store = await open();
    const li = { ...wang, id: asId<'household'>('li') };
    for (const household of [wang, li]) await store.put(household);
    expect(await store.addProfile(mother, 2)).toBe(true);
    expect(await store.addProfile(guest, 2)).toBe(true);
    expect(await store.addProfile({ ...guest, id: asId('third') }, 2)).toBe(false);
    expect(await store.renameProfile(li.id, guest.id, 'Li')).toBe(false);
    expect(await store.renameProfile(wang.id, guest.id, '客人')).toBe(true);
    expect(await store.profilesOf(wang.id)).toEqual([mother, { ...guest, name: '客人' }]);
    expect(await store.removeProfile(li.id, guest.id)).toBe('unknown-profile');
    expect(await store.removeProfile(wang.id, mother.id)).toBe('removed');
    expect(await store.removeProfile(wang.id, guest.id)).toBe('last-profile');
    expect(await store.profilesOf(wang.id)).toHaveLength(1);
  });

  test('of two that are removed at once one stays, and of many added at once no more than may be', async () => {
    const store = await open();
    await store.put(wang);
    for (const profile of [mother, guest]) await store.putProfile(profile);
    const removed = await Promise.all([mother, guest].map(({ id }) => store.removeProfile(wang.id, id)));
    expect(removed.sort()).toEqual(['last-profile', 'removed']);
    const many = Array.from({ length: 9 }, (_, place) => ({ ...guest, id: asId<'profile'>(`p${place}`) }));
    await Promise.all(many.map((profile) => store.addProfile(profile, 4)));
    expect(await store.profilesOf(wang.id)).toHaveLength(4);
  });

  test('members are listed by household', async () => {
    const store = await open();
    await store.put(wang);
    const member = { id: asId<'member'>('m1'), household: wang.id, name: 'Wang Fang' };
    await store.putMember(member);
    expect(await store.membersOf(wang.id)).toEqual([member]);
    expect(await store.membersOf(asId('li'))).toEqual([]);
  });
}
