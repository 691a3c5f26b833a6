/** The strip under the television tells what was written, newest first, by the row of the contract. */
import { asId, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import type { Denial } from '@duoping/rights';
import { expect, test } from 'vitest';
import { PLAY_REASONS, type Play } from '#playback';
import { type HappeningPorts, happening } from './happening.ts';
import { WORDS } from './words.mjs';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const WORK = 'lamp';
const PLAY: Play = {
  ...{
    id: asId<'play'>('play-1'),
    household: asId<'household'>('lin'),
    pseudonym: 'p',
    profile: asId<'profile'>('all'),
  },
  ...{ device: asId<'device'>('tv'), model: 'demo-tv', screen: 'tv', territory: 'CN', work: WORK, durationMs: 60_000 },
  startedAt: NOW - MINUTE_MS,
  permission: {
    ...{ grant: 'g', alid: 'a', partner: 'yk', contract: 'YK-2014-01', contractVersion: 3, delivery: 'd' },
    ...{ place: { sheet: 'Avails', row: 18 }, licenseType: 'SVOD', entitlement: 's', epoch: 1, until: NOW + MINUTE_MS },
    ...{ maxHeight: 1080, asset: 'asset', tracks: ['v720'] },
  },
  lease: { from: NOW - MINUTE_MS, until: NOW + 30 * SECOND_MS },
  key: null,
  heard: { sequence: 0, at: NOW, positionMs: 0, creditMs: 0, accounted: [] },
  ended: null,
  version: 1,
};

const ports = (said: Partial<HappeningPorts> = {}): HappeningPorts => ({
  clock: { now: () => NOW },
  newestActs: async () => [],
  playing: async () => [],
  denials: async () => [],
  logged: async () => 0,
  titleOf: (work, language) => `${work} in ${language}`,
  ...said,
});

test('an evening reads newest first: the end, its last receipt, the keys, the decision', async () => {
  const ended: Play = { ...PLAY, ended: { at: NOW, reason: 'denied:takedown' } };
  const told = await happening(
    ports({
      newestActs: async () => [
        { kind: 'watched', at: NOW, play: ended, watchedMs: 14_600, receipt: 412 },
        { kind: 'ended', at: NOW, play: ended },
        { kind: 'keys', at: NOW - 59_000, play: ended, keys: 3 },
        { kind: 'allowed', at: NOW - MINUTE_MS, play: ended },
      ],
      logged: async () => 412,
    }),
    [],
    'en',
  );
  expect(told.acts.map(({ kind }) => kind)).toEqual(['ended', 'watched', 'keys', 'allowed']);
  expect(told.acts[0]).toMatchObject({ reason: 'denied:takedown', title: 'lamp in en' });
  expect(told.acts[3]).toMatchObject({ contract: 'YK-2014-01', contractVersion: 3, row: 18, territory: 'CN' });
  expect(told).toMatchObject({ watchedSeconds: [15], logged: 412, playing: [] });
});

test('who plays is told with what is left of the lease, and not beyond it', async () => {
  const lapsed: Play = { ...PLAY, id: asId('play-2'), lease: { from: NOW - MINUTE_MS, until: NOW } };
  const { playing } = await happening(ports({ playing: async () => [PLAY, lapsed] }), [], 'zh-CN');
  expect(playing).toMatchObject([
    { screen: 'tv', title: 'lamp in zh-CN', leaseUntil: '2026-11-22T12:00:30Z', until: '2026-11-22T12:01:00Z' },
  ]);
});

test('a withdrawn title and a move to another country are told, a whole catalog’s is not', async () => {
  const window = { start: NOW, end: NOW + 3 * MINUTE_MS };
  const denial = (scope: Denial['scope'], knownFrom: number) =>
    ({ id: asId('d'), kind: 'takedown', scope, window, authority: 'demo', knownFrom }) as const;
  const denials = async () => [denial({ work: WORK }, NOW - 1_000), denial({ partner: 'yk' }, NOW)];
  const { acts } = await happening(ports({ denials }), [{ at: NOW, territory: 'FR' }], 'en');
  expect(acts).toEqual([
    { at: '2026-11-22T12:00:00Z', kind: 'moved', territory: 'FR' },
    {
      ...{ at: '2026-11-22T11:59:59Z', kind: 'withdrawn', title: 'lamp in en' },
      ...{ from: '2026-11-22T12:00:00Z', until: '2026-11-22T12:03:00Z' },
    },
  ]);
});

/** They refuse a start or a question, and no play that has begun ends by them. */
const NEVER_ENDS = ['malformed', 'unknown-play', 'clock-untrusted', 'rights-unconfirmed', 'stream-limit', 'no-key'];

test('both languages have the same sentences, and one for each reason that a play ends by', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      : typeof value;
  expect(shape(WORDS['zh-CN'])).toEqual(shape(WORDS.en));
  const ends = PLAY_REASONS.filter((reason) => !NEVER_ENDS.includes(reason));
  expect(Object.keys(WORDS.en.reasons).toSorted()).toEqual(ends.toSorted());
});
