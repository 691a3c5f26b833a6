/** What every statement in an evidence folder must say, whatever settlement puts in it: the log that it was computed from. */
import { ok, type Result, refuse } from '@duoping/kit';

export interface StatementClaim {
  /** How many leaves the figures come from: all before this index. */
  readonly size: number;
  /** Root of the log of that size, 64 hex digits. */
  readonly root: string;
  readonly document: unknown;
}

/** Reads `checkpoint: { size, root }` of a statement; `root` in hex or base64. The refusal is a sentence. */
export function readStatement(bytes: Uint8Array): Result<StatementClaim, string> {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    return refuse(`is no JSON in UTF-8: ${error instanceof Error ? error.message : String(error)}`);
  }
  const checkpoint = memberOf(document, 'checkpoint');
  const size = memberOf(checkpoint, 'size');
  const root = memberOf(checkpoint, 'root');
  const hex = typeof root === 'string' ? rootHex(root) : undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || hex === undefined)
    return refuse('names no checkpoint { size, root } that it was computed from');
  return ok({ size, root: hex, document });
}

function rootHex(text: string): string | undefined {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === text ? bytes.toString('hex') : undefined;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
