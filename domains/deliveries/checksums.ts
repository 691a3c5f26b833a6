/** Checksums that a partner sends along: `SHA256SUMS` for the whole drop, or `NAME.sha256` beside a file. They prove that a file is whole. */
import type { DeliveredFile, FileFinding } from './delivery.ts';

const SUMS = /(^|\/)(SHA256SUMS|sha256sums\.txt)$/i;
const BESIDE = /\.sha256$/i;
const MAX_BYTES = 4 * 1024 * 1024;

export const isChecksums = (name: string): boolean => SUMS.test(name) || BESIDE.test(name);

export interface Checksums {
  /** Files whose bytes are the ones that the partner meant. */
  readonly proven: ReadonlySet<string>;
  readonly findings: readonly FileFinding[];
}

/** Compares what arrived with what the partner says it sent. A file that is named and didn't arrive is an error, as is another hash. */
export async function checkSums(
  files: readonly DeliveredFile[],
  read: (sha256: string) => Promise<Uint8Array>,
): Promise<Checksums> {
  const arrived = new Map(files.map((file) => [file.name, file]));
  const proven = new Set<string>();
  const findings: FileFinding[] = [];
  for (const sheet of files.filter(({ name }) => isChecksums(name))) {
    const complain = (row: number, code: string, message: string, value: string): void =>
      void findings.push({
        file: sheet.name,
        severity: 'error',
        code,
        message,
        where: { path: sheet.name, line: row },
        value,
      });
    if (sheet.sizeBytes > MAX_BYTES) {
      complain(1, 'checksums-unreadable', `has more than ${MAX_BYTES} bytes`, '');
      continue;
    }
    const lines = new TextDecoder().decode(await read(sheet.sha256)).split(/\r?\n/);
    for (const [at, line] of lines.entries()) {
      if (line.trim() === '') continue;
      // As coreutils writes it; beside a file, the hash may stand alone.
      const [, sha256, told] = /^([0-9a-fA-F]{64})(?:[ \t]+\*?(.+))?$/.exec(line.trim()) ?? [];
      const name = SUMS.test(sheet.name) ? told && within(sheet.name, told) : sheet.name.replace(BESIDE, '');
      if (sha256 === undefined || !name)
        complain(at + 1, 'checksums-unreadable', 'is no line of SHA-256 and file name', line.slice(0, 200));
      else if (!arrived.has(name)) complain(at + 1, 'checksum-without-file', `${name} did not arrive`, name);
      else if (arrived.get(name)?.sha256 !== sha256.toLowerCase())
        complain(at + 1, 'checksum-differs', `${name} arrived with another checksum: it may be half of the file`, name);
      else proven.add(name);
    }
  }
  return { proven, findings };
}

/** A name in a list of checksums is relative to the folder that the list stands in. */
const within = (sheet: string, name: string): string =>
  `${sheet.slice(0, sheet.lastIndexOf('/') + 1)}${name.replace(/^\.\//, '')}`;
