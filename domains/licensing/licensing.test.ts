import { describe } from 'vitest';
import { licensingContract } from './licensing.contract.ts';
import { memoryLicensing } from './testing.ts';

describe('licensing in memory', () => {
  licensingContract(async () => memoryLicensing());
});
