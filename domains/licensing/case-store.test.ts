import { describe } from 'vitest';
import { caseStoreContract } from './case-store.contract.ts';
import { memoryCases, memoryNodes } from './testing.ts';

describe('takedown cases and nodes in memory', () => {
  caseStoreContract(async () => ({ cases: memoryCases(), nodes: memoryNodes() }));
});
