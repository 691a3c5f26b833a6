/** The living room's acts: only from this machine and its own page, and what is taken away comes back. */
import { asId, MINUTE_MS } from '@duoping/kit';
import type { Denial } from '@duoping/rights';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterEach, expect, test } from 'vitest';
import { requireDeclarations } from '../http/route.ts';
import { wallPage } from './wall-page.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const WORK = '3f0c7a52-6c0e-4d39-9d0b-0f4d9d1c2b7a';

async function livingRoom({ local = true } = {}) {
  const denials: Denial[] = [];
  let territory = 'CN';
  const clock = { now: () => NOW };
  const app = Fastify();
  requireDeclarations(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await wallPage(app, {
    clock,
    newestActs: async () => [],
    playing: async () => [],
    denials: async () => denials.map((denial) => ({ ...denial, knownFrom: NOW })),
    logged: async () => 0,
    titleOf: () => 'The Lamp',
    isLocal: () => local,
    place: () => territory,
    move: (next) => {
      territory = next;
    },
    withdrawal: {
      clock,
      ids: { next: () => asId('denial-1') },
      announce: async () => {},
      denials: {
        addDenial: async (denial) => {
          denials.push(denial);
          return { epoch: 1 };
        },
        liftDenial: async () => false,
        denials: async () => [],
      },
    },
  });
  opened.push(app);
  const withdraw = (inSeconds: number, site = 'same-origin') =>
    app.inject({
      method: 'POST',
      url: '/demo/withdrawals',
      headers: { 'sec-fetch-site': site },
      payload: { work: WORK, inSeconds },
    });
  return { app, denials, withdraw, territory: () => territory };
}

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

test('a title withdrawn from the living room is gone at once and back after three minutes', async () => {
  const { withdraw, denials } = await livingRoom();
  expect((await withdraw(0)).statusCode).toBe(204);
  expect(denials).toMatchObject([
    { kind: 'takedown', scope: { work: WORK }, window: { start: NOW, end: NOW + 3 * MINUTE_MS } },
  ]);
});

test('a licence that ends in 60 seconds ends then, and not before', async () => {
  const { withdraw, denials } = await livingRoom();
  await withdraw(60);
  expect(denials).toMatchObject([{ kind: 'embargo', window: { start: NOW + MINUTE_MS } }]);
});

test('another site’s page and another machine take nothing away and move nobody', async () => {
  const here = await livingRoom();
  expect((await here.withdraw(0, 'cross-site')).statusCode).toBe(403);
  const elsewhere = await livingRoom({ local: false });
  expect((await elsewhere.withdraw(0)).statusCode).toBe(403);
  const moved = await elsewhere.app.inject({ method: 'POST', url: '/demo/place', payload: { territory: 'FR' } });
  expect([moved.statusCode, elsewhere.territory(), here.denials, elsewhere.denials]).toEqual([403, 'CN', [], []]);
});

test('what was done here is told here, in plain facts, and to this machine alone', async () => {
  const { app, withdraw } = await livingRoom();
  const ask = () => app.inject({ method: 'GET', url: '/demo/happening?language=en' });
  expect((await ask()).json()).toMatchObject({ acts: [], playing: [] });
  await withdraw(0);
  await app.inject({ method: 'POST', url: '/demo/place', payload: { territory: 'FR' } });
  expect((await ask()).json().acts).toMatchObject([
    { kind: 'withdrawn', title: 'The Lamp', until: '2026-11-22T12:03:00Z' },
    { kind: 'moved', territory: 'FR' },
  ]);
  const elsewhere = await livingRoom({ local: false });
  expect((await elsewhere.app.inject({ method: 'GET', url: '/demo/happening?language=en' })).statusCode).toBe(403);
});

test('the letters of the page are our own, and no other file of their packages is given out', async () => {
  const { app } = await livingRoom();
  const sheet = await app.inject({ method: 'GET', url: '/wall/fonts/inter.css' });
  const [, file = ''] = /url\((inter\/[^)]+)\)/.exec(sheet.body) ?? [];
  const font = await app.inject({ method: 'GET', url: `/wall/fonts/${file}` });
  expect([font.statusCode, font.headers['content-type']]).toEqual([200, 'font/woff2']);
  for (const other of ['inter/package.json', 'inter/..%2fpackage.json', 'inter/%2e%2e%2f%2e%2e%2fx.woff2']) {
    expect((await app.inject({ method: 'GET', url: `/wall/fonts/${other}` })).statusCode).toBe(404);
  }
});

test('the page frames its own origin only and runs nothing inline', async () => {
  const { app } = await livingRoom();
  const page = await app.inject({ method: 'GET', url: '/' });
  expect(page.headers['content-security-policy']).toContain("frame-src 'self'");
  expect(page.body).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
});
