/** Files that arrive in pieces: cut anywhere, gone on with, complete only when they are whole; and the plain way with its digest. */
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { writeAvailsXlsx } from '@duoping/avails';
import { sha256Hex } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, PARTNER, type TestHouse } from '../../journeys/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const film = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251);
const digestOf = (bytes: Uint8Array): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

async function call(
  method: string,
  path: string,
  init: { headers?: Record<string, string>; body?: Uint8Array | string } = {},
) {
  const headers = { authorization: `Bearer ${house.server.house.secrets.operatorToken}`, ...init.headers };
  const body = init.body === undefined ? {} : { body: init.body as NonNullable<RequestInit['body']> }; // as: Fetch takes bytes, its types are behind
  return fetch(new URL(path, house.address), { method, headers, ...body });
}
const JSON_BODY = { 'content-type': 'application/json' };
const PIECE = { 'content-type': 'application/partial-upload' };
const BYTES = { 'content-type': 'application/octet-stream' };

async function aDelivery(): Promise<string> {
  const body = JSON.stringify({ partner: PARTNER, name: 'pieces' });
  const { id } = (await (await call('POST', '/api/deliveries', { headers: JSON_BODY, body })).json()) as { id: string };
  return id;
}
const filesOf = async (id: string) =>
  ((await (await call('GET', `/api/deliveries/${id}`)).json()) as { files: { name: string; sha256: string }[] }).files;
async function begin(id: string, headers: Record<string, string> = {}, name = 'film.mp4'): Promise<string> {
  const begun = await call('POST', `/api/deliveries/${id}/files/${name}`, {
    headers: { 'upload-complete': '?0', ...headers },
  });
  expect([begun.status, begun.headers.get('upload-offset')]).toEqual([201, '0']);
  return begun.headers.get('location') ?? '';
}
const send = (at: string, offset: number, complete: boolean, body: Uint8Array) =>
  call('PATCH', at, {
    headers: { ...PIECE, 'upload-offset': String(offset), 'upload-complete': complete ? '?1' : '?0' },
    body,
  });
const offsetOf = async (at: string) => {
  const state = await call('HEAD', at);
  return [state.status, Number(state.headers.get('upload-offset')), state.headers.get('upload-complete')];
};

test('a file in pieces is part of its delivery when the last one has come, and not before', async () => {
  const id = await aDelivery();
  const at = await begin(id, { 'upload-length': String(film.length), 'repr-digest': digestOf(film) });
  expect((await send(at, 0, false, film.subarray(0, 100_000))).status).toBe(204);
  expect([await offsetOf(at), await filesOf(id)]).toEqual([[204, 100_000, '?0'], []]);
  const last = await send(at, 100_000, true, film.subarray(100_000));
  expect([last.status, await last.json()]).toEqual([
    200,
    { name: 'film.mp4', sha256: sha256Hex(film), sizeBytes: film.length },
  ]);
  expect([await offsetOf(at), (await filesOf(id)).map(({ sha256 }) => sha256)]).toEqual([
    [204, film.length, '?1'],
    [sha256Hex(film)],
  ]);
});

test('a connection that is cut leaves what arrived, and the rest goes on from there', async () => {
  const id = await aDelivery();
  const at = await begin(id, { 'repr-digest': digestOf(film) });
  for (const cut of [1, 70_000, 200_000]) {
    const [, from] = await offsetOf(at);
    await cutOff(at, Number(from), film.subarray(Number(from), cut));
    await expect.poll(async () => (await offsetOf(at))[1], { timeout: 10_000 }).toBe(cut);
    expect(await filesOf(id)).toEqual([]);
  }
  expect((await send(at, 200_000, true, film.subarray(200_000))).status).toBe(200);
  expect((await filesOf(id)).map(({ sha256 }) => sha256)).toEqual([sha256Hex(film)]);
});

/** Promises the whole rest and breaks off after these bytes. */
async function cutOff(at: string, offset: number, bytes: Uint8Array): Promise<void> {
  const { hostname, port } = new URL(house.server.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const heads = [
    `PATCH ${at} HTTP/1.1`,
    `host: ${hostname}`,
    `authorization: Bearer ${house.server.house.secrets.operatorToken}`,
    `content-type: application/partial-upload`,
    `upload-offset: ${offset}`,
    'upload-complete: ?1',
    `content-length: ${film.length - offset}`,
  ];
  socket.write(`${heads.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
}

describe('what is no piece of this file changes nothing', () => {
  test('another place, more than was told, another digest, an end before its time', async () => {
    const id = await aDelivery();
    const at = await begin(id, { 'upload-length': '10', 'repr-digest': digestOf(film) });
    const reason = async (answer: Response) => ((await answer.json()) as { error: { reason: string } }).error.reason;
    expect(await reason(await send(at, 5, false, film.subarray(0, 5)))).toBe('offset-differs');
    expect(await reason(await send(at, 0, false, film.subarray(0, 11)))).toBe('too-large');
    expect(await reason(await send(at, 0, true, film.subarray(0, 5)))).toBe('length-differs');
    expect(await reason(await send(at, 5, true, film.subarray(5, 10)))).toBe('digest-differs');
    expect(await filesOf(id)).toEqual([]);
    expect((await call('DELETE', at)).status).toBe(204);
    expect((await call('HEAD', at)).status).toBe(404);
    expect((await send(at, 0, true, film)).status).toBe(404);
  });

  test('fields that can’t be read, names that lead elsewhere, deliveries that are closed', async () => {
    const id = await aDelivery();
    const post = (name: string, headers: Record<string, string>) =>
      call('POST', `/api/deliveries/${id}/files/${name}`, { headers });
    expect((await post('a.csv', {})).status).toBe(400);
    expect((await post('a.csv', { 'upload-complete': 'true' })).status).toBe(400);
    expect((await post('a.csv', { 'upload-complete': '?0', 'upload-length': '-1' })).status).toBe(400);
    expect((await post('a.csv', { 'upload-complete': '?0', 'repr-digest': 'md5=:x:' })).status).toBe(400);
    expect((await post('..%2Fup.csv', { 'upload-complete': '?0' })).status).toBe(400);
    expect((await call('HEAD', '/api/uploads/01a204c6-0000-7000-8000-000000000000')).status).toBe(404);
    const stranger = await fetch(new URL(await begin(id), house.address), { method: 'HEAD' });
    expect(stranger.status).toBe(401);
  });
});

test('a file sent at once is checked against the digest that came with it', async () => {
  const id = await aDelivery();
  const bytes = writeAvailsXlsx([]);
  const put = (digest: string) =>
    call('PUT', `/api/deliveries/${id}/files/a.xlsx`, { headers: { ...BYTES, 'repr-digest': digest }, body: bytes });
  expect([(await put(digestOf(film))).status, await filesOf(id)]).toEqual([400, []]);
  expect((await put(digestOf(bytes))).status).toBe(200);
});
