import { HOUR_MS, MINUTE_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import type { Grant } from '#rights';
import { endPlaysNotPermitted, keysForPlay, renewPlay } from './index.ts';
import { beat, beatOf, playing, reasonOf, start } from './testing-acts.ts';
import { anEvening, EVENING, type Evening, filmAsset, KITCHEN, PHONE, TV } from './testing-evening.ts';

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

describe('a node that knows older rights than the play was lent under', () => {
  async function behind() {
    const evening = anEvening();
    evening.epoch = 2;
    const play = await playing(evening);
    evening.epoch = 1;
    evening.denies = () => 'denied:takedown';
    evening.at += 15_000;
    return { evening, play };
  }

  test('does not end it: another node has lifted what this one still knows', async () => {
    const { evening, play } = await behind();
    expect(await endPlaysNotPermitted(evening.ports)).toBe(0);
    expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe('rights-unconfirmed');
    expect((await evening.ports.plays.byId(play))?.ended).toBeNull();
  });

  test('does not lend it any longer either, nor gives it keys, whatever the older rights say', async () => {
    const { evening, play } = await behind();
    evening.denies = () => undefined;
    expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe('rights-unconfirmed');
    const asked = { play, device: TV, territory: 'CN', kids: ['hd'] };
    expect(reasonOf(await keysForPlay(evening.ports, asked))).toBe('rights-unconfirmed');
  });

  test('judges it once it has caught up', async () => {
    const { evening, play } = await behind();
    evening.epoch = 3;
    expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe('denied:takedown');
  });
});

test('what the household holds is asked before what is free', async () => {
  const evening = anEvening();
  evening.denies = ({ licenseType }) => {
    evening.licenseType = licenseType === 'FVOD' ? 'FVOD' : 'SVOD'; // offered both ways
    return undefined;
  };
  const started = await start(evening, TV);
  expect(started.ok && started.value.play.permission).toMatchObject({ licenseType: 'SVOD', entitlement: 'sub' });
});

test('where both the paid and the free licence say no, a subscriber is told of the paid one', async () => {
  const evening = anEvening();
  evening.denies = ({ licenseType }) => (licenseType === 'SVOD' ? 'screen' : 'territory');
  expect(reasonOf(await start(evening, TV))).toBe('screen');
});

test.each([
  ['another partner’s', { partner: 'another' }],
  ['another offer’s', { alid: 'md:alid:another' }],
])('%s files don’t play under this grant', async (_, changes) => {
  const evening = anEvening();
  evening.asset = { ...filmAsset, ...changes };
  expect(reasonOf(await start(evening, TV))).toBe('not-ready');
});

test('a running play goes on with its own files or not at all', async () => {
  const evening = anEvening();
  const play = await playing(evening);
  evening.asset = { ...filmAsset, id: 'packaged-anew' };
  evening.at += 15_000;
  expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe('not-ready');
});

test('a lease without an end in sight begins now, however wrong the clock may be', async () => {
  const evening = anEvening();
  evening.errorMs = 500;
  const started = await start(evening);
  expect(started.ok && started.value.play.lease.from).toBe(EVENING);
});

test('an entitlement that may have ended, as the clock may be wrong, has', async () => {
  const evening = anEvening();
  evening.errorMs = 500;
  evening.entitledUntil = EVENING + 500;
  expect(reasonOf(await start(evening))).toBe('no-entitlement');
  evening.entitledUntil++;
  const started = await start(evening);
  expect(started.ok && started.value.leaseUntil).toBe(EVENING + 1);
});

test('rights that were not confirmed are what is told, though the licence ends some day', async () => {
  const evening = anEvening();
  evening.errorMs = 500;
  evening.rightsConfirmedAt = EVENING - MINUTE_MS;
  evening.window = { start: 0, end: EVENING + HOUR_MS };
  expect(reasonOf(await start(evening))).toBe('rights-unconfirmed');
  evening.window = { start: 0, end: EVENING + 501 };
  expect(reasonOf(await start(evening))).toBe('rights-unconfirmed');
});

test('whoever travels while a play runs is judged and accounted where they are', async () => {
  const evening = anEvening();
  const play = await playing(evening);
  for (const sequence of [1, 2]) {
    evening.at += 15_000;
    const said = beatOf(sequence, [[sequence * 15 - 15, sequence * 15]]);
    await renewPlay(evening.ports, { play, device: TV, territory: 'MX', beat: said });
  }
  expect(evening.plays.receipts.map(({ territory }) => territory)).toEqual(['CN', 'MX']);
});

describe('two partners license the same film, and one of them has delivered it', () => {
  const rival = { id: 'grant-2', partner: 'rival', alid: 'md:alid:rival:film', contract: 'rival' };
  const tracksOf = async (evening: Evening) => {
    const started = await start(evening);
    return started.ok ? started.value.play.permission : reasonOf(started);
  };
  /** The film's own grant with these terms, and the rival's with none but HD. */
  const under = (own: Partial<Grant>): Evening => {
    const evening = anEvening();
    evening.grants = [
      { ...evening.grant, ...own },
      { ...evening.grant, ...rival },
    ];
    return evening;
  };

  test('its files show no taller picture than its own grant allows', async () => {
    expect(await tracksOf(under({ formatProfile: 'SD' }))).toMatchObject({
      ...{ partner: 'partner', maxHeight: 576 },
      tracks: ['v480', 'zh', 'es', 'zh-text'],
    });
    expect(await tracksOf(under({ screens: { tv: { maxHeight: 480 } } }))).toMatchObject({ maxHeight: 480 });
  });

  test('its files are heard and read in no language that its own grant holds back', async () => {
    const heldBackLanguages = [{ range: 'es', kinds: ['audio', 'subtitle'] as const }];
    expect(await tracksOf(under({ heldBackLanguages }))).toMatchObject({ tracks: ['v480', 'v1080', 'zh', 'zh-text'] });
    const allowedLanguages = [{ range: 'es', kinds: ['audio'] as const }];
    expect(await tracksOf(under({ allowedLanguages }))).toMatchObject({ tracks: ['v480', 'v1080', 'es'] });
  });

  test('when nothing of its files is small enough, the other partner’s files play, if they are there', async () => {
    const evening = under({ screens: { tv: { maxHeight: 240 } } });
    expect(await tracksOf(evening)).toBe('format');
    evening.moreAssets = [{ ...filmAsset, id: 'their-asset', partner: 'rival', alid: rival.alid }];
    expect(await tracksOf(evening)).toMatchObject({ partner: 'rival', asset: 'their-asset', grant: 'grant-2' });
  });
});

test('a contract that lets one television of a household play at a time refuses the second one, and no phone', async () => {
  const evening = anEvening();
  evening.streamLimit = 5;
  evening.grants = [{ ...evening.grant, screens: { tv: { concurrency: 1 }, phone: {} } }];
  expect(reasonOf(await start(evening, TV))).toBe('ok');
  const second = await start(evening, KITCHEN);
  expect(second.ok ? 'ok' : second.reason.others.map(({ device }) => device)).toEqual([TV]);
  expect(reasonOf(second)).toBe('stream-limit');
  expect(reasonOf(await start(evening, PHONE))).toBe('ok');
});
