/** Bytes of a text file as text: UTF-8, UTF-16 by its mark, or Windows-1252 with a warning. */
import type { FindingList } from './finding.ts';

/** Undefined for bytes that are no text at all. */
export function decodeText(bytes: Uint8Array, findings: FindingList): string | undefined {
  const utf16 = utf16Label(bytes);
  const text = tryDecode(bytes, utf16 ?? 'utf-8');
  if (text !== undefined) return text.includes('\0') ? undefined : text;
  if (utf16 !== undefined || hasControls(bytes)) return undefined;
  findings.add('encoding-guessed', { path: '' }, 'not UTF-8; read as Windows-1252, so look at accented letters');
  return new TextDecoder('windows-1252').decode(bytes);
}

const utf16Label = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
};

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // TextDecoder tells by throwing
  }
}

/** Text has no control characters but tab, line feed, form feed and carriage return. */
const hasControls = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 4096).some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
