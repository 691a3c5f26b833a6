import { describe } from 'vitest';
import { ledgerContract } from './ledger.contract.ts';
import { memoryLedger } from './testing.ts';

describe('the ledger in memory', () => {
  ledgerContract(async () => memoryLedger());
});
