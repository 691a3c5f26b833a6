/**
 * A withdrawal told to one node, until it is gone on every path of both: the one that was told, and another process on the
 * same database. With a small catalogue and a large one. `TITLES=50000` sets the large one's size.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../apps/server/testing-process.ts';
import { type Answer, type Caller, callerOf, pairDevice } from '../journeys/device.ts';
import { PARTNER, TERRITORY, type TestHouse, writeAvails } from '../journeys/house.ts';
import { ALID, type FullHouse, openFullHouse } from './full-house.ts';
import type { BenchRow, BenchTable } from './table.ts';

const TITLES = Number(process.env.TITLES ?? 50_000);
const ROUNDS = 30;
const ASKED_EVERY_MS = 10;
const GIVE_UP_MS = 30_000;
const STOP = { sequence: 99, positionSeconds: 0, watched: [] };

type Path = 'list' | 'search' | 'page' | 'start' | 'keys' | 'manifest' | 'heartbeat';

export default async function withdrawalBench(): Promise<BenchTable> {
  const full = await openFullHouse({ filmSeconds: 4, streamLimit: 4 });
  const other = await anotherNode(full);
  try {
    const small = await measure(full, other.address);
    const applied = await deliverTitles(full);
    const large = await measure(full, other.address);
    return {
      title: 'A withdrawal, from the call to gone, on two nodes',
      rows: [
        rowOf('1 title in the catalogue', small),
        rowOf(`${(TITLES + 1).toLocaleString('en')} titles in the catalogue`, large),
        {
          what: `delivery of ${TITLES.toLocaleString('en')} rows: read, checked, applied, by the command`,
          ...{ peer: '–', ours: `${(applied / 1000).toFixed(1)} s`, ratio: '–', goal: '–' },
        },
      ],
      notes: [
        `${ROUNDS} withdrawals each; every path of both nodes is asked over and over from the moment the call is sent, so the commit itself counts too.`,
        'Paths: list, search, title page, start, keys and heartbeat of a running play, manifest. Segments go with their token, 45 s at most.',
        'The nodes are two processes on one machine and one PostgreSQL; the sender shares their cores.',
      ],
    };
  } finally {
    other.child.kill('SIGTERM');
    await other.ended();
    await full.close();
  }
}

function anotherNode({ server, home }: FullHouse) {
  return startProcess({
    home,
    env: { DATABASE_URL: server.house.config.databaseUrl, LOOPBACK_TERRITORY: TERRITORY },
  });
}

/** Milliseconds to gone, of every withdrawal on every path of every node. */
async function measure(full: FullHouse, address: string): Promise<ReadonlyMap<Path, number[]>> {
  const nodes: TestHouse[] = [full, { ...full, address }];
  const operator = callerOf(full, full.server.house.secrets.operatorToken);
  const pair = async (node: TestHouse, model: string) => callerOf(node, await pairDevice(full, model));
  const seats = await Promise.all(
    nodes.map(async (node) => ({ watching: await pair(node, 'demo-tv'), asking: await pair(node, 'demo-phone') })),
  );
  const times = new Map<Path, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    const watched = await Promise.all(seats.map((seat) => pathsOf(full, seat)));
    const began = performance.now();
    const told = operator.call('POST', '/api/withdrawals', { alid: ALID, authority: 'its owner' });
    await Promise.all(
      watched.flatMap((paths) =>
        Object.entries(paths).map(async ([path, gone]) => {
          while (!(await gone())) {
            if (performance.now() - began > GIVE_UP_MS) throw new Error(`${path} still shows what was withdrawn`);
            await sleep(ASKED_EVERY_MS);
          }
          const known = path as Path; // the keys of pathsOf
          times.set(known, [...(times.get(known) ?? []), performance.now() - began]);
        }),
      ),
    );
    const [withdrawal] = ((await told).json as { withdrawals: { id: string }[] }).withdrawals; // the API's answer to a withdrawal
    await operator.call('DELETE', `/api/withdrawals/${withdrawal?.id}`);
  }
  return times;
}

/** A screen that watches, and another one that would. */
interface Seat {
  readonly watching: Caller;
  readonly asking: Caller;
}

/** A play that runs, and how to see on each path that it may not. */
async function pathsOf(
  { work, asset }: FullHouse,
  { watching, asking }: Seat,
): Promise<Record<Path, () => Promise<boolean>>> {
  const play = await started(watching, work);
  const base = `/api/plays/${String(play.id)}`;
  const kids = asset.kids.map(({ kid }) => Buffer.from(kid, 'hex').toString('base64url'));
  let sequence = 0;
  const paths: Record<Path, () => Promise<boolean>> = {
    list: async () => !has(await asking.call('GET', '/api/home'), 'The Lamp'),
    search: async () => !has(await asking.call('GET', '/api/search?q=lamp'), 'The Lamp'),
    page: async () => isDenied(await asking.call('GET', `/api/titles/${work}`)),
    start: async () => isDenied(await startAndStop(asking, work)),
    keys: async () => isDenied(await watching.call('POST', `${base}/keys`, { kids })),
    manifest: async () => (await watching.call('GET', String(play.dash))).status === 410,
    heartbeat: async () =>
      isDenied(
        await watching.call('POST', `${base}/heartbeat`, { sequence: ++sequence, positionSeconds: 0, watched: [] }),
      ),
  };
  for (const [path, gone] of Object.entries(paths))
    if (await gone()) throw new Error(`${path} did not work before the withdrawal`);
  return paths;
}

/** The lifting of the last withdrawal may still be on its way. */
async function started(caller: Caller, work: string): Promise<Readonly<Record<string, unknown>>> {
  for (const began = performance.now(); performance.now() - began < GIVE_UP_MS; ) {
    const { status, json } = await caller.call('POST', '/api/plays', { work });
    if (status === 201 && json) return json;
  }
  throw new Error('The title did not come back');
}

async function startAndStop(caller: Caller, work: string): Promise<Answer> {
  const answer = await caller.call('POST', '/api/plays', { work });
  if (answer.status === 201) await caller.call('POST', `/api/plays/${String(answer.json?.id)}/stop`, STOP);
  return answer;
}

/** Delivers them by the command, as one workbook, and says how many milliseconds that took. */
async function deliverTitles(full: FullHouse): Promise<number> {
  const folder = join(full.home, 'many');
  const films = Array.from({ length: TITLES }, (_, at) => ({
    alid: `md:alid:org:cinema:many-${at}`,
    title: `Number ${at}`,
  }));
  await writeAvails(folder, films, full.server.house.clock.now());
  const began = performance.now();
  const { code, stderr } = await full.duoping('deliver', folder, '--partner', PARTNER);
  if (code !== 0) throw new Error(stderr);
  return performance.now() - began;
}

const has = ({ json }: Answer, text: string): boolean => JSON.stringify(json).includes(text);

const isDenied = ({ json }: Answer): boolean =>
  (json?.error as { reason?: string } | undefined)?.reason === 'denied:takedown'; // the API's shape of errors

function rowOf(what: string, times: ReadonlyMap<Path, readonly number[]>): BenchRow {
  const all = [...times.values()].flat();
  const slowest = [...times].map(([path, each]) => ({ path, p99: quantile(each, 0.99) })).sort((a, b) => b.p99 - a.p99);
  const [last] = slowest;
  return {
    ...{ what, peer: '–', ratio: '–', goal: 'p99 ≤ 1 s' },
    ours: `p50 ${ms(quantile(all, 0.5))}, p99 ${ms(quantile(all, 0.99))}; the latest path is ${last?.path}, ${ms(last?.p99 ?? 0)}`,
  };
}

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;

const ms = (time: number): string => `${Math.round(time)} ms`;
