/** `node simulation/run.ts --seed N --steps M [--seeds K]`: runs the simulation and says what it met. */
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '100000' },
    seeds: { type: 'string', default: '1' },
    counts: { type: 'boolean', default: false },
  },
});

for (let seed = Number(values.seed), last = seed + Number(values.seeds); seed < last; seed++) {
  const outcome = await simulate({ seed, steps: Number(values.steps) });
  if (outcome.violation) {
    console.log(`SEED=${seed} STEP=${outcome.steps} INVARIANT=${outcome.violation.invariant}`);
    console.log(outcome.violation.message);
    process.exitCode = 1;
    break;
  }
  console.log(`seed ${seed}: ${outcome.steps} steps, ${outcome.simulatedMinutes} min, trace ${outcome.hash}`);
  if (values.counts) for (const [what, count] of [...outcome.counts].sort()) console.log(`  ${count}\t${what}`);
}
