/** A large delivery is read beside the server, not in it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeliveryId, openDelivery, receiveFile, type SaidEvent } from '#deliveries';
import { openHouse, PARTNER, TERRITORY, type TestHouse, writeAvails } from '../../journeys/house.ts';
import { type DeliveryDesk, deliveryDesk } from './delivery-desk.ts';

const ROWS = 2_000;
const MEI = { by: 'Mei' };

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const deskOf = (largeBytes: number) => {
  const { deliveries, config } = house.server.house;
  return deliveryDesk(deliveries, { databaseUrl: config.databaseUrl ?? '', config }, { largeBytes });
};

/** Received, and not yet looked at. */
async function received(name: string, titles: number): Promise<DeliveryId> {
  const { deliveries, clock } = house.server.house;
  const folder = join(house.home, name);
  const films = Array.from({ length: titles }, (_, at) => ({
    alid: `md:alid:org:${name}:${at}`,
    title: `${name} ${at}`,
  }));
  await writeAvails(folder, films, clock.now());
  const opened = await openDelivery(deliveries, { partner: PARTNER, name, ...MEI });
  if (!opened.ok) throw new Error(opened.reason);
  const { id } = opened.value;
  const bytes = await readFile(join(folder, 'avails.xlsx'));
  const file = await receiveFile(deliveries, id, { name: 'avails.xlsx', bytes });
  if (!file.ok) throw new Error(file.reason);
  return id;
}

/** One title whose start is its premiere. */
async function receivedWaiting(alid: string): Promise<DeliveryId> {
  const { deliveries } = house.server.house;
  const opened = await openDelivery(deliveries, { partner: PARTNER, name: 'premiere', ...MEI });
  if (!opened.ok) throw new Error(opened.reason);
  const row = {
    ...{ ALID: alid, ContentID: `${alid}:cid`, DisplayName: 'Cinema', EntryType: 'Full Extract', WorkType: 'Movie' },
    ...{ TitleInternalAlias: 'Premiere', TitleDisplayUnlimited: 'Premiere', Territory: TERRITORY, LicenseType: 'SVOD' },
    ...{ FormatProfile: 'SD', PriceType: 'NA', Start: 'Theatrical', End: 'Open' },
  };
  const bytes = new TextEncoder().encode(Papa.unparse([row]));
  const file = await receiveFile(deliveries, opened.value.id, { name: 'avails.csv', bytes });
  if (!file.ok) throw new Error(file.reason);
  return opened.value.id;
}

describe.each([
  ['in a thread of its own', 1],
  ['in this one', Number.POSITIVE_INFINITY],
])('a delivery that is read %s', (where, largeBytes) => {
  test('is reviewed, then applied, and its titles are offered', async () => {
    const id = await received(where.replaceAll(' ', '-'), 3);
    const desk = deskOf(largeBytes);
    const reviewed = await desk.review(id);
    expect(reviewed).toMatchObject({ ok: true, value: { id, status: 'read' } });
    const applied = await desk.apply(id, MEI);
    expect(applied).toMatchObject({ ok: true, value: { id, status: 'applied' } });
    const body = applied.ok ? (JSON.parse(applied.value.text) as { report: { grants: number } }) : undefined; // the API's delivery
    expect(body?.report.grants).toBe(3);
    const titles = [...house.server.house.library().works.values()].map(({ descriptions: [one] }) => one?.title);
    expect(titles).toContain(`${where.replaceAll(' ', '-')} 2`);
    expect(await desk.apply(id, MEI)).toEqual({ ok: false, reason: 'already-applied' });
  });

  test('is read again when an event is said that its rows wait for', async () => {
    const desk = deskOf(largeBytes);
    const alid = `md:alid:org:premiere:${largeBytes}`;
    expect((await desk.apply(await receivedWaiting(alid), MEI)).ok).toBe(true);
    const said: SaidEvent = {
      ...{ kind: 'Theatrical', scope: { partner: PARTNER, alid }, territory: TERRITORY, at: 0, note: '', ...MEI },
    };
    const supposed = await desk.suppose(said);
    expect(supposed).toMatchObject({ ok: true, value: [{ partner: PARTNER, diff: { appears: [{ alid }] } }] });
    const before = house.server.house.rights.epoch() ?? 0;
    expect(await desk.say(said)).toMatchObject({ ok: true, value: { added: true, ended: 1, begun: 1 } });
    expect(house.server.house.rights.epoch()).toBe(before + 1);
    expect(await desk.say({ ...said, scope: { partner: 'nobody', alid } })).toEqual({
      ...{ ok: false, reason: 'unknown-partner' },
    });
  });

  test('and is not there, is told as such', async () => {
    const nobody = asId<'Delivery'>('0190f000-0000-7000-8000-000000000009');
    expect(await deskOf(largeBytes).review(nobody)).toEqual({ ok: false, reason: 'unknown-delivery' });
  });
});

test('what goes wrong in the thread is thrown here, and nothing of the delivery is applied', async () => {
  const id = await received('broken', 2);
  const { deliveries, config } = house.server.house;
  const away = deliveryDesk(deliveries, { databaseUrl: 'postgres://127.0.0.1:1/none', config }, { largeBytes: 1 });
  await expect(away.apply(id, MEI)).rejects.toThrow(/ECONNREFUSED|connect/);
  expect(await deliveries.atomically(({ deliveries: kept }) => kept.delivery(id))).toMatchObject({
    status: 'receiving',
  });
});

test('the server’s own thread has little to do while a workbook of two thousand rows is read and compared', async () => {
  const id = await received('large', ROWS);
  const [there, here] = [await ownWork(deskOf(1), id), await ownWork(deskOf(Number.POSITIVE_INFINITY), id)];
  expect(there.text).toBe(here.text);
  expect(JSON.parse(there.text)).toMatchObject({ report: { clauses: ROWS, grants: ROWS } });
  expect(there.ms).toBeLessThan(here.ms / 2);
});

/** A review, and the processor time of this thread that it took. */
async function ownWork(desk: DeliveryDesk, id: DeliveryId): Promise<{ readonly text: string; readonly ms: number }> {
  const began = process.threadCpuUsage();
  const reviewed = await desk.review(id);
  const { user, system } = process.threadCpuUsage(began);
  if (!reviewed.ok) throw new Error(reviewed.reason);
  return { text: reviewed.value.text, ms: (user + system) / 1000 };
}
