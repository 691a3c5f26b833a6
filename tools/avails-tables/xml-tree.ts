/** Reads a small XML document into a tree: for the schemas and lists that the tables of avails are made of. */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export function parseXml(text: string): XmlElement {
  const document: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: OpenElement = { name: localName(name), attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (piece) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  const [root] = document.children;
  if (!root) throw new Error('a document without an element');
  return root;
}

export const childrenNamed = (element: XmlElement, ...names: string[]): readonly XmlElement[] =>
  element.children.filter(({ name }) => names.includes(name));

export const childNamed = (element: XmlElement, ...names: string[]): XmlElement | undefined =>
  childrenNamed(element, ...names)[0];
