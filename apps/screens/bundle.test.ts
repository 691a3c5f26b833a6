/** What is shipped to televisions: small, of their language level, and free of what their engines or the policy lack. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Built, buildScreens } from './testing/built.ts';

/** Kilobytes (1000) of the app's own script after gzip, beside the player. */
const MOST_SCRIPT_KB = 60;

/** Methods and globals that Chromium 53 lacks and nothing here fills in. */
const TOO_NEW_METHODS =
  'flat flatMap at finally replaceAll padStart padEnd matchAll fromEntries allSettled trimStart trimEnd findLast toSorted replaceChildren append prepend replaceWith toggleAttribute'.split(
    ' ',
  );
const TOO_NEW_GLOBALS =
  'globalThis AbortController AbortSignal ResizeObserver structuredClone BigInt WeakRef requestIdleCallback'.split(' ');

let built: Built;
let script = '';
let styles = '';
let page = '';
let player = '';

beforeAll(() => {
  built = buildScreens();
  const assets = join(built.folder, 'assets/screens');
  const text = (pattern: RegExp) => {
    const found = readdirSync(assets).filter((name) => pattern.test(name));
    expect(found.length, String(pattern)).toBe(1);
    return readFileSync(join(assets, found[0] ?? ''), 'utf8');
  };
  script = text(/^index-.*\.js$/);
  player = text(/^shaka.*\.js$/);
  styles = text(/\.css$/);
  page = readFileSync(join(built.folder, 'index.html'), 'utf8');
}, 60_000);
afterAll(() => built?.remove());

test('the script parses as ES2015 and the player as ES5', () => {
  expect(() => parse(script, { ecmaVersion: 2015, sourceType: 'script' })).not.toThrow();
  expect(() => parse(player, { ecmaVersion: 5, sourceType: 'script' })).not.toThrow();
});

test(`the script is at most ${MOST_SCRIPT_KB} kB after gzip`, () => {
  expect(gzipSync(script, { level: 9 }).length / 1000).toBeLessThanOrEqual(MOST_SCRIPT_KB);
});

test('the script calls nothing that Chromium 53 lacks', () => {
  const used = namesUsed(parse(script, { ecmaVersion: 2015, sourceType: 'script' }));
  expect(TOO_NEW_METHODS.filter((name) => used.called.has(name))).toEqual([]);
  expect(TOO_NEW_GLOBALS.filter((name) => used.globals.has(name))).toEqual([]);
});

test('the check of names sees what it looks for', () => {
  const used = namesUsed(parse('[1].flat(); new AbortController()', { ecmaVersion: 2015 }));
  expect([used.called.has('flat'), used.globals.has('AbortController')]).toEqual([true, true]);
});

describe('styles', () => {
  test.each([
    ['grid', /display:\s*(inline-)?grid/],
    ['flex gap', /[;{](row-|column-)?gap:/],
    ['inset', /[;{]inset:/],
    ['aspect-ratio', /[;{]aspect-ratio:/],
    [':is and :where', /:(is|where|has)\(/],
    ['min, max and clamp', /[:\s,](min|max|clamp)\(/],
    ['blur', /blur\(/],
  ])('no %s: old engines lack it or crawl', (_, pattern) => {
    expect(styles).not.toMatch(pattern);
  });
});

test('the page holds nothing inline and nothing from elsewhere', () => {
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|type="module"|https?:/);
  expect(page).toMatch(/<script defer src="\/assets\/screens\/[^"]+\.js">/);
  expect(page).toContain('<meta name="duoping-model" content="demo-tv"');
});

interface SyntaxNode {
  readonly type: string;
  readonly [member: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Methods that are called by name, and free-standing names that are used at all. */
function namesUsed(program: unknown): { called: Set<string>; globals: Set<string> } {
  const called = new Set<string>();
  const globals = new Set<string>();
  const visit = (node: SyntaxNode) => {
    const { type, callee, name } = node;
    if (type === 'CallExpression' && isNode(callee) && callee.type === 'MemberExpression' && isNode(callee.property)) {
      called.add(String(callee.property.name));
    }
    if (type === 'Identifier') globals.add(String(name));
    for (const [member, value] of Object.entries(node)) {
      if (member === 'property' && node.computed === false) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  if (isNode(program)) visit(program);
  return { called, globals };
}
