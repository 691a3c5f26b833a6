/** The door: bytes in, clauses and findings out. What a file is shows in its first bytes, never in its name. */
import type { Territory } from '@duoping/kit';
import { readAdi } from './adi/read-adi.ts';
import { readC2 } from './c2/read-c2.ts';
import type { Clause, Reading } from './clause.ts';
import { readCsv } from './csv.ts';
import { checkDelivery } from './delivery-checks.ts';
import type { Description } from './description.ts';
import { FINDINGS, type FindingCode, type FindingList, findingList } from './finding.ts';
import { readJson } from './json/read-json.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { AlidExperience } from './mec/manifest.ts';
import { readManifest } from './mec/read-manifest.ts';
import { readMec } from './mec/read-mec.ts';
import { readMrss } from './mrss/read-mrss.ts';
import { availsRules } from './rules/avails-rules.ts';
import { joinFindings } from './rules/join-findings.ts';
import { decodeText } from './text.ts';
import { readXlsx } from './xlsx.ts';
import { readAvailsXml } from './xml/read-avails-xml.ts';
import { outerElements } from './xml.ts';

export interface ReadOptions {
  readonly limits?: Partial<Limits>;
  /** ADI, C2 and most feeds name no territories: where this partner's packages hold. Without it they hold nowhere. */
  readonly territories?: readonly Territory[];
  /** Hold Avails XML against the published schemas, vocabularies, structure rules and ratings too: more findings, the same clauses. */
  readonly publishedRules?: boolean;
}

/** Reads a delivered file. Never throws, whatever the bytes: what could not be read is a finding. */
export function readAvails(file: { name: string; bytes: Uint8Array }, options: ReadOptions = {}): Reading {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const findings = findingList(limits.findings);
  const { format, version, clauses, descriptions, experiences } = readAny(file.bytes, limits, options, findings);
  checkDelivery(clauses, findings);
  const told = { ...(descriptions?.length ? { descriptions } : {}), ...(experiences?.length ? { experiences } : {}) };
  return { file: file.name, format, version, clauses, ...told, findings: findings.all };
}

interface Read {
  readonly format: Reading['format'];
  readonly version: string;
  readonly clauses: readonly Clause[];
  readonly descriptions?: readonly Description[];
  readonly experiences?: readonly AlidExperience[];
}

const UNKNOWN: Read = { format: 'unknown', version: '', clauses: [] };

function readAny(bytes: Uint8Array, limits: Limits, options: ReadOptions, findings: FindingList): Read {
  const refuse = (code: FindingCode): Read => {
    findings.add(code, { path: '' }, FINDINGS[code].says);
    return UNKNOWN;
  };
  if (bytes.length === 0) return refuse('empty-file');
  if (bytes.length > limits.fileBytes) return refuse('file-too-large');
  if (startsWith(bytes, ZIP)) {
    const read = readXlsx(bytes, limits, findings, options.publishedRules);
    const isWorkbook = !findings.all.some(({ code }) => code === 'unknown-format');
    return { format: isWorkbook ? 'avails-xlsx' : 'unknown', ...read };
  }
  // The container of old binary workbooks, and of new ones with a password.
  if (startsWith(bytes, OLE)) {
    findings.add(
      'encrypted-archive',
      { path: '' },
      'an old .xls or a workbook with a password; save it as .xlsx without',
    );
    return UNKNOWN;
  }
  if (looksLikeXml(bytes)) {
    const { names, fault } = outerElements(bytes, limits);
    const [outer, inner] = names;
    if (outer === 'AvailList' || inner === 'AvailList')
      return {
        format: 'avails-xml',
        ...(options.publishedRules ? readByTheRules : readAvailsXml)(bytes, limits, findings),
      };
    if (outer === 'ADI' && (inner === 'Objects' || inner === 'Mappings'))
      return { format: 'c2', ...readC2(bytes, limits, options.territories ?? [], findings) };
    if (outer === 'ADI') return { format: 'adi', ...readAdi(bytes, limits, options.territories ?? [], findings) };
    if (outer === 'CoreMetadata') return { format: 'mec', ...readMec(bytes, limits, findings) };
    if (outer === 'MediaManifest') return { format: 'mmc', ...readManifest(bytes, limits, findings) };
    if (outer === 'rss') return { format: 'mrss', ...readMrss(bytes, limits, options.territories ?? [], findings) };
    if (!fault) return refuse('unknown-format');
    findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
    return UNKNOWN;
  }
  const text = decodeText(bytes, findings);
  if (text === undefined) return refuse('unknown-format');
  if (/^\uFEFF?\s*\{/.test(text.slice(0, 100))) {
    const read = readJson(text, limits, findings);
    return read ? { format: 'avails-json', ...read } : refuse('unknown-format');
  }
  return { format: 'avails-csv', ...readCsv(text, limits, findings, options.publishedRules) };
}

/** The reader and the published rules hear the document at once; what both find is said once. */
function readByTheRules(bytes: Uint8Array, limits: Limits, findings: FindingList): Omit<Read, 'format'> {
  const [read, ruled] = [findingList(limits.findings), findingList(limits.findings)];
  const found = readAvailsXml(bytes, limits, read, availsRules(ruled));
  for (const { code, where, message, value } of joinFindings(read.all, ruled.all))
    findings.add(code as FindingCode, where, message, value); // codes of both come from one table
  return found;
}

/** Do the first bytes of a file say that it is Avails XML, signed or not? */
export function isAvailsXml(head: Uint8Array, limits: Limits): boolean {
  return looksLikeXml(head) && outerElements(head, limits).names.includes('AvailList');
}

const ZIP = [0x50, 0x4b, 3, 4];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** The first sign is `<`, after a byte-order mark and blanks, in one byte or two. */
const looksLikeXml = (bytes: Uint8Array): boolean => bytes.subarray(0, 64).find((byte) => !BLANK.has(byte)) === 0x3c;

const BLANK: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32]);

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);
