import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENTRY_REFUSALS, POLL_REFUSALS } from '#devices';
import { isPassing, PLAY_REASONS } from './index.ts';
import { because } from './reason.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

/** The reasons that one section of the page lists, in its order. Every row has all three cells. */
const listed = (section: string) =>
  (page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '')
    .split('\n')
    .flatMap((line) => /^\| `(.+)` \| .+ \| .+ \|$/.exec(line)?.[1] ?? []);

test('every reason of playing is explained for viewers and operators, and nothing else is', () => {
  expect(listed('Playing')).toEqual(PLAY_REASONS);
});

test('every reason of pairing is explained for viewers and operators, and nothing else is', () => {
  expect(listed('Pairing')).toEqual([...POLL_REFUSALS, ...ENTRY_REFUSALS]);
});

test('only what this node can’t know just now is passing', () => {
  expect(PLAY_REASONS.filter(isPassing)).toEqual(['clock-untrusted', 'rights-unconfirmed']);
});

test('a single reason is all the reasons there are', () => {
  expect(because('stopped')).toEqual({ reason: 'stopped', reasons: ['stopped'], until: null });
  expect(because('format', 7)).toEqual({ reason: 'format', reasons: ['format'], until: 7 });
});
