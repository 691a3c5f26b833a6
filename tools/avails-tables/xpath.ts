/** Compiles the XPath that the published structure rules are written in: steps, predicates, comparisons with a word. */
import type { Condition, Path, Step } from '@duoping/avails';

const TOKEN =
  /\s*(\.\.|\.|\/\/|\/|\[|\]|\(|\)|=|@[\w-]+|\{(\w+)\}([\w-]+)|'([^']*)'|text\(\)|not(?=\s*\()|or\b|and\b)/y;

export function compilePath(source: string): Path {
  const tokens = tokensOf(source);
  const path = readPath(tokens);
  if (tokens.at < tokens.list.length) throw new Error(`not understood after ${tokens.at} tokens: ${source}`);
  return path;
}

interface Tokens {
  readonly list: readonly string[];
  at: number;
}

function tokensOf(source: string): Tokens {
  const list: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const found = TOKEN.exec(source);
    if (!found) throw new Error(`no XPath that is known here: ${source}`);
    const [, token = '', prefix, name] = found;
    list.push(prefix === undefined ? token : `${PREFIXES[prefix]}:${name}`);
  }
  return { list, at: 0 };
}

const PREFIXES: Readonly<Record<string, string>> = { avail: 'a', md: 'm' };

const isNext = (tokens: Tokens, ...any: string[]): boolean => any.includes(tokens.list[tokens.at] ?? '');

function take(tokens: Tokens, expected?: string): string {
  const token = tokens.list[tokens.at] ?? '';
  if (expected !== undefined && token !== expected) throw new Error(`${expected} expected, found ${token}`);
  tokens.at += 1;
  return token;
}

function readPath(tokens: Tokens): Path {
  const steps: Step[] = [];
  for (;;) {
    const anywhere = isNext(tokens, '//');
    if (isNext(tokens, '/', '//')) take(tokens);
    const token = take(tokens);
    if (token === '..') steps.push(['parent']);
    else if (token.startsWith('@')) steps.push(['attribute', token.slice(1), readConditions(tokens)]);
    else if (token.includes(':')) steps.push([anywhere ? 'descendant' : 'child', token, readConditions(tokens)]);
    else if (token !== '.' && token !== 'text()') throw new Error(`no step: ${token}`);
    if (!isNext(tokens, '/', '//')) return steps;
  }
}

function readConditions(tokens: Tokens): Condition[] {
  const conditions: Condition[] = [];
  while (isNext(tokens, '[')) {
    take(tokens);
    conditions.push(readOr(tokens));
    take(tokens, ']');
  }
  return conditions;
}

function readOr(tokens: Tokens): Condition {
  const any = [readTerm(tokens)];
  while (isNext(tokens, 'or')) {
    take(tokens);
    any.push(readTerm(tokens));
  }
  const [only] = any;
  return any.length === 1 && only ? only : ['any', any];
}

function readTerm(tokens: Tokens): Condition {
  if (isNext(tokens, 'not')) {
    take(tokens);
    take(tokens, '(');
    const inner = readOr(tokens);
    take(tokens, ')');
    return ['not', inner];
  }
  if (isNext(tokens, '(')) {
    take(tokens);
    const inner = readOr(tokens);
    take(tokens, ')');
    return inner;
  }
  const path = readPath(tokens);
  if (!isNext(tokens, '=')) return ['has', path];
  take(tokens);
  return ['is', path, take(tokens).slice(1, -1)];
}
