import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMemory } from './memory.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

const SOURCE = 'a < b;';
const [mutant, other] = mutantsOf(SOURCE) as [Mutant, Mutant]; // < is planted in two ways

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duoping-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (tests: Readonly<Record<string, string>>) =>
  openMemory(join(folder, 'deep/room.ndjson'), (test) => tests[test], Object.values(tests).join());

describe('what an earlier run saw', () => {
  const tests = { 'a.test.ts': 'expect a', 'b.test.ts': 'expect b' };

  test('is remembered by the next one, each fault for itself', () => {
    open(tests).note(SOURCE, mutant, { fate: 'killed', by: 'a.test.ts' });
    expect(open(tests).recall(SOURCE, mutant)).toMatchObject({ fate: 'killed', by: 'a.test.ts' });
    expect(open(tests).recall(SOURCE, other)).toBeUndefined();
    expect(open(tests).recall(`${SOURCE} `, mutant)).toBeUndefined();
  });

  test('holds for a fault that was seen while the test that saw it stays as it is', () => {
    open(tests).note(SOURCE, mutant, { fate: 'killed', by: 'a.test.ts' });
    expect(open({ ...tests, 'b.test.ts': 'expect more' }).recall(SOURCE, mutant)?.fate).toBe('killed');
    expect(open({ ...tests, 'a.test.ts': 'expect less' }).recall(SOURCE, mutant)).toBeUndefined();
    expect(open({ 'b.test.ts': 'expect b' }).recall(SOURCE, mutant)).toBeUndefined();
  });

  test('holds for a fault that nobody saw until any test changes', () => {
    open(tests).note(SOURCE, mutant, { fate: 'survived', by: null });
    expect(open(tests).recall(SOURCE, mutant)?.fate).toBe('survived');
    expect(open({ ...tests, 'c.test.ts': 'expect c' }).recall(SOURCE, mutant)).toBeUndefined();
  });

  test('gives way to what was seen later', () => {
    open(tests).note(SOURCE, mutant, { fate: 'survived', by: null });
    open(tests).note(SOURCE, mutant, { fate: 'killed', by: 'b.test.ts' });
    expect(open(tests).recall(SOURCE, mutant)?.fate).toBe('killed');
  });
});
