/**
 * Heartbeats over HTTP, durable, beside Fastify's bare route that validates the same body: as fast as they go, in turns,
 * then at the rate of a full node. What the sender costs is on the other core.
 */
import { bareFastify } from './bare-fastify.ts';
import { beatRequest, type FullHouse, openFullHouse, pairTelevisions, startPlays } from './full-house.ts';
import { type LoadResult, median, sendLoad } from './http-load.ts';
import type { BenchTable } from './table.ts';

const PLAYS = Number(process.env.BENCH_PLAYS ?? 30_000);
const ROUNDS = 5;
const A_ROUND = 6_000;
const CONNECTIONS = 128;
const GOAL_PER_SECOND = 2_000;
const STEADY_SECONDS = 15;

export default async function heartbeatBench(): Promise<BenchTable> {
  const full = await openFullHouse({ filmSeconds: 30 });
  const bare = await bareFastify();
  try {
    const seats = await pairTelevisions(full, PLAYS);
    await startPlays(full, PLAYS);
    let said = 0;
    const beats = (count: number) =>
      Array.from({ length: count }, () => {
        const at = said % seats.length;
        const round = Math.floor(said++ / seats.length);
        const seat = seats[at];
        if (!seat) throw new Error('No seat');
        return beatRequest(seat, round + 1, [round * 5, round * 5 + 5]);
      });
    const load = (port: number, count: number, perSecond?: number) =>
      sendLoad({ port, connections: CONNECTIONS, requests: beats(count), ...(perSecond ? { perSecond } : {}) });
    await load(bare.port, 2_000);
    await load(full.port, 2_000);
    const ours: LoadResult[] = [];
    const theirs: LoadResult[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await load(bare.port, A_ROUND));
      ours.push(await load(full.port, A_ROUND));
    }
    const steady = await load(full.port, GOAL_PER_SECOND * STEADY_SECONDS, GOAL_PER_SECOND);
    const all = [...ours, steady];
    for (const { statuses } of [...theirs, ...all])
      if (Object.keys(statuses).join() !== '200') throw new Error(`Not all were renewed: ${JSON.stringify(statuses)}`);
    await allKept(
      full,
      all.reduce((sum, { statuses }) => sum + (statuses['200'] ?? 0), 0),
    );
    return tableOf({ ours, theirs, steady });
  } finally {
    await bare.close();
    await full.close();
  }
}

/** An acknowledged beat is durable: each that was answered with 200 must stand in its play. */
async function allKept({ server }: FullHouse, acknowledged: number): Promise<void> {
  const [row] = await server.house.db.rows<{ beats: string }>('select sum(sequence)::text as beats from playback.play');
  const kept = Number(row?.beats);
  if (kept < acknowledged) throw new Error(`${acknowledged} heartbeats were acknowledged and ${kept} are kept`);
}

function tableOf({
  ours,
  theirs,
  steady,
}: Record<'ours' | 'theirs', readonly LoadResult[]> & { steady: LoadResult }): BenchTable {
  const rate = (runs: readonly LoadResult[]) => median(runs.map(({ perSecond }) => perSecond));
  const cpuUs = (runs: readonly LoadResult[]) => median(runs.map(({ cpuMs }) => (1000 * cpuMs) / A_ROUND));
  const spread = (runs: readonly LoadResult[]) => {
    const rates = runs.map(({ perSecond }) => Math.round(perSecond));
    return `${Math.min(...rates)}–${Math.max(...rates)}`;
  };
  const waits = (runs: readonly LoadResult[]) =>
    `p50 ${median(runs.map(({ p50Ms }) => p50Ms)).toFixed(1)} ms, p99 ${median(runs.map(({ p99Ms }) => p99Ms)).toFixed(1)} ms`;
  return {
    title: 'Heartbeats over HTTP, durable',
    rows: [
      {
        what: `as fast as ${CONNECTIONS} connections go, ${PLAYS} running plays`,
        peer: `${Math.round(rate(theirs))}/s (${spread(theirs)}), ${waits(theirs)}, Fastify's bare validated route`,
        ours: `${Math.round(rate(ours))}/s (${spread(ours)}), ${waits(ours)}`,
        ratio: `${(rate(ours) / rate(theirs)).toFixed(2)} ×`,
        goal: '≥ 2,000/s',
      },
      {
        what: "CPU of the server's process for one",
        peer: `${cpuUs(theirs).toFixed(0)} µs, Fastify's bare validated route`,
        ours: `${cpuUs(ours).toFixed(0)} µs`,
        ratio: `${(cpuUs(theirs) / cpuUs(ours)).toFixed(2)} ×`,
        goal: 'reported',
      },
      {
        what: `${GOAL_PER_SECOND}/s for ${STEADY_SECONDS} s, counted from when each was due`,
        peer: '–',
        ours: `${Math.round(steady.perSecond)}/s, p50 ${steady.p50Ms.toFixed(1)} ms, p99 ${steady.p99Ms.toFixed(1)} ms, worst ${steady.worstMs.toFixed(0)} ms, all acknowledged`,
        ratio: '–',
        goal: 'p99 ≤ 250 ms',
      },
    ],
    notes: [
      `Median of ${ROUNDS} rounds of ${A_ROUND}, in turns (least–most). Server, database and sender share the machine's cores.`,
      'A beat: token looked up, play and viewer read afresh, decision, lease, receipt and resume mark committed (fsync), media token signed. Each acknowledged one was found in the database afterwards.',
    ],
  };
}
