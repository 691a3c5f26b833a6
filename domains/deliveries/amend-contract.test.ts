import { DAY_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { amendContract, applyDelivery, rollBackDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, alid, avail, bring, contract, type Drop, MEI, sheet } from './testing-drops.ts';

const FEBRUARY = Date.UTC(2026, 1, 1);
const YEAR = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };

async function apply(desk: DeliveryDesk, drop: Drop) {
  desk.now += DAY_MS;
  const id = await bring(desk.ports, drop);
  const applied = await applyDelivery(desk.ports, id, { ...MEI, despite: 'in a test' });
  if (!applied.ok) throw new Error(applied.reason);
  return id;
}
const amend = async (desk: DeliveryDesk, members: object) => {
  desk.now += DAY_MS;
  const amended = await amendContract(desk.ports, contract({ version: 2, ...members }));
  return amended.ok ? amended.value : amended.reason;
};
const granted = async (desk: DeliveryDesk) =>
  (await desk.licensing.facts()).grants.map(({ contractVersion, screens, window, territories, knownFrom }) => ({
    ...{ version: contractVersion, screens: Object.keys(screens), window, places: territories, knownFrom },
  }));
const ofTwoPlaces = { 'avails.csv': sheet([avail('film'), avail('film', { Territory: 'HK' })]) };

describe('a new version of a contract', () => {
  test('takes screens, time and places away from what was delivered before it, at once', async () => {
    const desk = await aDesk();
    await apply(desk, ofTwoPlaces);
    const answer = await amend(desk, {
      screens: { phone: {} },
      window: { start: '2020-01-01T00:00:00Z', end: '2026-02-01T00:00:00Z' },
      territories: { include: ['HK'] },
    });
    expect(answer).toEqual({ added: true, amended: 2 });
    const places = { include: ['HK'], exclude: [] };
    const window = { ...YEAR, end: FEBRUARY };
    expect(await granted(desk)).toEqual([{ version: 2, screens: ['phone'], window, places, knownFrom: desk.now }]);
    expect(desk.announced()).toBe(2);
  });

  test('ends what it has no license type for', async () => {
    const desk = await aDesk();
    await apply(desk, ofTwoPlaces);
    expect(await amend(desk, { licenseTypes: ['EST'] })).toEqual({ added: true, amended: 2 });
    expect(await granted(desk)).toEqual([]);
  });

  test('adds no time and no place that was not delivered under the one before', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    await amend(desk, { window: { start: '2026-03-01T00:00:00Z', end: '2026-04-01T00:00:00Z' } });
    await amend(desk, { version: 3, territories: { include: ['ZZ'] } });
    const window = { start: Date.UTC(2026, 2, 1), end: Date.UTC(2026, 3, 1) };
    expect(await granted(desk)).toMatchObject([{ version: 3, window, places: { include: ['CN'] } }]);
  });

  test('an older version than the newest changes nothing', async () => {
    const desk = await aDesk();
    await amend(desk, { version: 5 });
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    expect(await amend(desk, { version: 4, screens: {} })).toEqual({ added: true, amended: 0 });
    expect(await granted(desk)).toMatchObject([{ version: 5, screens: ['tv'] }]);
  });

  test('said again it does what an interrupted one has left', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    await desk.ports.deals.addContract(contract({ version: 2, screens: {} }), desk.now);
    expect(await amend(desk, { screens: {} })).toEqual({ added: false, amended: 1 });
    expect(await granted(desk)).toMatchObject([{ version: 2, screens: [] }]);
  });

  test('a known version that now says something else is refused, and so is another partner’s contract', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    expect(await amend(desk, { version: 1, screens: {} })).toBe('other-terms');
    await desk.ports.deals.savePartner({ id: 'rival', name: 'Rival', names: {}, illustrative: false });
    expect(await amend(desk, { partner: 'rival' })).toBe('other-terms');
    expect(await amend(desk, { id: 'N-1', partner: 'nobody' })).toBe('unknown-partner');
    expect(await granted(desk)).toMatchObject([{ version: 1, screens: ['tv'] }]);
  });

  test('holds for what a roll-back brings back', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    const second = await apply(desk, { 'avails.csv': sheet([avail('film', { FormatProfile: 'UHD' })]) });
    await amend(desk, { screens: { phone: {} } });
    await rollBackDelivery(desk.ports, second, { by: 'Bo', reason: 'wrong file', withLater: false });
    expect(await granted(desk)).toMatchObject([{ version: 2, screens: ['phone'] }]);
  });

  test('holds for a delivery that was read before it and is applied after', async () => {
    const desk = await aDesk();
    const id = await bring(desk.ports, { 'avails.csv': sheet([avail('film')]) });
    const { deals } = desk.ports;
    let asked = 0;
    const ports = {
      ...desk.ports,
      deals: {
        ...deals,
        contracts: async () => {
          const known = await deals.contracts();
          if (asked++ === 0) await deals.addContract(contract({ version: 2, screens: { phone: {} } }), desk.now);
          return known;
        },
      },
    };
    expect((await applyDelivery(ports, id, MEI)).ok).toBe(true);
    expect(await granted(desk)).toMatchObject([{ version: 2, screens: ['phone'] }]);
  });

  test('the partner’s own name for an avail stays with what is left of it', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('film', { AvailID: 'a-1' })]) });
    await amend(desk, { screens: { phone: {} } });
    const gone = { ...avail('film', { AvailID: 'a-1', EntryType: 'Delete' }), ALID: alid('film') };
    await apply(desk, { 'avails.csv': sheet([gone]) });
    expect(await granted(desk)).toEqual([]);
  });
});
