import { asId, DAY_MS } from '@duoping/kit';
import { buildIndex } from '@duoping/rights';
import { denial, grant, instant } from '@duoping/rights/testing';
import { expect, test } from 'vitest';
import { endingOf } from './index.ts';

const FILM = asId<'Work'>('film');
const END = instant('2026-06-01T00:00:00Z');
const AT = END - 10 * DAY_MS;
const window = { start: instant('2026-01-01T00:00:00Z'), end: END };
const index = (
  grants: Parameters<typeof buildIndex>[0]['grants'],
  denials: readonly ReturnType<typeof denial>[] = [],
) => buildIndex({ grants, denials, epoch: 1 });
const ask = (until: number) => ({ territory: 'US', screen: 'tv' as const, at: AT, until });

test('a title that may be streamed now ends when its last right does, if that is soon', () => {
  const rights = index([grant({ window })]);
  expect(endingOf(rights, FILM, ask(AT + 30 * DAY_MS))).toBe(END);
  expect(endingOf(rights, FILM, ask(AT + 5 * DAY_MS))).toBeUndefined();
});

test('a right that goes on where another ends is no end', () => {
  const next = { start: END, end: END + 300 * DAY_MS };
  const rights = index([grant({ window }), grant({ window: next })]);
  expect(endingOf(rights, FILM, ask(AT + 30 * DAY_MS))).toBeUndefined();
});

test('what can’t be streamed now does not end', () => {
  const rights = index([grant({ window })], [denial()]);
  expect(endingOf(rights, FILM, ask(AT + 30 * DAY_MS))).toBeUndefined();
  expect(endingOf(index([]), FILM, ask(AT + 30 * DAY_MS))).toBeUndefined();
});
