/**
 * What earlier runs saw, so that a run of hours may be interrupted and a later one asks only what is new. A fault once seen
 * is taken as seen while its file and the test that saw it stay as they are; one that nobody saw, while no test is added.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Mutant } from './mutants.ts';

/** Seen by a failing test, or by tests that don't come back; or by nobody. */
export type Fate = 'killed' | 'timeout' | 'survived';

export interface Seen {
  readonly fate: Fate;
  /** The test file that saw it. */
  readonly by: string | null;
}

export interface Memory {
  recall(source: string, mutant: Mutant): Seen | undefined;
  note(source: string, mutant: Mutant, seen: Seen): void;
}

/** `textOf` reads a test file; `allTests` is what all of them say together. */
export function openMemory(path: string, textOf: (test: string) => string | undefined, allTests: string): Memory {
  mkdirSync(dirname(path), { recursive: true });
  const known = new Map<string, Seen & { readonly tests: string }>();
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  for (const line of lines) {
    const { key, ...seen } = JSON.parse(line) as { key: string } & Seen & { tests: string }; // written below
    known.set(key, seen);
  }
  const testsOf = ({ by }: Seen): string => digest(by === null ? allTests : (textOf(by) ?? ''));
  return {
    recall(source, mutant) {
      const seen = known.get(keyOf(source, mutant));
      return seen && seen.tests === testsOf(seen) ? seen : undefined;
    },
    note(source, mutant, seen) {
      const entry = { ...seen, tests: testsOf(seen) };
      known.set(keyOf(source, mutant), entry);
      appendFileSync(path, `${JSON.stringify({ key: keyOf(source, mutant), ...entry })}\n`);
    },
  };
}

const keyOf = (source: string, { start, end, replacement }: Mutant): string =>
  digest(JSON.stringify([source, start, end, replacement]));

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
