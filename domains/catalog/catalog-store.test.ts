import { describe } from 'vitest';
import { catalogStoreContract } from './catalog-store.contract.ts';
import { memoryCatalog } from './testing.ts';

describe('the catalog in memory', () => {
  catalogStoreContract(async () => memoryCatalog());
});
