/** The review of a large delivery is read beside the server, not in it, and says the same. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeliveryId, openDelivery, receiveFile, reviewDelivery } from '#deliveries';
import { openHouse, PARTNER, type TestHouse, writeAvails } from '../../journeys/house.ts';
import type { ReviewQuestion } from './review-answers.ts';
import { type ReviewDesk, reviewDesk } from './review-desk.ts';

const ROWS = 2_000;
/** The row of hints below the columns' names is a row of the sheet's. */
const TOLD = {
  review: { review: { diff: { appears: ROWS } } },
  rows: { total: ROWS + 1, rows: { length: 50 } },
  lines: { total: ROWS, lines: { length: 50 } },
};
const NOBODY = '0190f000-0000-7000-8000-000000000009';

let house: TestHouse;
let id: DeliveryId;
const desks: ReviewDesk[] = [];

beforeAll(async () => {
  house = await openHouse();
  const { deliveries, clock } = house.server.house;
  const folder = join(house.home, 'large');
  const films = Array.from({ length: ROWS }, (_, at) => ({ alid: `md:alid:org:large:${at}`, title: `Large ${at}` }));
  await writeAvails(folder, films, clock.now());
  const opened = await openDelivery(deliveries, { partner: PARTNER, name: 'large', by: 'Mei' });
  if (!opened.ok) throw new Error(opened.reason);
  id = opened.value.id;
  const bytes = await readFile(join(folder, 'avails.xlsx'));
  await receiveFile(deliveries, id, { name: 'avails.xlsx', bytes });
  await reviewDelivery(deliveries, id);
});
afterAll(async () => {
  await Promise.all(desks.map((desk) => desk.close()));
  await house?.close();
});

function deskOf(largeBytes: number): ReviewDesk {
  const { deliveries, config } = house.server.house;
  const ports = { ...deliveries, elapsedMs: () => performance.now() };
  const desk = reviewDesk(ports, { databaseUrl: config.databaseUrl ?? '', config }, { largeBytes });
  desks.push(desk);
  return desk;
}

const page = { from: 100, count: 50 };
const questions = (): readonly ReviewQuestion[] => [
  { kind: 'review', id },
  { kind: 'rows', id, asked: { ...page, file: 'avails.xlsx', only: 'all' } },
  { kind: 'lines', id, asked: { ...page, act: 'appear' } },
];

async function asked(desk: ReviewDesk, question: ReviewQuestion): Promise<{ text: string }> {
  const answered = await desk.ask(question);
  return { text: answered.ok ? new TextDecoder().decode(answered.value) : answered.reason };
}

test('its outline, its rows and its lines are the same wherever they are read', async () => {
  const [there, here] = [deskOf(1), deskOf(Number.POSITIVE_INFINITY)];
  for (const question of questions()) {
    const { text } = await asked(there, question);
    expect(text).toBe((await asked(here, question)).text);
    expect(JSON.parse(text)).toMatchObject(TOLD[question.kind]);
  }
});

test('the files of a large delivery are opened by the thread alone', async () => {
  const { deliveries, config } = house.server.house;
  const opened: string[] = [];
  const objects: typeof deliveries.objects = new Proxy(deliveries.objects, {
    get(_, name) {
      opened.push(String(name));
      throw new Error('The server’s own thread opened a file');
    },
  });
  const ports = { ...deliveries, objects, elapsedMs: () => performance.now() };
  const desk = (largeBytes: number): ReviewDesk => {
    const made = reviewDesk(ports, { databaseUrl: config.databaseUrl ?? '', config }, { largeBytes });
    desks.push(made);
    return made;
  };
  for (const question of questions())
    expect(JSON.parse((await asked(desk(1), question)).text)).toMatchObject(TOLD[question.kind]);
  expect(opened).toEqual([]);
  const [, rows] = questions();
  if (rows) await expect(asked(desk(Number.POSITIVE_INFINITY), rows)).rejects.toThrow('own thread');
});

test('what is not there is told as such, here and there', async () => {
  const missing = { kind: 'rows', id, asked: { ...page, file: 'other.xlsx', only: 'all' } } as const;
  for (const desk of [deskOf(1), deskOf(Number.POSITIVE_INFINITY)])
    for (const question of [missing, ...questions().map((each) => ({ ...each, id: NOBODY }))])
      expect((await asked(desk, question)).text).toBe('unknown-delivery');
});
