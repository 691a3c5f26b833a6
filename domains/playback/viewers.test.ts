import { asId } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { memorySubscriptions } from '../commerce/testing.ts';
import { memoryDevices } from '../devices/testing.ts';
import { memoryHouseholds } from '../households/testing.ts';
import { viewersContract } from './viewers.contract.ts';
import { viewersFrom } from './viewers.ts';

function furnished() {
  const rooms = { devices: memoryDevices(), households: memoryHouseholds(), subscriptions: memorySubscriptions() };
  return { ...rooms, viewers: viewersFrom(rooms) };
}

describe('viewers put together from their rooms', () => viewersContract(async () => furnished()));

test('a device of an unknown model, or without its household, is nobody’s', async () => {
  const { viewers, devices, households } = furnished();
  const [household, at] = [asId<'household'>('wang'), 0];
  await devices.putModel({ id: 'set-55', name: 'Set', screen: 'tv' });
  await households.put({ id: household, name: 'Wang', streamLimit: 1, pseudonymKey: 'cd'.repeat(32) });
  for (const home of ['wang', 'nowhere'])
    await households.putProfile({ id: asId(`${home}-1`), household: asId(home), name: 'One', language: 'en' });
  const pair = async (name: string, home: string, model: string) => {
    const id = asId<'device'>(name);
    await devices.add({ id, household: asId(home), model, name, tokenHash: name, pairedAt: at, removedAt: null });
    return viewers.viewing(id, at);
  };
  expect(await pair('sound', 'wang', 'set-55')).toMatchObject({ profile: 'wang-1' });
  expect(await pair('odd', 'wang', 'no-model')).toBeUndefined();
  expect(await pair('lost', 'nowhere', 'set-55')).toBeUndefined();
});
