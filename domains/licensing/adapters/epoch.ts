/** The epoch that every change of the rights raises, and the change itself. */
import type { Database } from '#engines/postgres';

export async function readEpoch(db: Database): Promise<number> {
  const [row] = await db.rows<{ epoch: string }>('select epoch::text from rights_epoch');
  if (!row) throw new Error('The rights epoch is missing from the database');
  return Number(row.epoch);
}

/** One change of the rights: its facts and the next epoch become visible together, or neither does. */
export function changing<T extends object>(
  db: Database,
  work: (within: Database) => Promise<T>,
): Promise<T & { epoch: number }> {
  return db.transaction(async (within) => {
    // Raised first, so that its row lock puts all changes in one line.
    await within.run('update rights_epoch set epoch = epoch + 1');
    const result = await work(within);
    return { ...result, epoch: await readEpoch(within) };
  });
}

export const milliseconds = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint::text`;
