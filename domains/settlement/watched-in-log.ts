/** What a month counts, added up from the leaves of the log. */
import type { SettledLog } from './ports.ts';
import { type Counting, countedIn, rowSums, type Watched } from './watched.ts';
import { watchedLeaf } from './watched-leaf.ts';

/** Leaves read at once: some half a megabyte, and a few milliseconds' work. */
const PAGE = 512;

export async function watchedInLog(log: Pick<SettledLog, 'leaves'>, counting: Counting): Promise<readonly Watched[]> {
  const sums = rowSums();
  for (let from = 0; from < counting.size; from += PAGE) {
    const texts = await log.leaves(from, Math.min(PAGE, counting.size - from));
    for (const [at, text] of texts.entries()) {
      const leaf = watchedLeaf(text);
      const watchedIn = leaf && countedIn(leaf.to, from + at, counting);
      if (leaf && watchedIn !== undefined) sums.add(leaf, watchedIn);
    }
  }
  return sums.rows();
}
