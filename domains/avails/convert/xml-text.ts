/** Writes elements of Avails XML. Values come from a row, and each is taken once: what is left has no element of its own. */

export interface Columns {
  /** The value of a column, '' where there is none; it is taken. */
  take(column: string): string;
  readonly left: ReadonlyMap<string, string>;
}

export function columnsOf(row: Readonly<Record<string, string>>): Columns {
  const left = new Map(Object.entries(row));
  return {
    left,
    take(column) {
      const text = left.get(column) ?? '';
      left.delete(column);
      return text;
    },
  };
}

type Attributes = Readonly<Record<string, string>>;

/** An element with text; nothing where the text is empty. */
export const leaf = (name: string, text: string, attributes: Attributes = {}): string =>
  text === '' ? '' : required(name, text, attributes);

/** An element that the schema wants, with or without text. */
export function required(name: string, text: string, attributes: Attributes = {}): string {
  const tag = `${prefixed(name)}${written(attributes)}`;
  return text === '' ? `<${tag}/>` : `<${tag}>${escaped(text)}</${prefixed(name)}>`;
}

/** An element around others; nothing where there are none. */
export const around = (name: string, inner: string, attributes: Attributes = {}): string =>
  inner === '' ? '' : `<${prefixed(name)}${written(attributes)}>${inner}</${prefixed(name)}>`;

const prefixed = (name: string): string => (name.includes(':') ? name : `avails:${name}`);

const written = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => ` ${name}="${escaped(text)}"`)
    .join('');

/** XML has no place for most control characters, whatever their spelling; the reading back tells of their loss. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (char) => (char === '\t' || char === '\n' ? char : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
