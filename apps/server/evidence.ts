/** The living log on this server: receipts from playback, keys from households, contracts from deals, and one signer. */
import { canonicalJson, sha256Hex } from '@duoping/kit';
import type { Database, Pool } from '#engines/postgres';
import {
  type CommittedReceipt,
  type LeafContext,
  type LogStore,
  type NoteSigner,
  noteSigner,
  STEP_RECEIPTS,
  type StatementSource,
  sequence,
} from '#evidence';
import { postgresContractVersions } from '../../domains/deals/adapters/contract-versions.ts';
import { postgresLog } from '../../domains/evidence/adapters/postgres.ts';
import { postgresPseudonymKeys } from '../../domains/households/adapters/pseudonym-keys.ts';
import { postgresReceiptFeed } from '../../domains/playback/adapters/receipt-feed.ts';
import type { Config } from './config.ts';

export interface EvidenceLog {
  readonly log: LogStore;
  readonly signerOf: (origin: string) => NoteSigner;
  /** The canonical JSON of a contract version; undefined when there is none. */
  readonly contractText: (id: string, version: number) => Promise<string | undefined>;
  readonly statements: StatementSource;
  /** Brings every receipt that is committed by now into the log. */
  sequenceAll(signal?: AbortSignal): Promise<void>;
}

export function evidenceLog(
  { config, seed }: { readonly config: Config; readonly seed: Uint8Array },
  { db, pool }: { readonly db: Database; readonly pool: Pool },
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
    contractText,
    statements: { statements: async () => [] },
    async sequenceAll(signal) {
      while ((await sequence(ports)) === STEP_RECEIPTS && !signal?.aborted);
    },
  };
}

/** A URL without its scheme, as C2SP advises. An installation without a public address is told apart by its key. */
function originOf({ publicUrl }: Config, seed: Uint8Array): string {
  if (publicUrl !== undefined) return `${new URL(publicUrl).host}/evidence`;
  const { text } = noteSigner('duoping', seed).verifier;
  return `duoping-${sha256Hex(new TextEncoder().encode(text)).slice(0, 8)}.local/evidence`;
}
