/** The pseudonym keys of many households at once. Who was erased has none. */
import type { Pool } from '#engines/postgres';

export const postgresPseudonymKeys =
  (pool: Pool) =>
  async (households: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await pool.query<{ id: string; pseudonym_key: string }>(
      'select id, pseudonym_key from households.household where id = any($1)',
      [households],
    );
    return new Map(rows.map((row) => [row.id, row.pseudonym_key]));
  };
