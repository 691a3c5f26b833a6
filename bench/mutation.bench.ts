/**
 * How many planted faults the tests of rights, money, leases and the door see, file by file. Takes hours, and goes on where
 * it was interrupted (`.cache/mutation`). `MUTATE=rights/decide,settlement` chooses files by a part of their path. What
 * survives is told on stderr: a test that is missing, or a fault that changes nothing.
 */
import { openGarden, type Plot } from './mutation/plant.ts';
import type { BenchRow, BenchTable } from './table.ts';

const PLOTS: readonly (Plot & { readonly goal: number })[] = [
  { name: 'rights', sources: ['domains/rights/*.ts'], tests: ['domains/rights/*.test.ts'], goal: 0.9 },
  {
    name: 'money',
    sources: ['domains/settlement/*.ts', 'domains/commerce/*.ts'],
    tests: ['domains/settlement/*.test.ts', 'domains/commerce/*.test.ts'],
    goal: 0.9,
  },
  { name: 'leases', sources: ['domains/playback/*.ts'], tests: ['domains/playback/*.test.ts'], goal: 0.9 },
  {
    name: 'authorisation',
    sources: ['access', 'route', 'hosts', 'place'].map((name) => `apps/server/http/${name}.ts`),
    tests: ['access', 'route', 'hosts', 'place'].map((name) => `apps/server/http/${name}.test.ts`),
    goal: 1,
  },
];

export default async function mutationBench(): Promise<BenchTable> {
  const chosen = process.env.MUTATE?.split(',');
  const rows: BenchRow[] = [];
  for (const plot of PLOTS) {
    const garden = openGarden(plot);
    const together = { killed: 0, planted: 0 };
    try {
      for (const file of garden.files.filter((path) => !chosen || chosen.some((part) => path.includes(part)))) {
        const own = { killed: 0, planted: 0 };
        await garden.plant(file, ({ line, what, replacement }, fate) => {
          own.planted++;
          if (fate !== 'survived') own.killed++;
          else console.error(`${file}:${line} survived: ${what} (${replacement.slice(0, 60)})`);
        });
        if (own.planted === 0) continue;
        console.error(`${file}: ${own.killed} of ${own.planted}`);
        together.killed += own.killed;
        together.planted += own.planted;
        rows.push(rowOf(file, own, plot.goal));
      }
    } finally {
      garden.close();
    }
    if (together.planted > 0) rows.push(rowOf(`**${plot.name}**, all together`, together, plot.goal));
  }
  return {
    title: 'Mutation: faults planted one at a time, and seen by the tests of their room',
    rows,
    notes: ['A fault that changes nothing, such as a shortcut dropped, counts as one that nobody saw.'],
  };
}

const rowOf = (what: string, { killed, planted }: { killed: number; planted: number }, goal: number): BenchRow => ({
  ...{ what, peer: '–', ratio: '–', goal: goal === 1 ? '100 %' : `≥ ${goal * 100} %` },
  ours: `${((killed / Math.max(1, planted)) * 100).toFixed(1)} %: ${killed} of ${planted}`,
});
