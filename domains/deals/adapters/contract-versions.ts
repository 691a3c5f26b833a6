/** One version of a contract as it was stated, whatever came after it. */
import type { Json } from '@duoping/kit';
import type { Database } from '#engines/postgres';

export const postgresContractVersions =
  (db: Database) =>
  async (id: string, version: number): Promise<Json | undefined> => {
    const [row] = await db.rows<{ body: Json }>('select body from contract where id = $1 and version = $2', [
      id,
      version,
    ]);
    return row?.body;
  };
