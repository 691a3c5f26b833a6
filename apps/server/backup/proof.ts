/** What a restored installation must have in common with the one that was backed up: the log's root and the books' balances. */

import { type Connection, databaseWithin } from '#engines/postgres';
import { compactTree, leafHash } from '#evidence';
import { postgresLogReader } from '../../../domains/evidence/adapters/postgres.ts';
import { postgresLedger } from '../../../domains/settlement/adapters/postgres.ts';
import type { Proof } from './manifest.ts';

const LEAVES_AT_A_TIME = 1000;

/** The root is made anew from every leaf's bytes: no stored hash is believed. */
export async function proofOf(connection: Connection): Promise<Proof> {
  const log = postgresLogReader(connection);
  const tree = compactTree();
  for (;;) {
    const leaves = await log.leaves(tree.size, LEAVES_AT_A_TIME);
    for (const text of leaves) tree.append(leafHash(new TextEncoder().encode(text)));
    if (leaves.length < LEAVES_AT_A_TIME) break;
  }
  const balances = await postgresLedger(databaseWithin(connection)).balances();
  const inOrder = [...balances].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    log: { size: tree.size, root: Buffer.from(tree.root()).toString('hex') },
    trialBalance: Object.fromEntries(inOrder.map(([account, minor]) => [account, String(minor)])),
  };
}
