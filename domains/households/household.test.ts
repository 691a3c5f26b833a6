import { asId } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { householdContract } from './household.contract.ts';
import { pseudonymOf } from './index.ts';
import { memoryHouseholds } from './testing.ts';

describe('households in memory', () => {
  householdContract(async () => memoryHouseholds());
});

test('a pseudonym is stable, differs by household and by key, and shows neither', () => {
  const one = { id: asId<'household'>('h1'), pseudonymKey: '00'.repeat(32) };
  expect(pseudonymOf(one)).toBe(pseudonymOf({ ...one }));
  expect(pseudonymOf(one)).not.toBe(pseudonymOf({ ...one, id: asId('h2') }));
  expect(pseudonymOf(one)).not.toBe(pseudonymOf({ ...one, pseudonymKey: '01'.repeat(32) }));
  expect(pseudonymOf(one)).toMatch(/^[0-9a-f]{64}$/);
});
