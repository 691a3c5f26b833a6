/**
 * Reading Avails XML into checked clauses beside saxes merely parsing it: the same bytes in the same pieces, in turn.
 * The peer keeps nothing and looks at nothing. Also the memory that a long file takes.
 */
import { readAvailsStream } from '@duoping/avails';
import { longList, parseOnly } from '../domains/avails/testing.ts';
import type { BenchTable } from './table.ts';

const MIB = 1024 * 1024;
const SPEED_BYTES = 32 * MIB;
const MEMORY_BYTES = 256 * MIB;
const ROUNDS = 5;

export default async function availsXmlBench(): Promise<BenchTable> {
  const pieces = await Array.fromAsync(longList(SPEED_BYTES));
  const runs = {
    ours: async () => void (await readAvailsStream({ name: 'bench.xml', chunks: streamOf(pieces) })),
    names: async () => parseOnly(pieces, true),
    plain: async () => parseOnly(pieces, false),
  };
  const taken: Record<keyof typeof runs, number[]> = { ours: [], names: [], plain: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of ['ours', 'names', 'plain'] as const) {
      const started = performance.now();
      await runs[name]();
      if (round > 0) taken[name].push(performance.now() - started);
    }
  }
  const [ours, names, plain] = [median(taken.ours), median(taken.names), median(taken.plain)];
  const speed = (ms: number): string => `${(SPEED_BYTES / MIB / (ms / 1000)).toFixed(0)} MiB/s`;
  const row = (peer: string, ms: number): BenchTable['rows'][number] => ({
    what: `Avails XML to clauses, ${SPEED_BYTES / MIB} MiB`,
    peer: `${peer}: ${speed(ms)}`,
    ours: `${speed(ours)} (${speed(Math.max(...taken.ours))} to ${speed(Math.min(...taken.ours))})`,
    ratio: `${(ms / ours).toFixed(2)} ×`,
    goal: '≥ 0.5 ×',
  });
  const { clauses, grownMb } = await memoryOfLongList();
  return {
    title: 'Avails XML',
    rows: [
      row('saxes, namespaces resolved', names),
      row('saxes, names as they stand', plain),
      {
        what: `memory over ${MEMORY_BYTES / MIB} MiB, ${clauses} clauses`,
        peer: '–',
        ours: `${grownMb.toFixed(0)} MB at most above the start`,
        ratio: '–',
        goal: 'flat',
      },
    ],
    notes: [
      'Ours includes every check of a clause and its SHA-256 id; saxes 6.0.0 has handlers that do nothing.',
      'Ours reads names without their prefix and so does with the plain parser.',
    ],
  };
}

async function* streamOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function memoryOfLongList(): Promise<{ clauses: number; grownMb: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const take = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const { clauses } = await readAvailsStream({ name: 'long.xml', chunks: longList(MEMORY_BYTES) }, { take });
  return { clauses, grownMb: (most - before) / 1e6 };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
