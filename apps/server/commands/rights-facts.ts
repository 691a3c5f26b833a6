/** What the rights commands answer from: avails files under contracts, compiled and indexed in memory. */
import type { Clause, Place, Reading, ReadOptions } from '@duoping/avails';
import { type Instant, ok, type Result, refuse, sha256Hex } from '@duoping/kit';
import {
  buildIndex,
  type Compilation,
  compileGrants,
  type EventDate,
  type Grant,
  type RightsIndex,
} from '@duoping/rights';
import { contractedTerritories, DEFAULT_RULES } from '#deals';
import { type ContractsFile, NAMELESS_PARTNER, parseContracts } from './rights-contracts.ts';
import { parseEvents } from './rights-events.ts';

/** What a pure command may touch. */
export interface RightsIo {
  stdout(line: string): void;
  stderr(line: string): void;
  readFile(path: string): Promise<Uint8Array>;
  readAvails(file: { name: string; bytes: Uint8Array }, options: ReadOptions): Reading | Promise<Reading>;
  /** When the files count as received: what `Immediate` means. The machine's clock when absent. */
  now?(): Instant;
}

export interface RightsFactsRead {
  readonly index: RightsIndex;
  readonly grants: readonly Grant[];
  /** The path of each delivery, by its SHA-256. */
  readonly fileOf: ReadonlyMap<string, string>;
  /** Some row has an error; the others are indexed all the same. */
  readonly hasErrors: boolean;
}

export interface FactPaths {
  readonly avails: readonly string[];
  readonly contracts: string | undefined;
  /** The dates that conditions such as `Theatrical` wait for. */
  readonly events?: string | undefined;
  /** Who a file without contracts is from. */
  readonly partner?: string;
}

/** Reads and compiles everything; the refusal is a sentence about the first file that can't be used at all. */
export async function readFacts(paths: FactPaths, io: RightsIo): Promise<Result<RightsFactsRead, string>> {
  const terms = await readContracts(paths.contracts, io);
  if (!terms.ok) return terms;
  const events = await readEvents(paths.events, io);
  if (!events.ok) return events;
  const territories = contractedTerritories(terms.value?.contracts ?? []);
  const files: { path: string; delivery: string; reading: Reading }[] = [];
  for (const path of paths.avails) {
    const bytes = await readBytes(path, io);
    if (!bytes.ok) return bytes;
    const reading = await io.readAvails({ name: path, bytes: bytes.value }, { territories });
    if (reading.format === 'unknown') return refuse(`${path}: ${reading.findings[0]?.message ?? 'not an avails file'}`);
    files.push({ path, delivery: sha256Hex(bytes.value), reading });
  }
  const receivedAt = io.now?.() ?? Date.now();
  const compiled = files.map(({ path, delivery, reading }) => {
    const clauses = [...reading.clauses, ...removalsOf(files.filter((other) => other.path !== path))];
    const compilation = compileGrants({
      clauses,
      contracts: terms.value?.contracts ?? 'all-screens',
      partner: terms.value?.partner ?? paths.partner ?? NAMELESS_PARTNER,
      delivery,
      rules: terms.value?.rules ?? DEFAULT_RULES,
      receivedAt,
      knownFrom: receivedAt,
      events: events.value,
    });
    tell(path, reading, compilation, io);
    return { path, reading, compilation };
  });
  const findings = compiled.flatMap(({ reading, compilation }) => [...reading.findings, ...compilation.findings]);
  const grants = compiled.flatMap(({ compilation }) => compilation.grants);
  return ok({
    index: buildIndex({ grants, denials: [], epoch: 1 }),
    grants,
    fileOf: new Map(files.map(({ path, delivery }) => [delivery, path])),
    hasErrors: findings.some((finding) => finding.severity === 'error'),
  });
}

/** Files given together are one picture: what one of them removes, none of them grants. */
const removalsOf = (files: readonly { reading: Reading }[]): Clause[] =>
  files.flatMap(({ reading }) => reading.clauses.filter((clause) => clause.entryType === 'Full Delete'));

async function readContracts(
  path: string | undefined,
  io: RightsIo,
): Promise<Result<ContractsFile | undefined, string>> {
  if (path === undefined) return ok(undefined);
  const bytes = await readBytes(path, io);
  if (!bytes.ok) return bytes;
  const parsed = parseContracts(bytes.value);
  return parsed.ok ? parsed : refuse(`${path}: ${parsed.reason}`);
}

async function readEvents(path: string | undefined, io: RightsIo): Promise<Result<readonly EventDate[], string>> {
  if (path === undefined) return ok([]);
  const bytes = await readBytes(path, io);
  if (!bytes.ok) return bytes;
  const parsed = parseEvents(bytes.value);
  return parsed.ok ? parsed : refuse(`${path}: ${parsed.reason}`);
}

/** The one place where a file that can't be read becomes a sentence. */
export async function readBytes(path: string, io: RightsIo): Promise<Result<Uint8Array, string>> {
  try {
    return ok(await io.readFile(path));
  } catch (error) {
    return refuse(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function tell(path: string, reading: Reading, compilation: Compilation, io: RightsIo): void {
  for (const finding of [...reading.findings, ...compilation.findings])
    if (finding.severity !== 'notice')
      io.stderr(`${path}: ${placeText(finding.where)}: ${finding.severity} ${finding.code}: ${finding.message}`);
  const decided = Map.groupBy(compilation.interpretations, (each) => `${each.rule}: ${each.message}`);
  for (const [message, rows] of decided) io.stderr(`${path}: partner rule ${message} (${rows.length} rows)`);
}

/** Where something stands in a file, for people: the sheet's row, or the element and its line. */
export function placeText(place: Place): string {
  if ('path' in place) return place.line === undefined ? place.path : `${place.path}:${place.line}`;
  return `${place.sheet} row ${place.row}${place.column === undefined ? '' : ` column ${place.column}`}`;
}
