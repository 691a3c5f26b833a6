import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Config } from '../config.ts';
import { doctorCommand } from './doctor.ts';

const home = mkdtempSync(join(tmpdir(), 'duoping-doctor-'));
chmodSync(home, 0o755);
afterAll(() => rmSync(home, { recursive: true, force: true }));

const config: Config = {
  ...{ port: 0, host: '127.0.0.1', home, databaseUrl: undefined, ffmpegPath: undefined, publicUrl: undefined },
  territory: { header: undefined, trustedProxies: [], loopback: undefined },
};

interface Finding {
  readonly what: string;
  readonly trouble?: string;
  readonly mend?: string;
}

async function examine(change: Partial<Config>) {
  const out: string[] = [];
  const said: string[] = [];
  const io = { stdout: (line: string) => out.push(line), stderr: (line: string) => said.push(line) };
  const code = await doctorCommand({ ...config, ...change }, { ...io, readFile: () => Promise.reject(new Error()) });
  const findings = JSON.parse(out.join('')) as Finding[];
  return { code, said: said.join('\n'), of: (what: string) => findings.find((each) => each.what.startsWith(what)) };
}

async function listening(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() };
}

test('looks at every engine, at ffmpeg and its fences, the clock, the disk and the port', async () => {
  const { of, said } = await examine({});
  for (const what of ['disk at', 'ffmpeg', 'fences', 'port 0', 'database', 'clock']) expect(of(what)).toBeDefined();
  expect(of('port 0')).toEqual({ what: 'port 0' });
  expect(of('database')).toEqual({ what: 'database: the embedded one, started with the server' });
  expect(said).toMatch(/^ok {7}port 0$/m);
});

test('a missing ffmpeg names the package that brings it', async () => {
  const { code, of } = await examine({ ffmpegPath: '/nowhere/ffmpeg' });
  expect(code).toBe(1);
  expect(of('ffmpeg')?.mend).toMatch(/apt-get install .*ffmpeg/);
});

test('a port in another program’s hands names another; one in ours is well', async () => {
  const stranger = await listening((_request, response) => response.writeHead(404).end('no'));
  expect((await examine({ port: stranger.port })).of('port')?.mend).toMatch(/taken by another program.*PORT=/);
  stranger.close();
  const ours = await listening((_request, response) => response.end('{"status":"ready"}'));
  expect((await examine({ port: ours.port })).of('port')).toEqual({
    what: `port ${ours.port}: Duoping is ready there`,
  });
  ours.close();
  const unwell = await listening((_request, response) =>
    response.writeHead(503).end('{"error":{"reason":"not-ready","detail":"the disk is full"}}'),
  );
  expect((await examine({ port: unwell.port })).of('port')?.trouble).toMatch(/not ready: the disk is full/);
  unwell.close();
});

test('a database that is away, or whose data another version wrote, is told with the mend', async () => {
  const away = await examine({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
  expect(away.of('database')).toMatchObject({ mend: expect.stringMatching(/DATABASE_URL/) });
  mkdirSync(join(home, 'old', 'postgres'), { recursive: true });
  writeFileSync(join(home, 'old', 'postgres', 'PG_VERSION'), '15\n');
  expect((await examine({ home: join(home, 'old') })).of('database')?.mend).toMatch(/another PostgreSQL version/);
});

test.skipIf(process.getuid?.() !== 0)('a home that the database’s user can’t enter is told with the mend', async () => {
  const closed = join(home, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  expect((await examine({ home: join(closed, 'data') })).of('database')?.mend).toMatch(/can't enter .*closed; set/);
});
