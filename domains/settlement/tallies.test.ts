import { describe } from 'vitest';
import { talliesContract } from './tallies.contract.ts';
import { memoryTallies } from './testing.ts';

describe('tallies in memory', () => {
  talliesContract(async () => memoryTallies());
});
