import { sha256Hex } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { applyDelivery, type DeliveryId, isFileName, openDelivery, receiveFile, reviewDelivery } from './index.ts';
import { aDesk, alid, avail, bring, film, MEI, NOW, PARTNER, sheet, wholeDrop } from './testing-drops.ts';

const bytes = new TextEncoder().encode('ALID');

describe('a file that is received', () => {
  test('is kept by its hash, and nothing is read of it yet', async () => {
    const { ports, deliveries } = await aDesk();
    const id = await bring(ports, { 'avails.csv': 'no avails at all' });
    expect(await deliveries.delivery(id)).toEqual({
      ...{ id, partner: PARTNER, name: 'drop', receivedAt: NOW, status: 'receiving', report: null },
      files: [{ name: 'avails.csv', sha256: sha256Hex(new TextEncoder().encode('no avails at all')), sizeBytes: 16 }],
    });
  });

  test('replaces the one of the same name', async () => {
    const { ports, deliveries } = await aDesk();
    const id = await bring(ports, { 'a.csv': 'one', 'b.csv': 'two' });
    await receiveFile(ports, id, { name: 'a.csv', bytes: film });
    const files = (await deliveries.delivery(id))?.files ?? [];
    expect(files.map(({ name }) => name).toSorted()).toEqual(['a.csv', 'b.csv']);
    expect(files.find(({ name }) => name === 'a.csv')?.sha256).toBe(sha256Hex(film));
  });

  test('is refused once the delivery was applied', async () => {
    const { ports } = await aDesk();
    const id = await bring(ports, { 'avails.csv': sheet([avail('film')]) });
    await applyDelivery(ports, id, MEI);
    expect(await receiveFile(ports, id, { name: 'late.csv', bytes })).toEqual({ ok: false, reason: 'not-receiving' });
  });

  test('is refused for a delivery that nobody opened', async () => {
    const { ports } = await aDesk();
    const id = 'nothing' as DeliveryId; // as: an id that was never given out
    expect(await receiveFile(ports, id, { name: 'a.csv', bytes })).toEqual({ ok: false, reason: 'unknown-delivery' });
    expect(await reviewDelivery(ports, id)).toEqual({ ok: false, reason: 'unknown-delivery' });
    expect(await applyDelivery(ports, id, MEI)).toEqual({ ok: false, reason: 'unknown-delivery' });
  });
});

test('nobody delivers without being a partner', async () => {
  const { ports, deliveries } = await aDesk();
  const opened = await openDelivery(ports, { partner: 'stranger', name: 'drop', by: 'Mei' });
  expect([opened, await deliveries.deliveries()]).toEqual([{ ok: false, reason: 'unknown-partner' }, []]);
});

test.each([
  ['avails.csv', true],
  ['media/film.mp4', true],
  ['片/电影.mp4', true],
  ['', false],
  ['/etc/passwd', false],
  ['../up.csv', false],
  ['media/../../up.csv', false],
  ['media//film.mp4', false],
  ['media\\film.mp4', false],
  ['C:film.mp4', false],
  ['line\nbreak.csv', false],
  ['a'.repeat(401), false],
])('a file may be named %j: %s', (name, allowed) => {
  expect(isFileName(name)).toBe(allowed);
});

test('the words and the film of a title may come later, in a drop of their own', async () => {
  const desk = await aDesk();
  const { 'avails.csv': avails = '', ...rest } = wholeDrop();
  await applyDelivery(desk.ports, await bring(desk.ports, { 'avails.csv': avails }), MEI);
  expect((await applyDelivery(desk.ports, await bring(desk.ports, rest), MEI)).ok).toBe(true);
  expect(desk.media()).toMatchObject([{ alid: alid('film') }]);
  expect((await desk.licensing.facts()).grants).toHaveLength(1);
});
