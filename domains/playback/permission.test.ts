import { expect, test } from 'vitest';
import { beat, playing, reasonOf, start } from './testing-acts.ts';
import { anEvening, EVENING, TV } from './testing-evening.ts';

function freeEvening() {
  const evening = anEvening();
  evening.licenseType = 'FVOD';
  return evening;
}

test('a household without a subscription plays what is free, and the receipt says so', async () => {
  const evening = freeEvening();
  evening.entitled = false;
  const play = await playing(evening);
  evening.at += 15_000;
  expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe('ok');
  expect(evening.plays.receipts).toMatchObject([{ licenseType: 'FVOD', entitlement: 'free', watchedMs: 15_000 }]);
});

test('a subscriber plays free titles as free ones, and the others under the subscription', async () => {
  const free = await start(freeEvening());
  const paid = await start(anEvening());
  expect(free.ok && free.value.play.permission).toMatchObject({ licenseType: 'FVOD', entitlement: 'free' });
  expect(paid.ok && paid.value.play.permission).toMatchObject({ licenseType: 'SVOD', entitlement: 'sub' });
});

test('the end of a subscription does not shorten the lease of a free title', async () => {
  const evening = freeEvening();
  evening.entitledUntil = EVENING + 5_000;
  const started = await start(evening);
  expect(started.ok && started.value.leaseUntil).toBe(EVENING + 45_000);
});

test('a film that is no longer free ends for those without a subscription', async () => {
  const evening = freeEvening();
  evening.entitled = false;
  const play = await playing(evening);
  evening.licenseType = 'SVOD';
  evening.at += 15_000;
  expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe('no-entitlement');
});

test.each([
  ['a subscriber', true],
  ['somebody without a subscription', false],
])('%s is told why a free title is not for this screen, not that it must be paid for', async (_, entitled) => {
  const evening = freeEvening();
  evening.entitled = entitled;
  evening.denies = ({ licenseType }) => (licenseType === 'FVOD' ? 'screen' : 'license-type');
  expect(reasonOf(await start(evening, TV))).toBe('screen');
});

test('a subscriber is told why a paid title is not for this screen', async () => {
  const evening = anEvening();
  evening.denies = ({ licenseType }) => (licenseType === 'SVOD' ? 'screen' : 'license-type');
  expect(reasonOf(await start(evening, TV))).toBe('screen');
});
