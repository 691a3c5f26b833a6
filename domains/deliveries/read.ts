/** Read a delivery: every file into clauses and rows, with findings, and the grants that would follow. Writes nothing. */
import { type Clause, type Finding, readAvails } from '@duoping/avails';
import type { Instant, Territory } from '@duoping/kit';
import { compileGrants, type EventDate, type Grant, type PartnerRules } from '@duoping/rights';
import { type Contract, DEFAULT_RULES } from '#deals';
import { checkSums } from './checksums.ts';
import type { DeliveredFile, Delivery, FileFinding } from './delivery.ts';
import { describedRows, type Told } from './described.ts';
import { interpretationFindings } from './interpretations.ts';
import { type MediaRow, type MetadataRow, readMedia, readMetadata } from './sheets.ts';

/** What a delivery says, before it is compared with what is known. */
export interface DeliveryContent {
  readonly clauses: readonly { readonly clause: Clause; readonly file: DeliveredFile }[];
  readonly metadata: readonly MetadataRow[];
  readonly media: readonly MediaRow[];
  readonly findings: readonly FileFinding[];
  /** Sheets of bare lines for which nothing vouches: cut at the end of a line, they are still sheets. */
  readonly endsUnproven: readonly string[];
}

const MAX_AVAILS_BYTES = 256 * 1024 * 1024;
const METADATA = /(^|\/)metadata\.csv$/i;
const MEDIA = /(^|\/)media\.csv$/i;
const AVAILS = /\.(xlsx|csv|xml|rss)$/i;

/** How much of a delivery is read: films and pictures are not. */
export const readBytes = ({ files }: Pick<Delivery, 'files'>): number =>
  files.filter(({ name }) => AVAILS.test(name)).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

export interface DeliverySource {
  readonly read: (sha256: string) => Promise<Uint8Array>;
  /** Where offers hold whose format names no territories. */
  readonly territories: readonly Territory[];
}

export async function readDelivery(delivery: Delivery, from: DeliverySource): Promise<DeliveryContent> {
  const content: Mutable<DeliveryContent> = { clauses: [], metadata: [], media: [], findings: [], endsUnproven: [] };
  const sums = await checkSums(delivery.files, from.read);
  content.findings.push(...sums.findings);
  if (delivery.endsUnproven)
    for (const { name } of delivery.files)
      if (/\.csv$/i.test(name) && !sums.proven.has(name)) content.endsUnproven.push(name);
  const told: Told[] = [];
  for (const file of delivery.files) {
    if (METADATA.test(file.name)) {
      const sheet = readMetadata(file.name, await from.read(file.sha256));
      content.metadata.push(...sheet.rows);
      content.findings.push(...placed(file, sheet.findings));
    } else if (MEDIA.test(file.name)) {
      const sheet = readMedia(file.name, await from.read(file.sha256));
      content.media.push(...sheet.rows);
      content.findings.push(...placed(file, sheet.findings));
    } else if (AVAILS.test(file.name)) {
      told.push(await readAvailsFile(file, from, content));
    }
  }
  content.findings.push(...checkMedia(delivery, content));
  const described = describedRows(told, content, delivery.files);
  content.metadata.push(...described.metadata);
  content.media.push(...described.media);
  content.findings.push(...described.findings);
  return content;
}

async function readAvailsFile(
  file: DeliveredFile,
  { read, territories }: DeliverySource,
  content: Mutable<DeliveryContent>,
): Promise<Told> {
  if (file.sizeBytes > MAX_AVAILS_BYTES) {
    const message = `The file has ${file.sizeBytes} bytes; at most ${MAX_AVAILS_BYTES} are read`;
    content.findings.push({
      file: file.name,
      severity: 'error',
      code: 'too-large',
      message,
      where: { path: file.name },
    });
    return { file, descriptions: [], experiences: [] };
  }
  const reading = readAvails({ name: file.name, bytes: await read(file.sha256) }, { territories });
  content.clauses.push(...reading.clauses.map((clause) => ({ clause, file })));
  content.findings.push(...placed(file, reading.findings));
  return { file, descriptions: reading.descriptions ?? [], experiences: reading.experiences ?? [] };
}

/** Each row of the media sheet must name a file of this drop, with the hash that arrived. */
function checkMedia(delivery: Delivery, content: DeliveryContent): readonly FileFinding[] {
  const arrived = new Map(delivery.files.map((file) => [file.name, file]));
  const sheet = delivery.files.find((file) => MEDIA.test(file.name))?.name ?? 'media.csv';
  return content.media.flatMap((row): FileFinding[] => {
    const file = arrived.get(row.file);
    const where = { sheet, row: row.row };
    if (!file) {
      const message = `${row.file} is not among the delivered files`;
      return [
        {
          file: sheet,
          severity: 'error',
          code: 'media-missing',
          message,
          where: { ...where, column: 'file' },
          value: row.file,
        },
      ];
    }
    if (file.sha256 === row.sha256) return [];
    const message = `${row.file} arrived with the checksum ${file.sha256}`;
    return [
      {
        file: sheet,
        severity: 'error',
        code: 'media-checksum',
        message,
        where: { ...where, column: 'sha256' },
        value: row.sha256,
      },
    ];
  });
}

/** The grants that the clauses make, or would make once an event is dated, under the partner's contracts, and what keeps a clause from being one. */
export function grantsOf(
  content: DeliveryContent,
  under: {
    /** The partner's own. */
    contracts: readonly Contract[];
    partner: string;
    receivedAt: Instant;
    now: Instant;
    workOf: (alid: string) => string;
    events: readonly EventDate[];
  },
): { grants: readonly Grant[]; waiting: readonly Grant[]; findings: readonly FileFinding[] } {
  const { partner, receivedAt, workOf, events } = under;
  const byFile = Map.groupBy(content.clauses, ({ file }) => file);
  const compiled = [...byFile].map(([file, entries]) => {
    const result = compileGrants({
      clauses: entries.map((entry) => entry.clause),
      contracts: under.contracts.map((contract) => contract.terms),
      partner,
      delivery: file.sha256,
      rules: rulesOf(under.contracts),
      receivedAt,
      knownFrom: under.now,
      workOf,
      events,
    });
    const told = interpretationFindings(file.name, result.interpretations);
    return { ...result, findings: [...placed(file, result.findings), ...told] };
  });
  return {
    grants: compiled.flatMap(({ grants }) => grants),
    waiting: compiled.flatMap(({ waiting }) => waiting),
    findings: compiled.flatMap(({ findings }) => findings),
  };
}

/** A partner's contracts state the same reading rules. */
export const rulesOf = (contracts: readonly Contract[]): PartnerRules => contracts[0]?.rules ?? DEFAULT_RULES;

const placed = (file: DeliveredFile, findings: readonly Finding[]): FileFinding[] =>
  findings.map((finding) => ({ ...finding, file: file.name }));

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };
