import { expect, test } from 'vitest';
import { ERASED, leafOf, leafText, readLeaf } from './index.ts';
import { someReceipt } from './testing.ts';

const context = { pseudonymKey: 'a1'.repeat(32), contractHash: 'cd'.repeat(32) };
const bytes = (text: string) => new TextEncoder().encode(text);

test('a receipt has the same leaf whatever the order of its members', () => {
  const turned = Object.fromEntries(Object.entries(someReceipt()).reverse()) as unknown as ReturnType<
    typeof someReceipt
  >;
  expect(leafText(leafOf(turned, context))).toBe(leafText(leafOf(someReceipt(), context)));
});

test('a leaf names neither device nor subscription, and the same ones alike', () => {
  const leaf = leafOf(someReceipt({ device: 'wang-tv', entitlement: 'sub-17' }), context);
  expect(leafText(leaf)).not.toMatch(/wang-tv|sub-17/);
  expect(leaf.device).toMatch(/^[0-9a-f]{64}$/);
  const again = leafOf(someReceipt({ sequence: 2, device: 'wang-tv', entitlement: 'sub-17' }), context);
  expect([again.device, again.entitlement]).toEqual([leaf.device, leaf.entitlement]);
});

test('the same device is another one in another household', () => {
  const other = { ...context, pseudonymKey: 'b2'.repeat(32) };
  expect(leafOf(someReceipt(), other).device).not.toBe(leafOf(someReceipt(), context).device);
});

test('a household whose key is gone leaves no pseudonym behind', () => {
  expect(leafOf(someReceipt(), { ...context, pseudonymKey: undefined })).toMatchObject({
    device: ERASED,
    entitlement: ERASED,
  });
});

test('a leaf is read back as it was written', () => {
  const leaf = leafOf(someReceipt(), context);
  expect(readLeaf(bytes(leafText(leaf)))).toEqual({ ok: true, value: leaf });
});

test.each([
  ['a space', (text: string) => text.replace(':', ': '), /canonical/],
  ['two members of one name', (text: string) => text.replace('{', '{"alid":"x",'), /canonical/],
  ['a cut', (text: string) => text.slice(0, -1), /no JSON/],
  ['members in another order', (text: string) => `{"zeta":1,${text.slice(1)}`, /canonical/],
  ['a number in another form', (text: string) => text.replace('"epoch":7', '"epoch":7.0'), /canonical/],
  ['no work', (text: string) => text.replace('"work":"w1"', '"work":""'), /usable work/],
  ['another sequence', (text: string) => text.replace('"sequence":1', '"sequence":2'), /is beat 2/],
  [
    'a longer sum',
    (text: string) => text.replace('"watchedMs":9000', '"watchedMs":9001'),
    /its intervals hold 9000 ms/,
  ],
  ['overlapping intervals', (text: string) => text.replace('[[0,9000]]', '[[0,5000],[4000,8000]]'), /overlap/],
  ['an empty interval', (text: string) => text.replace('[[0,9000]]', '[[0,9000],[9000,9000]]'), /overlap/],
  ['an end before its beginning', (text: string) => text.replace('"to":1009000', '"to":999999'), /ends before/],
  ['more than the clock allows', (text: string) => text.replace('"to":1009000', '"to":1003999'), /within 3999 ms/],
  ['a device by its name', (text: string) => text.replace(/"device":"\w+"/, '"device":"d1"'), /usable device/],
  ['a depth that no leaf has', () => '['.repeat(30_000) + ']'.repeat(30_000), /no JSON/],
])('a leaf with %s is refused', (_, spoil, why) => {
  const text = leafText(leafOf(someReceipt(), context));
  expect(spoil(text)).not.toBe(text);
  expect(readLeaf(bytes(spoil(text)))).toEqual({ ok: false, reason: expect.stringMatching(why) });
});

test('bytes that are no UTF-8 are refused, a byte order mark too', () => {
  const good = bytes(leafText(leafOf(someReceipt(), context)));
  expect(readLeaf(Uint8Array.of(...good.subarray(0, 9), 0xff, ...good.subarray(10))).ok).toBe(false);
  expect(readLeaf(Uint8Array.of(0xef, 0xbb, 0xbf, ...good)).ok).toBe(false);
});
