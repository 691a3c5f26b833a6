/** The living log on this server: receipts from playback, keys from households, contracts from deals, and one signer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson, type Instant, sha256Hex } from '@duoping/kit';
import type { Database, Pool } from '#engines/postgres';
import {
  type CommittedReceipt,
  type LeafContext,
  type LogStore,
  type NoteSigner,
  noteSigner,
  STEP_RECEIPTS,
  type StatementFile,
  type StatementSource,
  sequence,
  sequenceThrough,
  waitingSince,
} from '#evidence';
import { type Ledger, type LogState, type Statement, statementText } from '#settlement';
import { postgresContractVersions } from '../../domains/deals/adapters/contract-versions.ts';
import { postgresLog } from '../../domains/evidence/adapters/postgres.ts';
import { postgresPseudonymKeys } from '../../domains/households/adapters/pseudonym-keys.ts';
import { postgresReceiptFeed } from '../../domains/playback/adapters/receipt-feed.ts';
import type { Config } from './config.ts';
import { statementName } from './statement-files.ts';

export interface EvidenceLog {
  readonly log: LogStore;
  readonly signerOf: (origin: string) => NoteSigner;
  /** Signs in this installation's own name. */
  readonly signer: NoteSigner;
  /** The canonical JSON of a contract version; undefined when there is none. */
  readonly contractText: (id: string, version: number) => Promise<string | undefined>;
  readonly statements: StatementSource;
  /** Brings every receipt that is committed by now into the log. */
  sequenceAll(signal?: AbortSignal): Promise<void>;
  /** The log that holds all receipts up to the one that arrived as `through`, as statements name it. */
  logThrough(through: bigint): Promise<LogState>;
  /** When the oldest receipt that the log doesn't hold yet was made. */
  waitingSince(): Promise<Instant | undefined>;
}

export function evidenceLog(
  { config, seed }: { readonly config: Config; readonly seed: Uint8Array },
  { db, pool, ledger }: { readonly db: Database; readonly pool: Pool; readonly ledger: Pick<Ledger, 'statements'> },
): EvidenceLog {
  const log = postgresLog(pool, { origin: originOf(config, seed) });
  const signerOf = (origin: string) => noteSigner(origin, seed);
  const keysOf = postgresPseudonymKeys(pool);
  const versionOf = postgresContractVersions(db);
  const hashes = new Map<string, string>();

  async function contractText(id: string, version: number): Promise<string | undefined> {
    const body = await versionOf(id, version);
    return body === undefined ? undefined : canonicalJson(body);
  }

  /** A contract version never changes, so its hash is looked up once. */
  async function contractHash(id: string, version: number): Promise<string | null> {
    const key = canonicalJson([id, version]);
    const known = hashes.get(key);
    if (known !== undefined) return known;
    const text = await contractText(id, version);
    if (text === undefined) return null;
    const hash = sha256Hex(new TextEncoder().encode(text));
    hashes.set(key, hash);
    return hash;
  }

  async function contexts(receipts: readonly CommittedReceipt[]): Promise<LeafContext[]> {
    const households = [...new Set(receipts.flatMap(({ household }) => household ?? []))];
    const keys = await keysOf(households);
    return Promise.all(
      receipts.map(async ({ household, receipt }) => ({
        pseudonymKey: household === undefined ? undefined : keys.get(household),
        contractHash: await contractHash(receipt.contract, receipt.contractVersion),
      })),
    );
  }

  const ports = { feed: postgresReceiptFeed(pool), log, contexts, signerOf };
  return {
    log,
    signerOf,
    signer: signerOf(originOf(config, seed)),
    contractText,
    statements: { statements: async (period) => (await ledger.statements(period)).map(statementFile) },
    async sequenceAll(signal) {
      while ((await sequence(ports)) === STEP_RECEIPTS && !signal?.aborted);
    },
    async logThrough(through) {
      let pauses = CATCH_UP_MS / PAUSE_MS;
      const held = await sequenceThrough(ports, through, () => sleep(PAUSE_MS, pauses-- > 0));
      if (!held)
        throw new Error(`The log did not reach receipt ${through}: somebody has been writing receipts too long`);
      return { size: held.size, root: Buffer.from(held.root).toString('hex') };
    },
    waitingSince: () => waitingSince(ports),
  };
}

const CATCH_UP_MS = 30_000;
const PAUSE_MS = 50;

const statementFile = (statement: Statement): StatementFile => ({
  name: `${statementName(statement)}.json`,
  period: statement.period.id,
  text: statementText(statement),
  leaves: statement.checkpoint?.size ?? 0,
});

/** A URL without its scheme, as C2SP advises. An installation without a public address is told apart by its key. */
function originOf({ publicUrl }: Config, seed: Uint8Array): string {
  if (publicUrl !== undefined) return `${new URL(publicUrl).host}/evidence`;
  const { text } = noteSigner('duoping', seed).verifier;
  return `duoping-${sha256Hex(new TextEncoder().encode(text)).slice(0, 8)}.local/evidence`;
}
