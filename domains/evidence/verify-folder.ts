/**
 * Judges an evidence folder with nothing but the folder: the checkpoint vouches for the leaves by its root and for the
 * statements by its lines, the leaves vouch for contracts and deliveries by their hashes. So no byte goes unvouched.
 */
import { createHash } from 'node:crypto';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { contractFile, readExtensions } from './export.ts';
import { sameBytes, toHex } from './hash.ts';
import type { LogLeaf } from './leaf.ts';
import { isSignedBy, type Note, type NoteVerifier, readVerifier } from './note.ts';
import { readStatement, type StatementClaim } from './read-statement.ts';
import { type NamedContracts, type NamedDeliveries, verifyLeaves } from './verify-leaves.ts';

/** The folder, as whoever reads files hands it in. Paths are relative, with slashes. */
export interface EvidenceFolder {
  /** Every file in it, at any depth; what is no file is named too. */
  paths(): Promise<readonly string[]>;
  chunks(path: string): AsyncIterable<Uint8Array>;
}

export interface FolderFinding {
  readonly file: string;
  /** Of `leaves.ndjson`, counted from 1. */
  readonly line?: number;
  readonly code: FindingCode;
  readonly message: string;
}

export const FINDING_CODES = [
  'missing',
  'unknown-file',
  'checkpoint-unreadable',
  'signature',
  'leaf',
  'root',
  'contract',
  'delivery',
  'statement',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface FolderReport {
  readonly origin: string | null;
  readonly size: number | null;
  /** Of the leaves that are in the folder, 64 hex digits. */
  readonly root: string | null;
  /** The key whose signature held, as a C2SP verifier key. */
  readonly signedBy: string | null;
  /** False when that key was only named by the folder itself: then ask the operator for it and pass it on. */
  readonly keyWasGiven: boolean;
  readonly leaves: number;
  readonly contracts: number;
  readonly deliveries: number;
  readonly statements: number;
  /** How many findings there are; `findings` holds the first hundred. */
  readonly findingCount: number;
  readonly findings: readonly FolderFinding[];
}

/** Looks at a statement while the leaves go by, and says at the end what doesn't follow from them. */
export interface StatementCheck {
  leaf(leaf: LogLeaf, index: number): void;
  findings(): readonly string[];
}

export interface VerifyOptions {
  /** The operator's key, from elsewhere than the folder. */
  readonly verifier?: NoteVerifier | undefined;
  /** Recomputes a statement's figures from the leaves; settlement's part. Undefined for a statement it doesn't know. */
  readonly checkStatement?: ((name: string, document: unknown) => StatementCheck | undefined) | undefined;
}

const CHECKPOINT = 'checkpoint';
const LEAVES = 'leaves.ndjson';
const MAX_SMALL_FILE_BYTES = 64 * 1024 * 1024;
const MOST_FINDINGS = 100;

/** Undefined when this is no evidence folder at all: neither checkpoint nor leaves. Throws when a file can't be read. */
export async function verifyFolder(
  folder: EvidenceFolder,
  options: VerifyOptions = {},
): Promise<FolderReport | undefined> {
  const paths = new Set(await folder.paths());
  if (!paths.has(CHECKPOINT) && !paths.has(LEAVES)) return undefined;
  const findings: FolderFinding[] = [];
  let findingCount = 0;
  const tell = (file: string, code: FindingCode, message: string, line?: number): void => {
    findingCount++;
    if (findings.length < MOST_FINDINGS)
      findings.push({ file, ...(line === undefined ? {} : { line }), code, message });
  };
  for (const file of [CHECKPOINT, LEAVES]) if (!paths.has(file)) tell(file, 'missing', 'is not there');

  const claimed = paths.has(CHECKPOINT) ? await openCheckpoint(folder, tell) : undefined;
  const verifier = claimed && options.verifier === undefined ? namedVerifier(claimed.checkpoint) : options.verifier;
  const signedBy = claimed ? judgeSignature(claimed, verifier, tell) : null;
  const statements = await openStatements({ folder, paths, claimed: claimed?.checkpoint, options, tell });
  const read = paths.has(LEAVES)
    ? await verifyLeaves(folder.chunks(LEAVES), {
        sizes: statements.map(({ claim }) => claim.size),
        onLeaf: (leaf, index) => {
          for (const { check } of statements) check?.leaf(leaf, index);
        },
        tell: (line, message) => tell(LEAVES, 'leaf', message, line),
      })
    : undefined;
  if (read && claimed) judgeRoot(claimed.checkpoint, read, tell);
  for (const { file, claim, check } of statements) {
    const root = read?.roots.get(claim.size);
    if (root === undefined) tell(file, 'statement', `names a log of ${claim.size} leaves, which is not here`);
    else if (toHex(root) !== claim.root)
      tell(file, 'statement', `names another root for the log of ${claim.size} leaves`);
    for (const message of check?.findings() ?? []) tell(file, 'statement', message);
  }
  await judgeContracts({ folder, paths, named: read?.contracts ?? new Map(), tell });
  await judgeDeliveries({ folder, paths, named: read?.deliveries ?? new Map(), tell });
  for (const file of [...paths].sort())
    if (!isKnown(file)) tell(file, 'unknown-file', 'does not belong in an evidence folder');

  const countOf = (kind: string) => [...paths].filter((path) => path.startsWith(kind)).length;
  return {
    origin: claimed?.checkpoint.origin ?? null,
    size: claimed?.checkpoint.size ?? null,
    root: read ? toHex(read.root) : null,
    signedBy,
    keyWasGiven: options.verifier !== undefined,
    leaves: read?.count ?? 0,
    contracts: countOf('contracts/'),
    deliveries: countOf('deliveries/'),
    statements: countOf('statements/'),
    findingCount,
    findings,
  };
}

type Tell = (file: string, code: FindingCode, message: string, line?: number) => void;

async function openCheckpoint(folder: EvidenceFolder, tell: Tell) {
  const read = readCheckpoint(await bytesOf(folder, CHECKPOINT));
  if (read.ok) return read.value;
  tell(CHECKPOINT, 'checkpoint-unreadable', `is no signed checkpoint (${read.reason})`);
  return undefined;
}

function namedVerifier(checkpoint: Checkpoint): NoteVerifier | undefined {
  const { verifier } = readExtensions(checkpoint);
  return verifier === undefined ? undefined : readVerifier(verifier);
}

function judgeSignature(
  { checkpoint, note }: { checkpoint: Checkpoint; note: Note },
  verifier: NoteVerifier | undefined,
  tell: Tell,
): string | null {
  if (!verifier) {
    tell(CHECKPOINT, 'signature', 'names no key that it could be checked with; pass the operator’s key');
    return null;
  }
  // In a folder every byte is to be vouched for, so a signature that nobody here can check is a finding too.
  const strangers = note.signatures.filter(
    ({ name, keyId }) => name !== verifier.name || !sameBytes(keyId, verifier.keyId),
  );
  for (const { name } of strangers)
    tell(CHECKPOINT, 'signature', `carries a signature of ${name}, which can't be checked`);
  if (verifier.name !== checkpoint.origin)
    tell(CHECKPOINT, 'signature', `is of ${checkpoint.origin}, the key of ${verifier.name}`);
  if (isSignedBy(note, verifier)) return verifier.text;
  tell(CHECKPOINT, 'signature', `is not signed by ${verifier.text}`);
  return null;
}

function judgeRoot(
  checkpoint: Checkpoint,
  read: { readonly count: number; readonly root: Uint8Array },
  tell: Tell,
): void {
  if (read.count !== checkpoint.size)
    tell(LEAVES, 'root', `holds ${read.count} leaves; the checkpoint is of ${checkpoint.size}`);
  else if (!sameBytes(read.root, checkpoint.root))
    tell(LEAVES, 'root', 'is not what was signed: the root of its leaves is not the checkpoint’s');
}

interface OpenStatement {
  readonly file: string;
  readonly claim: StatementClaim;
  readonly check: StatementCheck | undefined;
}

interface Judging {
  readonly folder: EvidenceFolder;
  readonly paths: ReadonlySet<string>;
  readonly tell: Tell;
}

async function openStatements({
  folder,
  paths,
  claimed,
  options,
  tell,
}: Judging & { claimed: Checkpoint | undefined; options: VerifyOptions }): Promise<OpenStatement[]> {
  const vouched = claimed ? readExtensions(claimed).statements : new Map<string, string>();
  const opened: OpenStatement[] = [];
  for (const [name] of vouched)
    if (!paths.has(`statements/${name}`)) tell(`statements/${name}`, 'missing', 'is not there');
  for (const file of [...paths].filter((path) => path.startsWith('statements/')).sort()) {
    const name = file.slice('statements/'.length);
    const bytes = await bytesOf(folder, file);
    const expected = vouched.get(name);
    if (expected === undefined) tell(file, 'statement', 'is not vouched for by the checkpoint');
    else if (sha256Hex(bytes) !== expected)
      tell(file, 'statement', 'was changed: the checkpoint vouches for other bytes');
    const read = readStatement(bytes);
    if (!read.ok) tell(file, 'statement', read.reason);
    else opened.push({ file, claim: read.value, check: options.checkStatement?.(name, read.value.document) });
  }
  return opened;
}

async function judgeContracts({ folder, paths, named, tell }: Judging & { named: NamedContracts }): Promise<void> {
  const files = new Set([...paths].filter((path) => path.startsWith('contracts/')));
  for (const { contract, version, hashes, line } of named.values()) {
    const file = contractFile(contract, version);
    const [hash] = hashes;
    if (hashes.size > 1)
      tell(file, 'contract', `${contract} version ${version} has several hashes in the leaves`, line);
    if (!files.delete(file)) tell(file, 'missing', `is not there; leaf ${line} names it`);
    else if (hash === null) tell(file, 'contract', `nothing vouches for it: leaf ${line} knew no such contract`);
    else if ((await hashOf(folder, file)) !== hash) tell(file, 'contract', 'was changed: the leaves name another hash');
  }
  for (const file of files) tell(file, 'contract', 'is named by no leaf');
}

async function judgeDeliveries({ folder, paths, named, tell }: Judging & { named: NamedDeliveries }): Promise<void> {
  const files = new Set([...paths].filter((path) => path.startsWith('deliveries/')));
  for (const [delivery, line] of named) {
    const file = `deliveries/${delivery}`;
    if (!files.has(file)) tell(file, 'missing', `is not there; leaf ${line} names it`);
  }
  for (const file of files) {
    const name = file.slice('deliveries/'.length);
    if (!named.has(name)) tell(file, 'delivery', 'is named by no leaf');
    if ((await hashOf(folder, file)) !== name)
      tell(file, 'delivery', 'was changed: its bytes have another hash than its name');
  }
}

const isKnown = (path: string): boolean =>
  path === CHECKPOINT || path === LEAVES || /^(statements|contracts|deliveries)\/[^/]+$/.test(path);

async function hashOf(folder: EvidenceFolder, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of folder.chunks(path)) hash.update(chunk);
  return hash.digest('hex');
}

const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function bytesOf(folder: EvidenceFolder, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of folder.chunks(path)) {
    length += chunk.length;
    if (length > MAX_SMALL_FILE_BYTES) return new Uint8Array(); // no checkpoint and no statement is that large
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
