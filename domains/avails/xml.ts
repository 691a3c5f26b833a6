/**
 * Streams XML out of bytes: a maintained parser (saxes) with limits around it. Entities other than XML's own
 * five are never known, document types are refused or passed over, and nothing outside the bytes is ever read.
 */
import { SaxesParser } from 'saxes';
import type { FindingCode } from './finding.ts';
import type { Limits } from './limits.ts';
import { type ElementName, elementName, type PlainXml, plainXml, type Rest } from './plain-xml.ts';

export type XmlFault = Extract<
  FindingCode,
  'malformed-xml' | 'xml-doctype' | 'xml-entity' | 'unknown-encoding' | 'file-too-large'
>;

/** What an element or its text sets off. Names come without their prefix. */
export interface XmlHandlers {
  /** `qualified` is the name with its prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>, line: number, qualified: string): void;
  text?(text: string): void;
  close?(name: string, line: number): void;
}

/** Takes what it knows out of a document before the parser sees it. */
export interface ByteScanner {
  /** The next bytes; gives back what the parser is to have, which is only valid until the next call. */
  take(piece: Uint8Array): Uint8Array;
  /** What was held back when the bytes ended. */
  end(): Uint8Array;
}

export interface XmlStream {
  /** Takes the next bytes; false once nothing more is wanted, because of a fault or `stop`. */
  write(piece: Uint8Array): boolean;
  /** Ends the document; the fault, if there was one. */
  end(): { readonly fault: XmlFault; readonly line: number; readonly message: string } | undefined;
  /** No further events are wanted. */
  stop(): void;
  /** What the grammar has read so far is beyond a limit. */
  refuse(message: string): void;
}

/** Two listeners to one document. */
export const both = (first: XmlHandlers, second: XmlHandlers): XmlHandlers => ({
  open(name, attributes, line, qualified) {
    first.open(name, attributes, line, qualified);
    second.open(name, attributes, line, qualified);
  },
  text(piece) {
    first.text?.(piece);
    second.text?.(piece);
  },
  close(name, line) {
    first.close?.(name, line);
    second.close?.(name, line);
  },
});

/** `doctype: 'pass-over'` lets a declaration stand that only names a DTD; the DTD is not fetched. */
export function xmlStream(
  handlers: XmlHandlers,
  limits: Limits,
  doctype: 'refuse' | 'pass-over' = 'refuse',
  scanner?: ByteScanner,
): XmlStream {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let fault: { fault: XmlFault; line: number; message: string } | undefined;
  let stopped = false;
  let depth = 0;
  let pending = 0;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let isMuted = false;
  /** Lines that the parser has not seen. */
  let linesBefore = 0;
  const lineNow = (): number => plain?.line ?? parser.line + linesBefore;
  const fail = (kind: XmlFault, message: string): void => {
    fault ??= { fault: kind, line: lineNow(), message };
  };
  const { open, text, close } = handlers;
  const isDone = (): boolean => fault !== undefined || stopped;
  const opened = (
    { qualified, local }: ElementName,
    attributes: Readonly<Record<string, string>>,
    line: number,
  ): void => {
    pending = 0;
    if (isDone() || isMuted) return;
    depth += 1;
    if (depth > limits.xmlDepth) fail('malformed-xml', `more than ${limits.xmlDepth} elements deep`);
    else open(local, attributes, line, qualified);
  };
  const closed = ({ local }: ElementName, line: number): void => {
    pending = 0;
    if (isDone() || isMuted) return;
    depth -= 1;
    close?.(local, line);
  };
  const pass = (value: string): void => {
    if (!isDone() && !isMuted) text?.(value);
  };
  let plain: PlainXml | undefined = plainXml({ open: opened, text: pass, close: closed, isDone }, limits.xmlRun);
  /** The parser takes over, as if it had read all from the beginning. */
  const takeOver = ({ text: rest, before, line }: Rest): string => {
    plain = undefined;
    isMuted = true;
    if (before !== '') parser.write(before);
    isMuted = false;
    linesBefore = line - parser.line;
    return rest;
  };
  parser.on('error', (error) =>
    /entity/.test(error.message)
      ? fail('xml-entity', 'XML knows &amp; &lt; &gt; &quot; &apos; alone; write other signs themselves')
      : fail('malformed-xml', error.message),
  );
  parser.on('doctype', (declaration) => {
    if (doctype === 'refuse' || declaration.includes('[')) fail('xml-doctype', FORBIDDEN_DOCTYPE);
  });
  parser.on('opentag', (tag) => opened(elementName(tag.name), tag.attributes, lineNow()));
  parser.on('closetag', (tag) => closed(elementName(tag.name), lineNow()));
  if (text) {
    parser.on('text', pass);
    parser.on('cdata', pass);
  }
  const decode = (piece: Uint8Array | undefined): void => {
    try {
      decoder ??= new TextDecoder(declaredEncoding(piece ?? new Uint8Array()), { fatal: true });
      const chars = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
      const rest = chars && plain ? plain.take(chars) : undefined;
      if (plain && !rest) return;
      const given = rest ? takeOver(rest) : chars;
      // The parser keeps what it has no end of: a tag, a text, a comment.
      pending += given.length;
      if (given) parser.write(given);
      if (pending > limits.xmlRun)
        fail('file-too-large', `a tag, text or comment of more than ${limits.xmlRun} characters`);
    } catch {
      // TextDecoder tells by throwing, and not where: a lenient one shows the place.
      const before = new TextDecoder(decoder?.encoding).decode(piece).split('\uFFFD', 1)[0] ?? '';
      const line = lineNow() + before.split('\n').length - 1;
      fault ??= { fault: 'unknown-encoding', line, message: 'bytes that are no text in the declared encoding' };
    }
  };
  const give = (piece: Uint8Array): void => {
    if (piece.length > 0) decode(piece);
  };
  return {
    write(piece) {
      if (!fault && !stopped && piece.length > 0) give(scanner ? scanner.take(piece) : piece);
      return !fault && !stopped;
    },
    end() {
      if (!fault && !stopped && scanner) give(scanner.end());
      if (!fault && !stopped) decode(undefined);
      const rest = isDone() ? undefined : plain?.end();
      if (rest) parser.write(takeOver(rest));
      if (!isDone() && !plain) parser.close();
      return fault;
    },
    stop() {
      stopped = true;
    },
    refuse(message) {
      fail('file-too-large', message);
    },
  };
}

const FORBIDDEN_DOCTYPE = 'a document type declaration that may not stand here';
const ENCODING = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;

/** The encoding of a document from its byte-order mark, or else its declaration, or else UTF-8. */
function declaredEncoding(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  const start = String.fromCharCode(...first.subarray(0, 200));
  const declared = ENCODING.exec(start)?.[1] ?? 'utf-8';
  // A declaration that could be read byte by byte does not stand in UTF-16, whatever it says.
  return /^utf-16/i.test(declared) ? 'utf-8' : declared;
}

const FEED_BYTES = 64 * 1024;

/** Hands all bytes to a stream, piece by piece, for as long as it wants them. */
export function feed(stream: Pick<XmlStream, 'write'>, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += FEED_BYTES) {
    if (!stream.write(bytes.subarray(at, at + FEED_BYTES))) return;
  }
}

/** The name of the outermost element and of the one in it; undefined when there is none before a fault. */
export function outerElements(
  bytes: Uint8Array,
  limits: Limits,
): { readonly names: readonly string[]; readonly fault: ReturnType<XmlStream['end']> } {
  const names: string[] = [];
  const stream = xmlStream(
    {
      open(name) {
        names.push(name);
        if (names.length === 2) stream.stop();
      },
    },
    limits,
    'pass-over',
  );
  feed(stream, bytes);
  return { names, fault: stream.end() };
}
