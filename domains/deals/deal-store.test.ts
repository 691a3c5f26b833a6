import { describe } from 'vitest';
import { dealStoreContract } from './deal-store.contract.ts';
import { memoryDeals } from './testing.ts';

describe('deals in memory', () => {
  dealStoreContract(async () => memoryDeals());
});
