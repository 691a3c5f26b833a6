/**
 * The door for files of any length: bytes in as they come, clauses out as they are read. Avails XML is never held as a
 * whole, so its memory doesn't grow with it; every other format is collected first, up to the limit of a file.
 */
import type { Clause, Reading } from './clause.ts';
import { checkDelivery } from './delivery-checks.ts';
import { FINDINGS, findingList } from './finding.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { isAvailsXml, type ReadOptions, readAvails } from './read.ts';
import { availsRules } from './rules/avails-rules.ts';
import { joinFindings } from './rules/join-findings.ts';
import { availsXmlStream } from './xml/read-avails-xml.ts';

export interface StreamedFile {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What `readAvails` says of a file, with the number of its clauses instead of them. */
export type StreamedReading = Omit<Reading, 'clauses' | 'descriptions' | 'experiences'> & { readonly clauses: number };

export interface StreamOptions extends ReadOptions {
  readonly take?: (clauses: readonly Clause[]) => void;
}

/** So many bytes show what a file is. */
const HEAD_BYTES = 64 * 1024;

/**
 * Reads a file as it comes; `take` gets the clauses of one Avail at a time. Once a finding is unusable, what was handed
 * out is void. In a stream, repeated offers and overlaps are looked for within each Avail and not between them: there
 * they may not be, as an ALID has one Avail. Throws only what `chunks` throws.
 */
export async function readAvailsStream(
  { name, chunks }: StreamedFile,
  options: StreamOptions = {},
): Promise<StreamedReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const pieces = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let bytes = 0;
  let done = false;
  while (!done && bytes < HEAD_BYTES) {
    const next = await pieces.next();
    done = next.done === true;
    if (next.done) break;
    head.push(next.value);
    bytes += next.value.length;
  }
  if (isAvailsXml(joined(head, bytes), limits)) return readXml({ name, head, pieces }, limits, options);
  while (!done && bytes <= limits.fileBytes) {
    const next = await pieces.next();
    done = next.done === true;
    if (next.done) break;
    head.push(next.value);
    bytes += next.value.length;
  }
  const reading = readAvails({ name, bytes: joined(head, bytes) }, options);
  options.take?.(reading.clauses);
  const { descriptions: _, experiences: _files, ...said } = reading;
  return { ...said, clauses: reading.clauses.length };
}

interface OpenFile {
  readonly name: string;
  readonly head: readonly Uint8Array[];
  readonly pieces: AsyncIterator<Uint8Array>;
}

async function readXml(
  { name, head, pieces }: OpenFile,
  limits: Limits,
  { take, publishedRules }: StreamOptions,
): Promise<StreamedReading> {
  const findings = findingList(limits.findings);
  const ruled = publishedRules ? findingList(limits.findings) : undefined;
  let clauses = 0;
  const stream = availsXmlStream(limits, {
    findings,
    ...(ruled ? { listener: availsRules(ruled) } : {}),
    take(more) {
      clauses += more.length;
      checkDelivery(more, findings);
      take?.(more);
    },
  });
  let bytes = 0;
  let tooLong = false;
  const write = (piece: Uint8Array): boolean => {
    bytes += piece.length;
    tooLong = bytes > limits.streamBytes;
    return !tooLong && stream.write(piece);
  };
  let wanted = head.every(write);
  while (wanted) {
    const next = await pieces.next();
    if (next.done) break;
    wanted = write(next.value);
  }
  if (!wanted) await pieces.return?.();
  if (tooLong) findings.add('file-too-large', { path: '' }, FINDINGS['file-too-large'].says);
  const { version, whole } = tooLong ? { version: '', whole: false } : stream.end();
  const said = ruled ? joinFindings(findings.all, ruled.all).slice(0, limits.findings) : findings.all;
  return { file: name, format: 'avails-xml', version, clauses: whole ? clauses : 0, findings: said };
}

function joined(pieces: readonly Uint8Array[], bytes: number): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0];
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
