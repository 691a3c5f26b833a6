/** What an evidence folder begins with: a checkpoint that also vouches for the statements and names the key it is signed with. */
import type { Instant } from '@duoping/kit';
import { type Checkpoint, signCheckpoint } from './checkpoint.ts';
import type { NoteSigner } from './note.ts';
import type { LogStore } from './ports.ts';
import { logRootAt, newestCheckpoint } from './prove-log.ts';

/** A statement as settlement keeps it. Its `text` goes into the folder byte for byte. */
export interface StatementFile {
  /** A plain file name that ends in `.json`. */
  readonly name: string;
  /** Such as `2026-11`. */
  readonly period: string;
  readonly text: string;
  /** How many leaves it was computed from; the folder holds at least these. */
  readonly leaves: number;
}

/** Where statements come from. Each names in `checkpoint` the size and root of the log that it was computed from. */
export interface StatementSource {
  statements(period: string | undefined): Promise<readonly StatementFile[]>;
}

const VERIFIER = 'verifier ';
const STATEMENT = 'statement ';

/** Signs the log as far as it is to be exported; undefined while there is no checkpoint. */
export async function exportCheckpoint(
  log: LogStore,
  signerOf: (origin: string) => NoteSigner,
  what: {
    /** Every receipt whose watching began before it, and what stands among them; everything when absent. */
    readonly before: Instant | undefined;
    /** All leaves that they were computed from are exported too. */
    readonly statements: readonly { readonly name: string; readonly sha256: string; readonly leaves: number }[];
  },
): Promise<{ readonly size: number; readonly note: string } | undefined> {
  const newest = await newestCheckpoint(log);
  if (!newest) return undefined;
  const until = what.before === undefined ? newest.size : await log.sizeBefore(what.before);
  const size = Math.min(newest.size, Math.max(until, ...what.statements.map(({ leaves }) => leaves)));
  const signer = signerOf(newest.origin);
  const extensions = [
    `${VERIFIER}${signer.verifier.text}`,
    ...what.statements.map(({ name, sha256 }) => `${STATEMENT}${sha256} ${name}`),
  ];
  const note = signCheckpoint({ origin: newest.origin, size, root: await logRootAt(log, size), extensions }, signer);
  return { size, note };
}

/** What the extension lines of an exported checkpoint say. */
export function readExtensions({ extensions }: Checkpoint): {
  readonly verifier: string | undefined;
  /** SHA-256 by file name. */
  readonly statements: ReadonlyMap<string, string>;
} {
  const statements = new Map<string, string>();
  for (const line of extensions) {
    const [, sha256, name] = /^statement ([0-9a-f]{64}) (.+)$/.exec(line) ?? [];
    if (sha256 !== undefined && name !== undefined) statements.set(name, sha256);
  }
  return { verifier: extensions.find((line) => line.startsWith(VERIFIER))?.slice(VERIFIER.length), statements };
}

/** The file that a contract version has in an evidence folder: any id becomes one plain name. */
export const contractFile = (contract: string, version: number): string =>
  `contracts/${encodeURIComponent(contract)}@${version}.json`;
