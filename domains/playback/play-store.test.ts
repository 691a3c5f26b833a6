import { describe } from 'vitest';
import { playStoreContract } from './play-store.contract.ts';
import { memoryPlays } from './testing.ts';

describe('plays in memory', () => {
  playStoreContract(async () => memoryPlays());
});
