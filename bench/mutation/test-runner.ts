/**
 * A process that keeps the tests of one room ready and runs them again each time it is told that a file changed, until the
 * first that fails. A process of its own, because a planted fault may run for ever: then it is killed and another started.
 */
import { createVitest, type TestSpecification } from 'vitest/node';

/** Run the tests again: `changed` was written anew; the tests that are likeliest to fail stand first. */
export interface Ask {
  readonly changed: string;
  readonly order: readonly string[];
}

export interface Answer {
  /** The test file that failed; null when all passed. */
  readonly failed: string | null;
}

export async function answerAsks(root: string, include: readonly string[]): Promise<void> {
  let order: readonly string[] = [];
  /** What was healed since counts as changed once more. */
  const touched = new Set<string>();
  class AsTold {
    shard = (files: TestSpecification[]): TestSpecification[] => files;
    sort(files: TestSpecification[]): TestSpecification[] {
      return files.toSorted((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId));
    }
  }
  const vitest = await createVitest('test', {
    ...{ root, config: false, watch: false, include: [...include], reporters: [{}] },
    ...{ pool: 'threads', maxWorkers: 1, isolate: false, bail: 1, testTimeout: 60_000 },
    sequence: { sequencer: AsTold },
  });
  const tests = await vitest.globTestSpecifications();
  const answer = async (ask: Ask): Promise<Answer> => {
    order = ask.order;
    for (const file of touched.add(ask.changed)) vitest.invalidateFile(file);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(tests, true);
    const broken =
      testModules.find((one) => one.state() === 'failed') ?? (unhandledErrors.length > 0 ? tests[0] : null);
    return { failed: broken?.moduleId ?? null };
  };
  process.on('message', (ask: Ask) => void answer(ask).then((said) => process.send?.(said)));
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
}

const [root, ...include] = process.argv.slice(2);
if (root !== undefined && process.send) await answerAsks(root, include);
