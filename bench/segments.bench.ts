/**
 * Encrypted segments from the built-in edge, token checked on each, beside @fastify/static sending the same files to
 * anyone: per CPU-second of the process that serves them.
 */

import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';
import { verifiedTokens } from '#keys';
import { hotFiles } from '../apps/server/hot-files.ts';
import { guardAccess } from '../apps/server/http/access.ts';
import { httpApp } from '../apps/server/http/app.ts';
import { segmentRoutes } from '../apps/server/http/segment-routes.ts';
import { mediaTokens, TOKEN_ISSUER } from '../apps/server/play-media.ts';
import { type LoadResult, median, sendLoad } from './http-load.ts';
import type { BenchTable } from './table.ts';

const ROUNDS = 7;
const CONNECTIONS = 16;
/** Twenty segments of each: all fit into memory, as those of a film that everybody watches do. */
const SEGMENTS = 20;
const SIZES = [
  { name: '300 KB segments', bytes: 300_000, requests: 600 },
  { name: '1 MB segments', bytes: 1_000_000, requests: 240 },
  { name: '2 KB subtitles', bytes: 2_000, requests: 4_000 },
];

export default async function segmentsBench(): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'duoping-bench-'));
  try {
    for (const { bytes } of SIZES) {
      await mkdir(join(folder, 'asset', `b${bytes}`), { recursive: true });
      for (let n = 1; n <= SEGMENTS; n++)
        await writeFile(join(folder, 'asset', `b${bytes}`, `${n}.m4s`), randomBytes(bytes));
    }
    const edge = await builtInEdge(folder);
    const peer = await staticPeer(folder);
    const rows = [];
    for (const { name, bytes, requests } of SIZES) {
      const load = ({ port, token }: { port: number; token: () => string }) =>
        sendLoad({ port, connections: CONNECTIONS, requests: requestsOf({ bytes, count: requests, token: token() }) });
      await Promise.all([load(edge), load(peer)]);
      const ours: LoadResult[] = [];
      const theirs: LoadResult[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        theirs.push(await load(peer));
        ours.push(await load(edge));
      }
      rows.push(rowOf(name, { ours, theirs }));
    }
    await edge.close();
    await peer.close();
    return {
      title: 'Segments with token check',
      rows,
      notes: [
        `${CONNECTIONS} connections that are kept open, ${SEGMENTS} files in turn, medians of ${ROUNDS} rounds in turns (least–most); CPU of the serving process, all its threads.`,
        'Ours looks at the token (CTA-5007, HMAC; remembered once it was right), its end, asset and track on every request. The peer checks nothing.',
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The server's own app with its own hooks, and the one route. */
async function builtInEdge(folder: string) {
  const keys = { current: '1', keys: new Map([['1', new Uint8Array(randomBytes(32))]]) };
  const { app } = await httpApp({
    trustedProxies: [],
    onFailure: (error) => {
      throw error;
    },
  });
  const nobody = async () => undefined;
  guardAccess(app, { operatorToken: 'nobody', deviceOf: nobody, hasProfile: async () => false, accountOf: nobody });
  const verify = verifiedTokens({ issuer: TOKEN_ISSUER, keys, capacity: 10_000 });
  segmentRoutes(app, {
    folder,
    files: hotFiles({ now: () => performance.now() }),
    refusalOf(token, path) {
      const verified = verify(token, { path, now: Date.now() });
      return verified.ok ? null : verified.reason;
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const tokens = mediaTokens(keys, () => Date.now());
  const tracks = SIZES.map(({ bytes }) => `b${bytes}`);
  const claims = { play: asId<'play'>('play'), device: asId<'device'>('device'), asset: 'asset', tracks };
  return {
    port: (app.server.address() as AddressInfo).port, // a TCP server that listens has one
    token: () => tokens.sign({ ...claims, expiresAt: Date.now() + 60_000 }),
    close: () => app.close(),
  };
}

async function staticPeer(folder: string) {
  const app = Fastify();
  await app.register(fastifyStatic, { root: folder, prefix: '/media/' });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    port: (app.server.address() as AddressInfo).port, // a TCP server that listens has one
    token: () => 'none',
    close: () => app.close(),
  };
}

function requestsOf({ bytes, count, token }: { bytes: number; count: number; token: string }): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `GET /media/asset/b${bytes}/${1 + (index % SEGMENTS)}.m4s HTTP/1.1\r\nHost: localhost\r\nCTA-Common-Access-Token: ${token}\r\n\r\n`,
  );
}

function rowOf(what: string, { ours, theirs }: Record<'ours' | 'theirs', readonly LoadResult[]>) {
  for (const { statuses } of [...ours, ...theirs])
    if (Object.keys(statuses).join() !== '200') throw new Error(`Not all were sent: ${JSON.stringify(statuses)}`);
  const perCpuSecond = (runs: readonly LoadResult[]) => runs.map(({ bytes, cpuMs }) => bytes / 1e3 / cpuMs);
  const told = (runs: readonly LoadResult[]) => {
    const all = perCpuSecond(runs);
    return `${median(all).toFixed(0)} MB (${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)})`;
  };
  return {
    what: `${what}, per CPU-second`,
    peer: `${told(theirs)}, @fastify/static 10.1.11, no token`,
    ours: told(ours),
    ratio: `${(median(perCpuSecond(ours)) / median(perCpuSecond(theirs))).toFixed(1)} ×`,
    goal: '≥ 8 ×',
  };
}
