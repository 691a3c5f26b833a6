/**
 * How many planted faults the tests of rights see, file by file. Takes hours; `MUTATE=decide,denials` chooses files. What
 * survives is told on stderr: a test that is missing, or a fault that changes nothing.
 */
import { openGarden } from './mutation/plant.ts';
import type { BenchRow, BenchTable } from './table.ts';

const GOAL = 0.9;

export default async function mutationBench(): Promise<BenchTable> {
  const chosen = process.env.MUTATE?.split(',');
  const garden = openGarden(['domains/rights', 'domains/avails']);
  const rows: BenchRow[] = [];
  let [killed, planted] = [0, 0];
  try {
    for (const file of garden.files) {
      if (chosen && !chosen.includes(file.replace(/\.ts$/, ''))) continue;
      const own = { killed: 0, planted: 0 };
      await garden.plant(file, ({ line, what, replacement }, fate) => {
        own.planted++;
        if (fate === 'survived') console.error(`${file}:${line} survived: ${what} (${replacement.slice(0, 60)})`);
        else own.killed++;
      });
      if (own.planted === 0) continue;
      killed += own.killed;
      planted += own.planted;
      rows.push(rowOf(file, own));
    }
  } finally {
    garden.close();
  }
  return {
    title: 'Mutation: faults planted in rights, one at a time, and seen by its tests',
    rows: [...rows, rowOf('all together', { killed, planted })],
    notes: ['A fault that changes nothing, such as a shortcut dropped, counts as one that nobody saw.'],
  };
}

const rowOf = (what: string, { killed, planted }: { killed: number; planted: number }): BenchRow => ({
  ...{ what, peer: '–', ratio: '–', goal: `≥ ${GOAL * 100} %` },
  ours: `${((killed / Math.max(1, planted)) * 100).toFixed(1)} % of ${planted}`,
});
