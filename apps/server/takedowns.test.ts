/** The takedown desk on two nodes: gone everywhere within a second, with a proof that anybody can check; clearances that an authority stops. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readVerifier } from '#evidence';
import { type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import {
  openHouse,
  PARTNER,
  shootFilm,
  TERRITORY,
  type TestHouse,
  waitForMedia,
  writeAvails,
} from '../../journeys/house.ts';
import { type RunningServer, startServer } from './server.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const OTHER = 'md:alid:org:cinema:other';

let house: TestHouse;
let second: TestHouse;
let node: RunningServer;
let operator: Caller;
let lamp = '';
let other = '';

beforeAll(async () => {
  house = await openHouse();
  const { clock, secrets, config } = house.server.house;
  operator = callerOf(house, secrets.operatorToken);
  const folder = join(house.home, 'drop');
  const films = [
    { alid: LAMP, title: 'The Lamp' },
    { alid: OTHER, title: 'The Other' },
  ];
  await writeAvails(folder, films, clock.now());
  await shootFilm(join(folder, 'lamp.mp4'), 4);
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${LAMP}=lamp.mp4`);
  expect(delivered.code).toBe(0);
  await waitForMedia(house, LAMP);
  node = await startServer({ config: { ...config, port: 0 }, brand: 'Duoping', log: () => undefined });
  second = { ...house, server: node, address: node.address.replace('127.0.0.1', 'localhost') };
  const workOf = (alid: string) =>
    [...node.house.library().works.values()].find(({ offers }) => offers.some((offer) => offer.alid === alid))?.id ??
    '';
  [lamp, other] = [workOf(LAMP), workOf(OTHER)];
});
afterAll(async () => {
  await node?.stop();
  await house?.close();
});

const NOTICE = {
  regime: 'dmca',
  channel: 'e-mail',
  party: { name: 'Rights & Co', contact: 'legal@rights.example', address: '1 Main Street', authority: 'owner' },
  subject: 'The Lamp',
  locations: ['/title/lamp'],
  attestations: { signature: 'J. Doe', 'good-faith': 'I believe so', accuracy: 'under penalty of perjury' },
};
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const act = (id: unknown, body: unknown) => operator.call('POST', `/api/takedowns/${String(id)}/acts`, body);

interface Removal {
  readonly at: string;
  readonly by: string;
  readonly nodes: readonly { readonly name: string; readonly afterMs: number | null }[];
  readonly plays: readonly {
    readonly reason: string | null;
    readonly afterMs: number | null;
    readonly device: string;
  }[];
}

test('a takedown is followed by both nodes and the running play within a second, and the proof says so', async () => {
  const television = callerOf(second, await pairDevice(second));
  expect((await television.call('POST', '/api/plays', { work: lamp })).status).toBe(201);
  await rest(600); // both nodes have said that they are there
  const opened = await operator.call('POST', '/api/takedowns', { ...NOTICE, scope: { works: [lamp] }, remove: true });
  expect([opened.status, opened.json?.state]).toEqual([201, 'removed']);
  const id = opened.json?.id;
  await expect
    .poll(async () => (await television.call('POST', '/api/plays', { work: lamp })).status, { timeout: 1_000 })
    .not.toBe(201);
  await rest(1_200);
  const { json } = await operator.call('GET', `/api/takedowns/${String(id)}/proof`);
  const { proof, signature } = json as unknown as {
    proof: { removal: Removal };
    signature: { key: string; ed25519: string };
  }; // the API's own answer
  expect(proof).toMatchObject({ format: 'duoping-takedown-proof/1', case: id, state: 'removed' });
  expect(proof.removal.by).toBe('operator');
  expect(proof.removal.nodes).toHaveLength(2);
  for (const { afterMs } of proof.removal.nodes) expect(afterMs).toBeLessThan(1_000);
  expect(proof.removal.plays.map(({ reason }) => reason)).toEqual(['denied:takedown']);
  expect(proof.removal.plays[0]?.afterMs).toBeLessThan(1_000);

  const verifier = readVerifier(signature.key);
  const signed = new TextEncoder().encode(canonicalJson(proof as unknown as Json)); // as: what came as JSON is JSON
  const bytes = Buffer.from(signature.ed25519, 'base64');
  expect(verifier?.verify(signed, bytes)).toBe(true);
  const forged = { ...proof, state: 'closed' } as unknown as Json; // as: above
  expect(verifier?.verify(new TextEncoder().encode(canonicalJson(forged)), bytes)).toBe(false);

  expect((await act(id, { act: 'restored', because: 'mistake' })).json).toMatchObject({ state: 'restored' });
  const back = async () => (await television.call('POST', '/api/plays', { work: lamp })).status;
  await expect.poll(back, { timeout: 2_000 }).toBe(201);
});

describe('a case under its regime', () => {
  test('an incomplete notice is kept, told what it lacks, and removes nothing', async () => {
    const { attestations: _, ...bare } = NOTICE;
    const opened = await operator.call('POST', '/api/takedowns', { ...bare, scope: { works: [other] }, remove: true });
    expect(opened.json).toMatchObject({ state: 'incomplete', missing: ['signature', 'good-faith', 'accuracy'] });
    expect((await act(opened.json?.id, { act: 'removed' })).json).toMatchObject({ error: { reason: 'incomplete' } });
    expect(((await operator.call('GET', '/api/withdrawals')).json as unknown as unknown[]).length).toBe(0); // the API's list
    await act(opened.json?.id, { act: 'closed', outcome: 'no answer' });
  });

  test('a counter-notice under the DMCA starts ten business days; under Decree 468 it restores at once', async () => {
    const statement = {
      ...{ party: NOTICE.party, subject: 'The Other', locations: ['/title/other'], evidence: ['our contract'] },
      attestations: { signature: 'P. Roe', mistake: 'yes', jurisdiction: 'I consent' },
    };
    for (const [regime, wanted] of [
      ['dmca', 409],
      ['cn-468', 200],
    ] as const) {
      const body = { ...NOTICE, regime, evidence: ['certificate'], scope: { works: [other] }, remove: true };
      const { json } = await operator.call('POST', '/api/takedowns', body);
      expect((await act(json?.id, { act: 'forwarded', to: PARTNER })).status).toBe(200);
      const countered = await act(json?.id, { act: 'countered', statement });
      expect(countered.json).toMatchObject({ state: 'countered', counter: { subject: 'The Other' } });
      expect((await act(json?.id, { act: 'restored', because: 'counter-notice' })).status).toBe(wanted);
      if (wanted === 409) await act(json?.id, { act: 'restored', because: 'claimant-withdrew' });
    }
    const again = { ...NOTICE, regime: 'cn-468', evidence: ['certificate'], scope: { works: [other] } };
    expect((await operator.call('POST', '/api/takedowns', again)).json?.earlier).toEqual(expect.any(String));
  });

  test('a partner is suspended as a whole, and its case names what to do when it is over', async () => {
    const { json } = await operator.call('POST', '/api/takedowns', {
      ...{ ...NOTICE, regime: 'contract', scope: { partner: PARTNER }, remove: true },
    });
    const listed = (await operator.call('GET', '/api/withdrawals')).json as unknown as { kind: string; case: string }[]; // the API's list
    expect(listed).toMatchObject([{ kind: 'suspension', case: json?.id, partner: PARTNER }]);
    expect((await act(json?.id, { act: 'restored', because: 'claimant-withdrew' })).json).toMatchObject({
      state: 'restored',
    });
  });

  test('what can’t be read is refused, and what isn’t there is not found', async () => {
    const nobodys = '01a204c6-0000-7000-8000-000000000000';
    expect((await act(nobodys, { act: 'removed' })).status).toBe(404);
    expect((await operator.call('GET', `/api/takedowns/${nobodys}/proof`)).status).toBe(404);
    expect((await operator.call('POST', '/api/takedowns', { ...NOTICE, scope: {} })).status).toBe(400);
    expect((await operator.call('POST', '/api/takedowns', { ...NOTICE, regime: 'moon', scope: {} })).status).toBe(400);
  });
});

test('an embargo holds from a day to a day', async () => {
  const day = (days: number) => new Date(house.server.house.clock.now() + days * 86_400_000).toISOString();
  const body = { kind: 'embargo', work: other, authority: 'festival', from: day(1), until: day(2) };
  expect((await operator.call('POST', '/api/withdrawals', body)).status).toBe(201);
  const why = async (at: string) =>
    (await operator.call('GET', `/api/rights/explain?work=${other}&territory=${TERRITORY}&screen=tv&at=${at}`)).json;
  expect(JSON.stringify(await why(day(0.5)))).not.toContain('denied:embargo');
  expect(JSON.stringify(await why(day(1.5)))).toContain('denied:embargo');
  for (const wrong of [{ from: 'soon' }, { from: day(2), until: day(1) }])
    expect((await operator.call('POST', '/api/withdrawals', { ...body, ...wrong })).status).toBe(400);
  const [found] = (await operator.call('GET', '/api/withdrawals')).json as unknown as { id: string }[]; // the API's list
  await operator.call('DELETE', `/api/withdrawals/${found?.id}`);
});

test('an authority’s stop outranks everyone: the operator can’t lift it, only the authority’s own key does', async () => {
  const { licensing, clock } = house.server.house;
  const rule = {
    authority: 'board',
    screens: ['tv'] as const,
    territories: { include: [TERRITORY], exclude: [] },
    since: 0,
  };
  await licensing.requireClearance(rule, clock.now());
  const given = await operator.call('POST', '/api/authorities', { authority: 'board' });
  expect(given.status).toBe(201);
  const again = await operator.call('POST', '/api/authorities', { authority: 'board' });
  expect([again.status, again.json]).toMatchObject([409, { error: { reason: 'authority-known' } }]);
  const key = String(given.json?.key);
  const told = (body: object) => operator.call('POST', '/api/clearances', { authority: 'board', work: other, ...body });
  expect((await told({ act: 'approve', reference: 'B-7' })).status).toBe(200);
  const reasons = async () => {
    const path = `/api/rights/explain?work=${other}&territory=${TERRITORY}&screen=tv`;
    return JSON.stringify((await operator.call('GET', path)).json).includes('denied:clearance');
  };
  expect(await reasons()).toBe(false);
  expect((await told({ act: 'stop' })).json).toEqual({ changed: 1 });
  expect(await reasons()).toBe(true);
  expect((await operator.call('GET', '/api/withdrawals')).json).toEqual([]);
  expect((await operator.call('GET', '/api/clearances')).json).toMatchObject({ clearances: [] });
  const listed = async () => (await operator.call('GET', '/api/clearances')).json?.stopped;
  expect(await listed()).toMatchObject([{ authority: 'board', work: other }]);
  const approve = (more: object) => told({ act: 'approve', reference: 'B-8', ...more });
  for (const [more, reason] of [
    [{}, 'stopped-by-authority'],
    [{ reason: 'they said so' }, 'stopped-by-authority'],
    [{ key }, 'stopped-by-authority'],
    [{ key: `${key}x`, reason: 'they said so' }, 'not-the-authority'],
    [{ key, reason: 'they said so', authority: 'another' }, 'not-the-authority'],
  ] as const)
    expect(await approve(more)).toMatchObject({ status: 403, json: { error: { reason } } });
  expect(await reasons()).toBe(true);
  const by = ['authority', 'approve', 'board', '--work', other, '--reference', 'B-9'];
  expect((await house.duoping(...by)).stderr).toContain('stopped-by-authority');
  const keyFile = join(house.home, 'board.key');
  await writeFile(keyFile, `${key}\n`, { mode: 0o600 });
  expect((await house.duoping(...by, '--key-file', keyFile, '--reason', 'a cut was agreed')).code).toBe(0);
  expect([await reasons(), await listed()]).toEqual([false, []]);
});

test('an authority that has stopped a title is given no key: the operator would lift the stop with it', async () => {
  const of = { authority: 'platform', work: other };
  const told = (body: object) => operator.call('POST', '/api/clearances', { ...of, ...body });
  await told({ act: 'approve', reference: 'P-1' });
  await told({ act: 'stop' });
  const given = await operator.call('POST', '/api/authorities', { authority: 'platform' });
  expect([given.status, given.json]).toMatchObject([409, { error: { reason: 'authority-stopped' } }]);
  expect(given.json).not.toHaveProperty('key');
  const command = await house.duoping('authority', 'key', 'platform');
  expect([command.code, command.stdout, command.stderr]).toEqual([1, '', expect.stringContaining('authority-stopped')]);
  expect(await told({ act: 'approve', reference: 'P-2', key: '', reason: 'they said so' })).toMatchObject({
    status: 403,
  });
});

test('what an authority must approve waits, is approved, is stopped; each with who recorded it and when', async () => {
  const of = { authority: 'film office', work: lamp };
  const told = (body: object) => operator.call('POST', '/api/clearances', { authority: of.authority, ...body });
  const titles = async (query = '') => (await operator.call('GET', `/api/clearances/titles?${query}`)).json;
  const ours = async () =>
    (((await titles())?.titles ?? []) as readonly { authority: string; state: string }[]) // by the schema
      .filter(({ authority }) => authority === of.authority)
      .map(({ state }) => state);
  const rule = { act: 'require', screens: ['tv'], territories: [TERRITORY] };
  expect((await told({ ...rule, works: ['nobody knows'] })).json).toMatchObject({ error: { reason: 'unknown-work' } });
  expect((await told({ ...rule, works: [lamp] })).status).toBe(200);
  expect(await ours()).toEqual(['waiting']);
  const denied = '"authority":"film office"';
  const asked = `/api/rights/explain?work=${lamp}&territory=${TERRITORY}&screen=tv`;
  expect(JSON.stringify((await operator.call('GET', asked)).json)).toContain(denied);
  await told({ act: 'approve', work: lamp, reference: 'F-1' });
  expect(await ours()).toEqual(['approved']);
  expect(JSON.stringify((await operator.call('GET', asked)).json)).not.toContain(denied);
  await told({ act: 'stop', work: lamp });
  expect(await ours()).toEqual(['stopped']);
  expect(await titles('state=stopped&q=LAMP&language=en')).toMatchObject({
    ...{ total: 1, titles: [{ ...of, title: 'The Lamp', state: 'stopped', stopped: { by: 'operator' } }] },
  });
  expect(await titles('state=stopped&q=nothing')).toMatchObject({ total: 0, titles: [] });
  const history = await operator.call('GET', `/api/clearances/history?${new URLSearchParams(of)}`);
  const entries = JSON.parse(new TextDecoder().decode(history.bytes)) as { act: string; by: string }[]; // by the schema
  expect(entries.map(({ act, by }) => `${act} by ${by}`)).toEqual([
    ...['stopped by operator', 'approved by operator', 'required by operator'],
  ]);
});

test('titles to approve stand as the reader’s language sorts them, page by page, with their authorities side by side', async () => {
  const folder = join(house.home, 'more');
  const films = ['zebra', 'amber', 'mole'].map((name) => ({
    alid: `md:alid:org:cinema:${name}`,
    title: `${name.toUpperCase()} film`,
  }));
  await writeAvails(folder, films, house.server.house.clock.now());
  expect((await house.duoping('deliver', folder, '--partner', PARTNER)).code).toBe(0);
  for (const authority of ['west office', 'east office']) {
    const rule = { act: 'require', authority, screens: ['web'], territories: ['JP'] };
    expect((await operator.call('POST', '/api/clearances', rule)).status).toBe(200);
  }
  const asked = 'state=waiting&q=film&language=en';
  const page = async (from: number, count: number) => {
    const { json } = await operator.call('GET', `/api/clearances/titles?${asked}&from=${from}&count=${count}`);
    const titles = (json?.titles ?? []) as readonly { title: string; authority: string }[]; // by the schema
    return titles
      .filter(({ authority }) => authority.endsWith('t office'))
      .map(({ title, authority }) => `${title}, ${authority}`);
  };
  const all = ['AMBER film', 'MOLE film', 'ZEBRA film'].flatMap((title) => [
    `${title}, east office`,
    `${title}, west office`,
  ]);
  expect(await page(0, 500)).toEqual(all);
  const pages = [];
  for (let from = 0; from < 60; from += 1) pages.push(...(await page(from, 1)));
  expect(pages).toEqual(all);
});

test('the command opens, removes, restores and prints the proof', async () => {
  const file = join(house.home, 'notice.json');
  await writeFile(file, JSON.stringify({ ...NOTICE, scope: { works: [other] } }));
  const opened = await house.duoping('takedown', 'open', file);
  const { id } = JSON.parse(opened.stdout) as { id: string }; // the command's own answer
  expect([opened.code, opened.stderr]).toEqual([0, expect.stringContaining('remove by ')]);
  expect((await house.duoping('takedown', 'remove', id)).stderr).toContain('removed');
  const proof = JSON.parse((await house.duoping('takedown', 'proof', id)).stdout) as { signature: object }; // the command's own answer
  expect(Object.keys(proof.signature)).toEqual(['key', 'over', 'ed25519']);
  expect((await house.duoping('takedown', 'restore', id, '--because', 'counter-notice')).code).toBe(1);
  expect((await house.duoping('takedown', 'restore', id, '--because', 'mistake')).code).toBe(0);
  expect((await house.duoping('takedown', 'restore', id)).code).toBe(2);
});
