/** Two servers on one database and one folder of media: what one of them is told, the other one does. */
import { join } from 'node:path';
import { asId, parseInstant, sha256Hex } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import {
  HOUSEHOLD,
  openHouse,
  PARTNER,
  shootFilm,
  type TestHouse,
  waitForMedia,
  writeAvails,
} from '../../journeys/house.ts';
import { type RunningServer, startServer } from './server.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const LATE = 'md:alid:org:cinema:late';
const LIMIT = 2;
const SCREENS = 200;
/** Within this time a withdrawal is known on every node. */
const KNOWN_WITHIN_MS = 1000;

let first: TestHouse;
let second: TestHouse;
let node: RunningServer;
let operator: Caller;
let lamp = '';

beforeAll(async () => {
  first = await openHouse({ streamLimit: LIMIT });
  const { clock, secrets, config, library } = first.server.house;
  operator = callerOf(first, secrets.operatorToken);
  const folder = join(first.home, 'drop');
  await writeAvails(folder, [{ alid: LAMP, title: 'The Lamp' }], clock.now());
  await shootFilm(join(folder, 'lamp.mp4'), 4);
  const delivered = await first.duoping('deliver', folder, '--partner', PARTNER, '--media', `${LAMP}=lamp.mp4`);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(first, LAMP);
  node = await startServer({ config: { ...config, port: 0 }, brand: 'Duoping', log: () => undefined });
  second = { ...first, server: node, address: node.address.replace('127.0.0.1', 'localhost') };
  lamp = [...library().works.keys()][0] ?? '';
});
afterAll(async () => {
  await node?.stop();
  await first?.close();
});

describe('one household at two nodes', () => {
  test('A09: of two hundred screens that start at the same instant, two play', async () => {
    const tokens = await Promise.all(Array.from({ length: SCREENS }, (_, number) => ownScreen(number)));
    const starts = await Promise.all(
      tokens.map((token, number) =>
        callerOf(number % 2 === 0 ? first : second, token).call('POST', '/api/plays', { work: lamp }),
      ),
    );
    const statuses = starts.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(LIMIT);
    expect(statuses.filter((status) => status === 409)).toHaveLength(SCREENS - LIMIT);
    for (const refused of starts.filter(({ status }) => status === 409)) {
      expect(reasonOf(refused)).toBe('stream-limit');
      expect(refused.json).not.toHaveProperty('mediaToken');
    }
    const running = await first.server.house.plays.unended({ household: HOUSEHOLD });
    expect(running).toHaveLength(LIMIT);
    for (const [number, { status, json }] of starts.entries()) {
      if (status !== 201) continue;
      const elsewhere = callerOf(number % 2 === 0 ? second : first, tokens[number] ?? '');
      const stopped = await elsewhere.call('POST', `/api/plays/${String(json?.id)}/stop`, STOP);
      expect(stopped.status).toBe(204);
    }
  });
});

describe('a withdrawal at one node', () => {
  test('A06: is known at the other within a second, on every path, and ends what runs there', async () => {
    const television = callerOf(second, await pairDevice(second));
    const other = callerOf(second, await pairDevice(second, 'demo-phone'));
    const play = await television.call('POST', '/api/plays', { work: lamp });
    expect(play.status).toBe(201);
    const id = String(play.json?.id);
    const kids = kidsOf(LAMP);
    const keys = () => television.call('POST', `/api/plays/${id}/keys`, { kids });
    const beat = (sequence: number) =>
      television.call('POST', `/api/plays/${id}/heartbeat`, { sequence, positionSeconds: 0, watched: [] });
    expect((await keys()).status).toBe(200);
    expect((await beat(1)).status).toBe(200);
    const lent = (await beat(2)).json ?? {};
    const paths: Readonly<Record<string, () => Promise<boolean>>> = {
      list: async () => !has(await other.call('GET', '/api/home'), 'The Lamp'),
      search: async () => !has(await other.call('GET', '/api/search?q=lamp'), 'The Lamp'),
      page: async () => reasonOf(await other.call('GET', `/api/titles/${lamp}`)) === 'denied:takedown',
      start: async () => reasonOf(await other.call('POST', '/api/plays', { work: lamp })) === 'denied:takedown',
      keys: async () => reasonOf(await keys()) === 'denied:takedown',
      manifest: async () => (await television.call('GET', String(play.json?.dash))).status === 410,
    };
    for (const [path, gone] of Object.entries(paths)) {
      if (path !== 'start') expect(`${path} ${await gone()}`).toBe(`${path} false`);
    }

    const withdrawn = await operator.call('POST', '/api/withdrawals', { alid: LAMP, authority: 'its owner' });
    expect(withdrawn.status).toBe(201);
    const told = performance.now();
    for (const [path, gone] of Object.entries(paths)) {
      while (!(await gone()) && performance.now() - told < 5 * KNOWN_WITHIN_MS) await rest(20);
      expect(`${path} after ${performance.now() - told < KNOWN_WITHIN_MS ? 'a second' : 'longer'}`).toBe(
        `${path} after a second`,
      );
    }
    const renewed = await beat(3);
    expect([renewed.status, reasonOf(renewed)]).toEqual([410, 'denied:takedown']);

    // Segments outlive the withdrawal by the token in the player's hand, which no clock of ours lets past a minute.
    const until = parseInstant(String(lent.leaseUntil)) ?? Number.POSITIVE_INFINITY;
    expect(until - node.house.clock.now()).toBeLessThan(60_000);
    const asset = first.server.house.shelf.assetOf(PARTNER, LAMP);
    const path = `/media/${asset?.id}/${asset?.tracks[0]?.id}/init.mp4`;
    const verified = node.house.verifyToken(String(lent.mediaToken), { path, now: until });
    expect(verified).toEqual({ ok: false, reason: 'expired' });

    const [one] = (withdrawn.json as { withdrawals: { id: string }[] }).withdrawals; // the API's answer to a withdrawal
    expect((await operator.call('DELETE', `/api/withdrawals/${one?.id}`)).status).toBe(204);
    expect((await beat(4)).status).toBe(410);
  });
});

describe('a delivery at one node', () => {
  test('is offered, played and withdrawn at the other as well', async () => {
    const folder = join(first.home, 'late');
    await writeAvails(folder, [{ alid: LATE, title: 'The Late One' }], first.server.house.clock.now());
    const delivered = await first.duoping('deliver', folder, '--partner', PARTNER);
    expect(delivered.stderr).toContain('Applied.');
    const television = callerOf(second, await pairDevice(second));
    const listed = async () => has(await television.call('GET', '/api/home'), 'The Late One');
    const told = performance.now();
    while (!(await listed()) && performance.now() - told < 5 * KNOWN_WITHIN_MS) await rest(50);
    expect(await listed()).toBe(true);
    const there = callerOf(second, first.server.house.secrets.operatorToken);
    const withdrawn = await there.call('POST', '/api/withdrawals', { alid: LATE, authority: 'its owner' });
    expect(withdrawn.status).toBe(201);
    expect(await listed()).toBe(false);
  });
});

const STOP = { sequence: 99, positionSeconds: 0, watched: [] };

/** A screen of the household by its access token, without the minutes that pairing two hundred of them takes. */
async function ownScreen(number: number): Promise<string> {
  const token = `screen-${number}-${'x'.repeat(40)}`;
  await first.server.house.devices.add({
    ...{ id: asId(`screen-${number}`), household: HOUSEHOLD, model: 'demo-tv', name: `Screen ${number}` },
    tokenHash: sha256Hex(new TextEncoder().encode(token)),
    ...{ pairedAt: first.server.house.clock.now(), removedAt: null },
  });
  return token;
}

const kidsOf = (alid: string): readonly string[] =>
  (first.server.house.shelf.assetOf(PARTNER, alid)?.kids ?? []).map(({ kid }) =>
    Buffer.from(kid, 'hex').toString('base64url'),
  );

const has = ({ json }: Answer, text: string): boolean => JSON.stringify(json).includes(text);

const reasonOf = ({ json }: Answer): string | undefined => (json?.error as { reason?: string } | undefined)?.reason; // the API's shape of errors

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
