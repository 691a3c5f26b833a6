import { expect, test } from 'vitest';
import { isHeardOf, isKnownAt, type Known } from './knowledge.ts';

test.each<[string, Known, number[]]>([
  ['that says nothing is known ever', {}, [0, 10, 20, 30]],
  ['is known from its instant on', { knownFrom: 10 }, [10, 20, 30]],
  ['that was never superseded is known still', { knownFrom: 10, knownTo: null }, [10, 20, 30]],
  ['is known up to, not including, its end', { knownFrom: 10, knownTo: 20 }, [10]],
  ['without a beginning is known until its end', { knownTo: 20 }, [0, 10]],
])('a fact %s', (_, fact, known) => {
  expect([0, 10, 20, 30].filter((at) => isKnownAt(fact, at))).toEqual(known);
});

test.each<[Known, number[]]>([
  [{}, [0, 10, 20]],
  [{ knownFrom: 10 }, [10, 20]],
  [{ knownFrom: 10, knownTo: 10 }, [10, 20]],
])('%j was heard of, superseded or not', (fact, heard) => {
  expect([0, 10, 20].filter((at) => isHeardOf(fact, at))).toEqual(heard);
});
