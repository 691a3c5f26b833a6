/**
 * Group reading and group commit: what is asked while the database is busy is collected and asked in one statement. Nothing
 * waits for a batch to fill: with the database idle, each asks alone.
 */
import type { Pool } from './database.ts';

export interface Batching<Item, Answer> {
  /** One statement, and so one commit, for all items; an answer for each, in their order. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** Items that share a key never stand in one batch: the later waits for the next. */
  readonly keysOf?: (item: Item) => readonly string[];
  /** How many batches may be under way at once. Default 2: one is read or committed while the next is prepared. */
  readonly underWay?: number;
}

const MOST_ITEMS = 200;
/** SQLSTATE classes by which a statement was refused for what it held or whom it met, and surely left nothing behind. */
const REFUSED = /^(22|23|40)/;

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Each call resolves when its own batch has been answered, and so committed. A batch always begins after its calls: what
 * it reads is never older than they are. An item that the database refuses fails alone, never the others of its batch.
 */
export function batched<Item, Answer>({
  run,
  keysOf = () => [],
  underWay = 2,
}: Batching<Item, Answer>): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let running = 0;
  let due = false;

  const flush = (): void => {
    due = false;
    while (running < underWay && waiting.length > 0) {
      const { now, later } = withoutSharedKeys(waiting, keysOf);
      waiting = later;
      running++;
      void answer(now).finally(() => {
        running--;
        flush();
      });
    }
  };
  const answer = async (batch: readonly Waiting<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await run(batch.map(({ item }) => item));
      if (answers.length !== batch.length) throw new Error(`${batch.length} were asked, ${answers.length} answered`);
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer); // as long as the batch
    } catch (error) {
      const alone = batch.length > 1 && REFUSED.test(sqlState(error));
      for (const one of batch) {
        if (alone) await answer([one]);
        else one.reject(error);
      }
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (due || running >= underWay) return;
      due = true;
      setImmediate(flush); // what arrived with this one comes along
    });
}

/** In the order they came. One whose key is taken keeps it taken for those behind it, so that their order stays. */
function withoutSharedKeys<Item, Entry extends { readonly item: Item }>(
  waiting: readonly Entry[],
  keysOf: (item: Item) => readonly string[],
): { now: Entry[]; later: Entry[] } {
  const taken = new Set<string>();
  const now: Entry[] = [];
  const later: Entry[] = [];
  for (const entry of waiting) {
    const keys = keysOf(entry.item);
    const free = now.length < MOST_ITEMS && !keys.some((key) => taken.has(key));
    (free ? now : later).push(entry);
    for (const key of keys) taken.add(key);
  }
  return { now, later };
}

/** Reads of rows by one key. `text` asks for those of `any($1)`, in the order in which each key's rows are wanted. */
export function batchedRows<Row extends object>(
  pool: Pool,
  { name, text, keyOf }: { name: string; text: string; keyOf: (row: Row) => string },
): (key: string) => Promise<readonly Row[]> {
  return batched({
    async run(keys) {
      const { rows } = await pool.query<Row>({ name, text, values: [[...new Set(keys)]] });
      const byKey = Map.groupBy(rows, keyOf);
      return keys.map((key) => byKey.get(key) ?? []);
    },
  });
}

const sqlState = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
