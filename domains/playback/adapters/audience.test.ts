import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receipt } from '#evidence';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { postgresAudience } from './audience.ts';
import { migrations } from './postgres.ts';

const ZONE = 'Asia/Shanghai';
/** The first instant of 22 November in Shanghai. */
const MIDNIGHT = Date.UTC(2026, 10, 21, 16);
const NOVEMBER = { start: Date.UTC(2026, 9, 31, 16), end: Date.UTC(2026, 10, 30, 16), zone: ZONE };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations]);
  await keep(
    { id: 'a.1', play: 'a', household: 'h1', alid: 'lamp', screen: 'tv', to: MIDNIGHT, watchedMs: 1000 },
    { id: 'a.2', play: 'a', household: 'h1', alid: 'lamp', screen: 'tv', to: MIDNIGHT + 1, watchedMs: 2000 },
    { id: 'b.1', play: 'b', household: 'h2', alid: 'lamp', screen: 'phone', to: MIDNIGHT + 1, watchedMs: 4000 },
    { id: 'c.1', play: 'c', household: 'h2', alid: 'river', screen: 'tv', to: NOVEMBER.end, watchedMs: 8000 },
    { id: 'd.1', play: 'd', household: 'h3', alid: 'lamp', screen: 'tv', to: NOVEMBER.start, watchedMs: 16_000 },
    { id: 'e.1', play: 'e', household: 'h3', alid: 'lamp', screen: 'tv', to: NOVEMBER.end + 1, watchedMs: 32_000 },
    { id: 'f.1', play: 'f', household: 'h3', alid: 'lamp', screen: 'tv', to: MIDNIGHT, partner: 'rival' },
  );
});
afterAll(() => database?.drop());

async function keep(...receipts: Partial<Receipt>[]): Promise<void> {
  for (const receipt of receipts) {
    const whole = { partner: 'cinema', watchedMs: 1, ...receipt };
    await database.pool.query('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[whole.id, whole.play, new Date(whole.to ?? 0), JSON.stringify(whole)],
    ]);
  }
}

test('a partner’s month adds up by day of the books, by screen and by title, and holds nobody else’s receipts', async () => {
  const { all, days, screens, titles } = await postgresAudience(database.pool).audience({
    partner: 'cinema',
    ...NOVEMBER,
  });
  expect(all).toEqual({ key: '', watchedMs: 15_000, plays: 3, households: 2 });
  expect(days).toEqual([
    { key: '2026-11-21', watchedMs: 1000, plays: 1, households: 1 },
    { key: '2026-11-22', watchedMs: 6000, plays: 2, households: 2 },
    { key: '2026-11-30', watchedMs: 8000, plays: 1, households: 1 },
  ]);
  expect(screens.map(({ key, watchedMs }) => [key, watchedMs])).toEqual([
    ['tv', 11_000],
    ['phone', 4000],
  ]);
  expect(titles.map(({ key, plays, households }) => [key, plays, households])).toEqual([
    ['river', 1, 1],
    ['lamp', 2, 2],
  ]);
});

test('a month without a receipt has no sum', async () => {
  const none = await postgresAudience(database.pool).audience({ partner: 'nobody', ...NOVEMBER });
  expect(none).toEqual({ all: undefined, days: [], screens: [], titles: [] });
});
