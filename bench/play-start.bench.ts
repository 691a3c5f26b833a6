/** Pressing OK on many televisions: the play with its manifest and keys in one answer or in three; and the start alone. */
import { bareFastify } from './bare-fastify.ts';
import { beatRequest, type FullHouse, openFullHouse, pairTelevisions, postRequest, type Seat } from './full-house.ts';
import { type LoadResult, median, sendLoad } from './http-load.ts';
import type { BenchTable } from './table.ts';

const ROUNDS = 5;
const A_ROUND = 1_000;
const CONNECTIONS = 64;
const GOAL_PER_SECOND = 300;
const STEADY_SECONDS = 15;
const TELEVISIONS = 30_000;

export default async function playStartBench(): Promise<BenchTable> {
  const full = await openFullHouse({ filmSeconds: 30 });
  const bare = await bareFastify();
  try {
    const seats = [...(await pairTelevisions(full, TELEVISIONS))];
    const load = (requestsOf: (full: FullHouse, seat: Seat) => readonly string[], count: number, perSecond?: number) =>
      sendLoad({
        ...{ port: full.port, connections: CONNECTIONS },
        requests: seats.splice(0, count).map((seat) => requestsOf(full, seat)),
        ...(perSecond === undefined ? {} : { perSecond }),
      });
    await load(wholeStart, A_ROUND);
    await load(openingStart, A_ROUND);
    const bareRequests = Array.from({ length: 3 * A_ROUND }, () =>
      beatRequest({ play: 'any', token: 'any' }, 1, [0, 5]),
    );
    const alone: LoadResult[] = [];
    const opened: LoadResult[] = [];
    const whole: LoadResult[] = [];
    const theirs: LoadResult[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await sendLoad({ port: bare.port, connections: CONNECTIONS, requests: bareRequests }));
      alone.push(await load(start, A_ROUND));
      opened.push(await load(openingStart, A_ROUND));
      whole.push(await load(wholeStart, A_ROUND));
    }
    const steady = await load(openingStart, GOAL_PER_SECOND * STEADY_SECONDS, GOAL_PER_SECOND);
    for (const { statuses } of [...alone, ...opened, ...whole, steady])
      if (Object.keys(statuses).some((status) => !status.startsWith('2')))
        throw new Error(`Not all were started: ${JSON.stringify(statuses)}`);
    return {
      title: 'Play starts over HTTP, durable',
      rows: [
        rowOf('POST /api/plays, as fast as they go', alone, { theirs, goal: '–' }),
        rowOf('play with its manifest and keys, as our screens start it', opened, { theirs, goal: '≥ 300/s' }),
        rowOf('play, then manifest, then keys, as other players do it', whole, { theirs, goal: '–' }),
        rowOf(`play with its manifest and keys, ${GOAL_PER_SECOND}/s for ${STEADY_SECONDS} s`, [steady], {
          theirs: [],
          goal: 'p99 ≤ 100 ms',
        }),
      ],
      notes: [
        `${CONNECTIONS} connections, each household's first play; median of ${ROUNDS} rounds of ${A_ROUND} (least–most). Server, database and sender share the machine's cores.`,
        'At a rate, times count from when each was due to the answer of its last request.',
      ],
    };
  } finally {
    await bare.close();
    await full.close();
  }
}

const start = ({ work }: FullHouse, { token }: Seat): readonly string[] => [
  postRequest('/api/plays', { token, body: JSON.stringify({ work, language: 'en' }) }),
];

/** As our own screens do it: manifest and license come with the answer. */
const openingStart = ({ work }: FullHouse, { token }: Seat): readonly string[] => [
  postRequest('/api/plays', { token, body: JSON.stringify({ work, language: 'en', open: 'dash' }) }),
];

const wholeStart = (full: FullHouse, seat: Seat): readonly string[] => {
  const kids = full.asset.kids.map(({ kid }) => Buffer.from(kid, 'hex').toString('base64url'));
  const { token } = seat;
  return [
    ...start(full, seat),
    `GET /api/plays/{id}/manifest.mpd HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    postRequest('/api/plays/{id}/keys', { token, body: JSON.stringify({ kids, type: 'temporary' }) }),
  ];
};

function rowOf(
  what: string,
  runs: readonly LoadResult[],
  { theirs, goal }: { theirs: readonly LoadResult[]; goal: string },
) {
  const peer = median(theirs.map(({ perSecond }) => perSecond));
  const rates = runs.map(({ perSecond }) => Math.round(perSecond));
  const ms = (of: (run: LoadResult) => number) => `${median(runs.map(of)).toFixed(1)} ms`;
  const spread = runs.length > 1 ? ` (${Math.min(...rates)}–${Math.max(...rates)})` : '';
  return {
    what,
    peer: theirs.length > 0 ? `${Math.round(peer)}/s, Fastify's bare validated route` : '–',
    ours: `${median(rates)}/s${spread}, p50 ${ms(({ p50Ms }) => p50Ms)}, p99 ${ms(({ p99Ms }) => p99Ms)}`,
    ratio: theirs.length > 0 ? `${(median(rates) / peer).toFixed(3)} ×` : '–',
    goal,
  };
}
