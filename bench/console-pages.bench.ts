/**
 * Every list of the console over HTTP, asked of a whole server with 100,000 titles and 300,000 grants, and how long others
 * of the same server wait meanwhile. `TITLES=10000` sets another size. No peer: what a person waits for is the measure.
 */
import { join } from 'node:path';
import { DAY_MS, formatInstant } from '@duoping/kit';
import { grant } from '@duoping/rights/testing';
import { openHouse, PARTNER, TERRITORY, type TestHouse, writeAvails } from '../journeys/house.ts';
import { ownCluster } from './own-cluster.ts';
import { whileOthersWait } from './stall.ts';
import type { BenchRow, BenchTable } from './table.ts';

const TITLES = Number(process.env.TITLES ?? 100_000);
/** Each title by two partners, and every tenth of them exclusively by a third. */
const PARTNERS = ['tide', 'isle', 'reef'] as const;
const DELIVERED = 5_000;
const ASKED = 20;
const LANGUAGE = 'language=zh-CN';

interface Question {
  readonly what: string;
  readonly ask: (time: number) => Promise<unknown>;
  readonly times?: number;
  readonly goal?: string;
}

export default async function consolePagesBench(): Promise<BenchTable> {
  const stopCluster = await ownCluster();
  const house = await openHouse();
  try {
    await seed(house);
    const rows: BenchRow[] = [];
    for (const question of await questionsOf(house)) rows.push(await measured(question));
    return {
      title: `The console over HTTP, ${TITLES.toLocaleString('en')} titles, ${(3 * TITLES).toLocaleString('en')} grants`,
      rows,
      notes: [
        `p95 of ${ASKED} (of 3 where it says so), and how long the server’s event loop was held by one of them at most, as their median; then the first, with nothing read yet.`,
        'The server, its database and who asks share the machine; who asks shares the server’s thread, so its reading counts too.',
      ],
    };
  } finally {
    await house.close();
    await stopCluster();
  }
}

async function measured({
  what,
  ask,
  times = ASKED,
  goal = 'p95 ≤ 200 ms, held ≤ 50 ms',
}: Question): Promise<BenchRow> {
  const all = [];
  for (let time = 0; time <= times; time++) all.push(await whileOthersWait(() => ask(time)));
  const [first, ...rest] = all;
  const took = rest.map((one) => one.took).sort((a, b) => a - b);
  const p95 = took[Math.ceil(took.length * 0.95) - 1] ?? 0;
  const stalls = rest.map(({ stall }) => stall).sort((a, b) => a - b);
  const held = stalls[Math.floor(stalls.length / 2)] ?? 0;
  const [once, often] = [first ?? { took: 0, stall: 0 }, { took: p95, stall: held }].map(
    ({ took, stall }) => `${Math.round(took)} ms, held ${Math.round(stall)} ms`,
  );
  const ours = `${often} (first ${once})`;
  console.error(`${what}: ${ours}`);
  return { what, ...{ peer: '–', ours, ratio: '–', goal } };
}

const workOf = (title: number): string => `00000000-0000-7000-8000-${String(title).padStart(12, '0')}`;

/** Straight into the tables, as deliveries leave them. */
async function seed({ server }: TestHouse): Promise<void> {
  const { db, clock, licensing, announce } = server.house;
  const now = clock.now();
  const window = { start: now - 90 * DAY_MS, end: now + 90 * DAY_MS };
  const territories = { include: [TERRITORY], exclude: [] };
  const id = `('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))`;
  const run = (sql: string, values: readonly unknown[] = []) => db.run(sql, [TITLES, ...values]);
  await run(`insert into work (id) select ${id}::uuid from generate_series(1, $1::int) n`);
  for (const partner of PARTNERS) {
    const alid = `('md:alid:org:${partner}:' || n)`;
    await run(`insert into work_offer (partner, alid, work)
      select '${partner}', ${alid}, ${id}::uuid from generate_series(1, $1::int) n`);
    for (const [language, title] of [
      ['zh-CN', `'第' || n || '号作品'`],
      ['en', `'The Lantern ' || n`],
    ])
      await run(
        `insert into work_description (partner, alid, language, body)
         select '${partner}', ${alid}, '${language}', $2::jsonb || jsonb_build_object('title', ${title})
         from generate_series(1, $1::int) n`,
        [{ synopsis: '', year: null, rating: null, genres: [], credits: null, illustrative: false }].map((body) =>
          JSON.stringify(body),
        ),
      );
    const { id: _id, ...body } = grant({ partner, territories, window, exclusive: partner === 'reef' });
    const shared = partner === 'reef' ? 'n % 10 = 0' : 'true';
    await run(
      `insert into rights_grant (id, partner, alid, body, known_from, since_epoch)
       select encode(sha256(('${partner}' || n)::bytea), 'hex'), '${partner}', ${alid},
         $2::jsonb || jsonb_build_object('id', encode(sha256(('${partner}' || n)::bytea), 'hex'), 'alid', ${alid},
           'work', ${id}, 'contract', '${partner}-' || n / 1000,
           'territories', jsonb_build_object('include', jsonb_build_array(case when ${shared} then '${TERRITORY}' else 'JP' end), 'exclude', '[]'::jsonb)),
         $3, 1 from generate_series(1, $1::int) n`,
      [JSON.stringify(body), new Date(now - 80 * DAY_MS)],
    );
  }
  await run(
    `insert into clearance (id, body, known_from)
     select 'cleared ' || n, jsonb_build_object('authority', 'board', 'work', ${id}, 'reference', 'B-' || n,
       'window', jsonb_build_object('start', 0, 'end', null)), now() from generate_series(1, $1::int / 2) n`,
  );
  await run(
    `insert into rights_denial (id, body, by_whom, known_from)
     select 'd' || n, jsonb_build_object('id', 'd' || n, 'kind', 'embargo', 'authority', 'Mei',
       'scope', jsonb_build_object('work', ${id}), 'window', jsonb_build_object('start', $2::bigint, 'end', null)), 'Mei', now()
     from generate_series(1, $1::int / 200) n`,
    [now],
  );
  const rule = { authority: 'board', screens: ['stb'] as const, territories, since: now };
  await licensing.requireClearance(rule, now, 'Mei');
  await db.run('analyze');
  await announce();
}

async function questionsOf(house: TestHouse): Promise<readonly Question[]> {
  const { clock, db } = house.server.house;
  const now = clock.now();
  const films = Array.from({ length: DELIVERED }, (_, at) => ({
    alid: `md:alid:org:cinema:${at}`,
    title: `Film ${at}`,
  }));
  await writeAvails(join(house.home, 'drop'), films, now);
  await house.duoping('deliver', join(house.home, 'drop'), '--partner', PARTNER, '--dry-run');
  const [delivery] = await db.rows<{ id: string }>('select id from delivery limit 1');
  if (!delivery) throw new Error('The delivery is not there');
  const ask = asker(house);
  const get = (path: string) => () => ask('GET', path);
  const at = (path: (time: number) => string) => (time: number) => ask('GET', path(time));
  const post = (path: string, body: object) => () => ask('POST', path, body);
  const place = `territory=${TERRITORY}&screen=tv`;
  const during = { since: formatInstant(now - 60 * DAY_MS), until: formatInstant(now + 300 * DAY_MS) };
  const scope = { territories: [TERRITORY], screens: ['tv', 'phone'], ...during, language: 'zh-CN' };
  const from = (time: number) => Math.floor((TITLES * time) / (ASKED + 1));
  return [
    { what: 'nothing but “are you there”', ask: get('/healthz') },
    { what: 'deliveries', ask: get('/api/deliveries') },
    { what: `review of ${DELIVERED} rows`, ask: get(`/api/deliveries/${delivery.id}/review`) },
    {
      what: 'review: a page of its rows',
      ask: at((time) => `/api/deliveries/${delivery.id}/rows?file=avails.xlsx&from=${time * 100}`),
    },
    {
      what: 'review: a page of its lines',
      ask: at((time) => `/api/deliveries/${delivery.id}/lines?from=${time * 100}`),
    },
    {
      what: 'rights calendar, a page',
      ask: at(
        (time) =>
          `/api/rights/calendar?${LANGUAGE}&${place}&since=${during.since}&until=${during.until}&from=${from(time)}`,
      ),
    },
    {
      what: 'titles as they are typed',
      ask: at((time) => `/api/works?${LANGUAGE}&q=${encodeURIComponent(`第${time}`)}`),
    },
    { what: 'ending soon', ask: get(`/api/rights/ending?${LANGUAGE}&${place}`) },
    { what: 'why', ask: at((time) => `/api/rights/explain?work=${workOf(time + 1)}&${place}`) },
    {
      what: 'why, as known then',
      ask: at((time) => `/api/rights/explain?work=${workOf(time + 1)}&${place}&knownAt=${formatInstant(now - DAY_MS)}`),
    },
    { what: 'what if: its contracts', ask: get('/api/rights/sources') },
    {
      what: 'what if one contract of 1,000 titles ended',
      ask: post('/api/rights/what-if', { ...scope, withoutContracts: ['tide-7'] }),
    },
    {
      ...{ what: 'what if two partners left (3 times)', times: 3, goal: 'held ≤ 50 ms' },
      ask: post('/api/rights/what-if', { ...scope, withoutPartners: ['tide', 'reef'] }),
    },
    {
      what: 'what if the delivery were applied',
      ask: post('/api/rights/what-if', { ...scope, withDelivery: delivery.id }),
    },
    { ...{ what: 'cuts (3 times)', times: 3, goal: 'held ≤ 50 ms' }, ask: post('/api/rights/exposure', scope) },
    { ...{ what: 'claims (3 times)', times: 3, goal: 'held ≤ 50 ms' }, ask: get(`/api/rights/conflicts?${LANGUAGE}`) },
    { what: 'takedown cases', ask: get(`/api/takedowns?${LANGUAGE}`) },
    { what: `${TITLES / 200} withdrawals`, ask: get(`/api/withdrawals?${LANGUAGE}`) },
    { what: 'clearances, a page', ask: at((time) => `/api/clearances/titles?${LANGUAGE}&from=${from(time)}`) },
    {
      what: 'clearances as a title is typed',
      ask: at((time) => `/api/clearances/titles?${LANGUAGE}&q=${encodeURIComponent(`第${time}`)}`),
    },
    {
      what: 'the history of a clearance',
      ask: at((time) => `/api/clearances/history?authority=board&work=${workOf(time + 1)}`),
    },
    { what: 'media', ask: get(`/api/media?${LANGUAGE}`) },
  ];
}

/** Reads the answer and doesn't parse it, which is the browser's part. */
function asker({ address, server }: TestHouse) {
  const authorization = `Bearer ${server.house.secrets.operatorToken}`;
  return async (method: string, path: string, body?: object): Promise<void> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(address + path, { method, headers, ...sent });
    const bytes = await answer.arrayBuffer();
    if (answer.status !== 200)
      throw new Error(`${path} was answered with ${answer.status}: ${new TextDecoder().decode(bytes)}`);
  };
}
