import { describe } from 'vitest';
import { memorySubscriptions } from '../commerce/testing.ts';
import { memoryDevices } from '../devices/testing.ts';
import { memoryHouseholds } from '../households/testing.ts';
import { viewersContract } from './viewers.contract.ts';
import { viewersFrom } from './viewers.ts';

describe('viewers put together from their rooms', () => {
  viewersContract(async () => {
    const rooms = { devices: memoryDevices(), households: memoryHouseholds(), subscriptions: memorySubscriptions() };
    return { ...rooms, viewers: viewersFrom(rooms) };
  });
});
