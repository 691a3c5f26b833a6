import { describe } from 'vitest';
import { deliveryStoreContract } from './delivery-store.contract.ts';
import { memoryDeliveries } from './testing.ts';

describe('deliveries in memory', () => {
  deliveryStoreContract(async () => memoryDeliveries());
});
