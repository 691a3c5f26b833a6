import { asId, MINUTE_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { beginAt, type ResumeMark, type ResumeOffer, takesMark } from './index.ts';
import { beat, playing } from './testing-acts.ts';
import { anEvening, EVENING, FILM, PHONE, TV } from './testing-evening.ts';

const mark: ResumeMark = {
  profile: asId('mother'),
  work: FILM,
  play: asId('newer'),
  playStartedAt: EVENING,
  positionMs: 600_000,
  durationMs: 1_000_000,
  at: EVENING,
};
const offer = (changes: Partial<ResumeOffer>): ResumeOffer => ({ ...mark, watchedNow: true, ...changes });

test.each<[string, ResumeMark | undefined, Partial<ResumeOffer>, boolean]>([
  ['the first word', undefined, {}, true],
  ['the play that set it', mark, { watchedNow: false }, true],
  [
    'a play that was started later',
    mark,
    { play: asId('newest'), playStartedAt: EVENING + 1, watchedNow: false },
    true,
  ],
  ['a play started at the same instant', mark, { play: asId('twin'), at: EVENING + MINUTE_MS }, false],
  ['an older play that watches within the minute', mark, { play: asId('older'), at: EVENING + MINUTE_MS }, false],
  ['an older play that watches after it', mark, { play: asId('older'), at: EVENING + MINUTE_MS + 1 }, true],
  ['an older play on pause', mark, { play: asId('older'), at: EVENING + MINUTE_MS + 1, watchedNow: false }, false],
])('the place is that of %s', (_, known, changes, takes) => {
  expect(takesMark(known, offer(changes))).toBe(takes);
});

test.each([
  ['without a mark at the start', undefined, 0],
  ['at the mark', { ...mark, positionMs: 949_999 }, 949_999],
  ['at the start again once the credits were reached', { ...mark, positionMs: 950_000 }, 0],
])('a work begins %s', (_, known, positionMs) => {
  expect(beginAt(known)).toBe(positionMs);
});

test('looking in, without watching, keeps the place where it was', async () => {
  const evening = anEvening();
  const tv = await playing(evening, TV);
  evening.at += 15_000;
  await beat(evening, tv, 1, [[600, 615]]);
  const phone = await playing(evening, PHONE);
  await beat(evening, phone, 1, [], PHONE);
  expect((await evening.ports.plays.resumeMark(asId('mother'), FILM))?.positionMs).toBe(615_000);
});

test('a television left on pause takes the place back only when somebody watches there', async () => {
  const evening = anEvening();
  const tv = await playing(evening, TV);
  evening.at += 15_000;
  await beat(evening, tv, 1, [[600, 615]]);
  const phone = await playing(evening, PHONE);
  evening.at += 15_000;
  await beat(evening, phone, 1, [[700, 715]], PHONE);
  const place = async () => (await evening.ports.plays.resumeMark(asId('mother'), FILM))?.positionMs;
  evening.at += MINUTE_MS + 1;
  await beat(evening, tv, 2, []);
  expect(await place()).toBe(715_000);
  await beat(evening, tv, 3, [[615, 616]]);
  expect(await place()).toBe(616_000);
});
