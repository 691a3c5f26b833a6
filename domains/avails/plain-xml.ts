/**
 * Tells the tags and texts of XML in the plain form that programs write, several times faster than a general parser. At
 * the first thing that it does not know it hands over, and it tells of nothing that a parser would refuse.
 */

export interface PlainEvents {
  open(name: ElementName, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(name: ElementName, line: number): void;
  /** No further events are wanted. */
  isDone(): boolean;
}

/** As it is written, and without its prefix. */
export interface ElementName {
  readonly qualified: string;
  readonly local: string;
}

/** Where a parser takes over. */
export interface Rest {
  readonly text: string;
  /** What brings a parser to where the text stands; on one line. */
  readonly before: string;
  /** The line that the text begins on. */
  readonly line: number;
}

export interface PlainXml {
  /** Takes the next signs; the rest for a parser, once there is something that is not plain. */
  take(chars: string): Rest | undefined;
  end(): Rest | undefined;
  readonly line: number;
}

interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: ElementName;
  readonly attributes: Readonly<Record<string, string>>;
  readonly lines: number;
}

/** A tag or text that is longer than this is left to the parser. */
const MOST_KEPT = 256 * 1024;
const KEPT_TAGS = 4096;

/** `mostKept` bounds further how much is kept that has no end yet. */
export function plainXml(events: PlainEvents, mostKept = MOST_KEPT): PlainXml {
  const stack: string[] = [];
  const run = plainRun();
  let root = '';
  let kept = '';
  let line = 1;

  const handOver = (text: string, at: number): Rest => {
    // Nothing was told of what stands before the root, so the parser may have all of it.
    if (root === '') return { text, before: '', line: 1 };
    const before = stack.length === 0 ? `<${root}/>` : stack.map((name) => `<${name}>`).join('');
    return { text: text.slice(at), before, line };
  };
  /** A document says the same few tags again and again: each is looked into once. */
  const tags = new Map<string, Tag>();
  const tagOf = (inner: string): Tag | undefined => {
    const known = tags.get(inner);
    if (known) return known;
    const tag = readTag(inner);
    if (tag && tags.size < KEPT_TAGS) tags.set(inner, tag);
    return tag;
  };
  const mayStand = ({ kind, name }: Tag): boolean =>
    kind === 'close' ? stack.at(-1) === name.qualified : stack.length > 0 || root === '';
  const tellText = (text: string, hasEntities: boolean): void => {
    if (stack.length > 0) events.text(hasEntities ? text.replace(ENTITY, (entity) => SIGNS[entity] ?? entity) : text);
  };
  const tellTag = ({ kind, name, attributes, lines }: Tag): void => {
    line += lines;
    if (kind === 'close') stack.pop();
    else {
      root ||= name.qualified;
      events.open(name, attributes, line);
      if (kind === 'open') stack.push(name.qualified);
    }
    if (kind !== 'open' && !events.isDone()) events.close(name, line);
  };
  /** Tells of what stands from `at` on; where it stopped, and whether for something that is not plain. */
  const tellAll = (text: string, from: number): { at: number; isOdd: boolean } => {
    let at = from;
    while (!events.isDone()) {
      if (!run.read(text, at)) return { at, isOdd: run.isOdd };
      const { end, lines, hasEntities } = run;
      const isComment = text.startsWith('<!--', end);
      const close = isComment ? commentEnd(text, end) : text.indexOf('>', end);
      if (close < 0) return { at, isOdd: close === ODD };
      const tag = isComment ? undefined : tagOf(text.slice(end + 1, close));
      const isBetween = stack.length > 0 || text.slice(at, end).trim() === '';
      if (!isBetween || (tag ? !mayStand(tag) : !isComment)) return { at, isOdd: true };
      line += lines;
      if (end > at) tellText(text.slice(at, end), hasEntities);
      if (tag) tellTag(tag);
      else line += linesIn(text, end, close);
      at = close + 1;
    }
    return { at: text.length, isOdd: false };
  };
  return {
    take(chars) {
      const text = kept + chars;
      kept = '';
      let from = 0;
      if (root === '') {
        line = 1;
        if (text.startsWith('<?')) {
          const [declaration] = DECLARATION.exec(text) ?? [];
          if (declaration === undefined) return handOver(text, 0);
          from = declaration.length;
        }
      }
      const { at, isOdd } = tellAll(text, from);
      kept = root === '' ? text : text.slice(at);
      if (isOdd || kept.length > Math.min(mostKept, MOST_KEPT)) return handOver(text, at);
      return undefined;
    },
    end: () => (root !== '' && stack.length === 0 && kept.trim() === '' ? undefined : handOver(kept, 0)),
    get line() {
      return line;
    },
  };
}

const DECLARATION = /^<\?xml version="1\.0"(?: encoding="[A-Za-z][\w.-]*")?(?: standalone="(?:yes|no)")? ?\?>/;
const ENTITY = /&(?:amp|lt|gt|quot|apos);/g;
const SIGNS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

const LESS = 0x3c;
const AND = 0x26;
const BRACKET = 0x5d;
const LINE_FEED = 0x0a;
const TAB = 0x09;
const LAST_CHARACTER = 0xfffd;

/** Looks through text up to the next tag. One object is used again for each. */
function plainRun() {
  const run = {
    end: 0,
    lines: 0,
    hasEntities: false,
    isOdd: false,
    /** False when no tag follows, or when there is something in the text that is not plain. */
    read(text: string, from: number): boolean {
      run.lines = 0;
      run.hasEntities = false;
      run.isOdd = false;
      for (let at = from; at < text.length; at++) {
        const sign = text.charCodeAt(at);
        if (sign === LESS) {
          run.end = at;
          return true;
        }
        if (sign === LINE_FEED) run.lines += 1;
        else if (sign === AND) {
          run.hasEntities = true;
          if (isEntityAt(text, at)) continue;
          // It may only be cut off.
          run.isOdd = at + 6 < text.length;
          return false;
        } else if (sign < 0x20 ? sign !== TAB : sign > LAST_CHARACTER || (sign === BRACKET && isCut(text, at))) {
          run.isOdd = true;
          return false;
        }
      }
      return false;
    },
  };
  return run;
}

const isEntityAt = (text: string, at: number): boolean =>
  Object.hasOwn(SIGNS, text.slice(at, text.indexOf(';', at) + 1 || at));

/** `]]>` may not stand in text. */
const isCut = (text: string, at: number): boolean => text.startsWith(']]>', at);

const ODD = -2;

/** The last sign of the comment that begins at `from`; -1 when it is cut off. */
function commentEnd(text: string, from: number): number {
  const dashes = text.indexOf('--', from + 4);
  if (dashes < 0 || dashes + 2 >= text.length) return -1;
  return text[dashes + 2] === '>' && !UNPLAIN.test(text.slice(from, dashes)) ? dashes + 2 : ODD;
}

/** Control characters and what is no character. */
const UNPLAIN = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/u;

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

const TAG = /^(\/?)([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)((?:[ \n\t]+[A-Za-z_][\w.:-]*="[^"<&>]*")*)[ \n\t]*(\/?)$/;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)="([^"]*)"/g;

function readTag(inner: string): Tag | undefined {
  const [, slash, name = '', given = '', empty] = TAG.exec(inner) ?? [];
  if (name === '' || (slash && (given !== '' || empty))) return undefined;
  // As the parser gives them: no attribute is one of every object's. What has no members yet is a record of any kind.
  const attributes = Object.create(null) as Record<string, string>;
  for (const [, attribute = '', value = ''] of given.matchAll(ATTRIBUTE)) {
    if (attribute in attributes || /[\n\t]/.test(value) || UNPLAIN.test(value)) return undefined;
    attributes[attribute] = value;
  }
  return {
    kind: slash ? 'close' : empty ? 'empty' : 'open',
    name: elementName(name),
    attributes,
    lines: linesIn(inner, 0, inner.length),
  };
}

export const elementName = (qualified: string): ElementName => ({
  qualified,
  local: qualified.slice(qualified.indexOf(':') + 1),
});
