/**
 * Reads XML element by element: each element that a grammar asks for comes whole, as a small tree, and is let go
 * afterwards. What is held at one time is one such element, so a long file needs no more memory than a short one.
 */
import type { Limits } from './limits.ts';
import { both, type XmlHandlers, type XmlStream, xmlStream } from './xml.ts';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** With its prefix, if it has one. */
  readonly qualified: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where it opens, from 1. */
  readonly line: number;
  readonly children: readonly XmlElement[];
  /** Its own text, line breaks read as blanks. */
  readonly text: string;
}

export interface ElementHandlers {
  /** An element outside of the whole ones opens. */
  outer(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  /** Is an element with this name, this far in (the root is at 0), handed over whole? */
  isWhole(name: string, depth: number): boolean;
  whole(element: XmlElement): void;
}

export interface ElementOptions {
  readonly doctype?: 'refuse' | 'pass-over';
  /** Hears the same document, tag by tag. */
  readonly listener?: XmlHandlers;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** A stream of bytes that hands its elements to `handlers`. An element with too many parts ends it with a fault. */
export function elementStream(
  { outer, isWhole, whole }: ElementHandlers,
  limits: Limits,
  { doctype = 'refuse', listener }: ElementOptions = {},
): XmlStream {
  const open: OpenElement[] = [];
  let depth = 0;
  let parts = 0;
  const own: XmlHandlers = {
    open(name, attributes, line, qualified) {
      depth += 1;
      const parent = open.at(-1);
      if (!parent && !isWhole(name, depth - 1)) {
        outer(name, attributes, line);
        return;
      }
      parts = parent ? parts + 1 : 1;
      if (parts > limits.elementParts) {
        stream.refuse(`an element with more than ${limits.elementParts} parts`);
        return;
      }
      const element: OpenElement = { name, qualified, attributes, line, children: [], text: '' };
      parent?.children.push(element);
      open.push(element);
    },
    text(piece) {
      const element = open.at(-1);
      // Blanks ahead of a text are cut off in the end.
      if (element && (element.text !== '' || piece.trim() !== '')) element.text += piece;
    },
    close() {
      depth -= 1;
      const element = open.pop();
      if (!element) return;
      element.text = oneLine(element.text);
      if (open.length === 0) whole(element);
    },
  };
  const stream = xmlStream(listener ? both(listener, own) : own, limits, doctype);
  return stream;
}

const oneLine = (text: string): string => {
  const trimmed = text.trim();
  return trimmed.includes('\n') ? trimmed.replace(/\s*\n\s*/g, ' ') : trimmed;
};

/** The first child of that name. */
export const childOf = ({ children }: XmlElement, name: string): XmlElement | undefined =>
  children.find((child) => child.name === name);

/** The text along a path of names, '' where there is none. */
export function textAt(element: XmlElement, ...names: readonly string[]): string {
  let at: XmlElement | undefined = element;
  for (const name of names) at = at && childOf(at, name);
  return at?.text ?? '';
}

export const childrenOf = ({ children }: XmlElement, name: string): readonly XmlElement[] =>
  children.filter((child) => child.name === name);
