/** Reads one XML part of a workbook's archive. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { FindingCode } from './finding.ts';
import type { Limits } from './limits.ts';
import { type ByteScanner, type XmlFault, type XmlHandlers, xmlStream } from './xml.ts';
import { inflatePart, partKey, type ZipFault, type ZipParts } from './zip.ts';

export interface Archive {
  readonly bytes: Uint8Array;
  readonly parts: ZipParts;
  readonly limits: Limits;
}

export interface WorkbookFault {
  readonly fault: ZipFault | XmlFault | Extract<FindingCode, 'damaged-workbook' | 'unknown-format' | 'cell-too-long'>;
  /** The part, and the line in it, where that makes sense. */
  readonly path: string;
  readonly line?: number;
  readonly message?: string;
}

/** Reads one XML part from its first byte to its last, or until `stop` is called. */
export function readPart(
  archive: Archive,
  path: string,
  handle: (stop: () => void) => XmlHandlers,
  scanner?: ByteScanner,
): Result<void, WorkbookFault> {
  const part = archive.parts.get(partKey(path));
  if (!part) return refuse({ fault: 'damaged-workbook', path });
  let stop = (): void => {};
  const stream = xmlStream(
    handle(() => stop()),
    archive.limits,
    'refuse',
    scanner,
  );
  stop = stream.stop;
  const inflated = inflatePart(archive.bytes, part, archive.limits, stream.write);
  const fault = stream.end();
  // A torn archive shows first as XML that doesn't end: the archive is the cause.
  if (!inflated.ok) return refuse({ fault: inflated.reason, path });
  return fault ? refuse({ path, ...fault }) : ok(undefined);
}
