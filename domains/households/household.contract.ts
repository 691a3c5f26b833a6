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

  test('members are listed by household', async () => {
    const store = await open();
    await store.put(wang);
    const member = { id: asId<'member'>('m1'), household: wang.id, name: 'Wang Fang' };
    await store.putMember(member);
    expect(await store.membersOf(wang.id)).toEqual([member]);
    expect(await store.membersOf(asId('li'))).toEqual([]);
  });
}
