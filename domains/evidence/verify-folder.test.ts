import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256, toHex } from './hash.ts';
import {
  compactTree,
  contractFile,
  type LogLeaf,
  leafHash,
  leafOf,
  leafText,
  noteSigner,
  signCheckpoint,
  signNote,
  type VerifyOptions,
  verifyFolder,
} from './index.ts';
import { someReceipt } from './testing.ts';

const ORIGIN = 'example.com/evidence';
const SIGNER = noteSigner(ORIGIN, new Uint8Array(32).fill(7));
const CONTRACT = '{"terms":{"id":"c1","version":1}}';
const DELIVERY = 'delivered';
const hashOf = (text: string) => toHex(sha256(Buffer.from(text)));

const leaf = (change: Partial<LogLeaf> = {}): LogLeaf => ({
  ...leafOf(someReceipt({ delivery: hashOf(DELIVERY), ...change }), {
    pseudonymKey: 'key',
    contractHash: 'contractHash' in change ? (change.contractHash ?? null) : hashOf(CONTRACT),
  }),
});

interface Made {
  readonly leaves?: readonly LogLeaf[];
  readonly statements?: Readonly<Record<string, unknown>>;
  readonly extensions?: readonly string[];
}

/** A folder that an honest operator would sign over these leaves, whatever they say. */
function folderOf({ leaves = [leaf(), leaf({ sequence: 2 })], statements = {}, extensions = [] }: Made = {}) {
  const files = new Map<string, string>();
  const tree = compactTree();
  for (const each of leaves) tree.append(leafHash(Buffer.from(leafText(each))));
  files.set('leaves.ndjson', leaves.map((each) => `${leafText(each)}\n`).join(''));
  files.set(contractFile('c1', 1), CONTRACT);
  files.set(`deliveries/${hashOf(DELIVERY)}`, DELIVERY);
  const lines = [`verifier ${SIGNER.verifier.text}`, ...extensions];
  for (const [name, document] of Object.entries(statements)) {
    files.set(`statements/${name}`, JSON.stringify(document));
    lines.push(`statement ${hashOf(JSON.stringify(document))} ${name}`);
  }
  files.set(
    'checkpoint',
    signCheckpoint({ origin: ORIGIN, size: tree.size, root: tree.root(), extensions: lines }, SIGNER),
  );
  return files;
}

async function judge(files: ReadonlyMap<string, string | Uint8Array>, options: VerifyOptions = {}, chunk = 1000) {
  const folder = {
    paths: async () => [...files.keys()],
    async *chunks(path: string) {
      const bytes = Buffer.from(files.get(path) ?? '');
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
  return verifyFolder(folder, options);
}

const said = async (files: ReadonlyMap<string, string>, options?: VerifyOptions): Promise<string[]> =>
  ((await judge(files, options))?.findings ?? []).map(
    ({ file, line, message }) => `${file}${line === undefined ? '' : ` ${line}`}: ${message}`,
  );

const rootOf = (leaves: readonly LogLeaf[]) => {
  const tree = compactTree();
  for (const each of leaves) tree.append(leafHash(Buffer.from(leafText(each))));
  return toHex(tree.root());
};

describe('a folder', () => {
  test('that is whole has no finding, however its bytes come in', async () => {
    for (const chunk of [1, 7, 4096]) {
      expect(await judge(folderOf(), {}, chunk)).toMatchObject({ findingCount: 0, size: 2, leaves: 2, origin: ORIGIN });
    }
    expect(await judge(folderOf({ leaves: [] }))).toMatchObject({ findingCount: 2 }); // contract and delivery of no leaf
  });

  test.each<[string, LogLeaf[], RegExp]>([
    ['a beat twice', [leaf(), leaf()], /leaves.ndjson 2: is beat 1 of play p1, after beat 1/],
    ['beats out of order', [leaf({ sequence: 2 }), leaf()], /2: is beat 1 of play p1, after beat 2/],
    ['a second counted twice', [leaf(), leaf({ sequence: 2, intervals: [[8999, 17_999]] })], /2: counts media time/],
    [
      'the same minute of the clock twice',
      [leaf(), leaf({ sequence: 2, from: 1_008_999 })],
      /2: counts wall-clock time/,
    ],
    ['a contract that nobody knew', [leaf({ contractHash: null })], /c1@1.json: nothing vouches for it/],
    [
      'a contract with two texts',
      [leaf(), leaf({ sequence: 2, contractHash: hashOf('x') })],
      /c1 version 1 has several hashes/,
    ],
    [
      'a contract that is not there',
      [leaf(), leaf({ play: 'p2', contract: 'a/../b' })],
      /contracts\/a%2F..%2Fb@1.json: is not there; leaf 2/,
    ],
    [
      'a delivery that is not there',
      [leaf(), leaf({ play: 'p2', delivery: hashOf('x') })],
      /deliveries\/[0-9a-f]{64}: is not there; leaf 2/,
    ],
  ])('signed over %s is not sound', async (_, leaves, why) => {
    expect((await said(folderOf({ leaves }))).join('\n')).toMatch(why);
  });

  test('the same seconds in two plays are two', async () => {
    expect(await said(folderOf({ leaves: [leaf(), leaf({ play: 'p2' })] }))).toEqual([]);
  });

  test('a statement names a log that this one was', async () => {
    const leaves = [leaf(), leaf({ sequence: 2 })];
    const naming = (size: unknown, root: unknown) =>
      said(folderOf({ leaves, statements: { 's.json': { checkpoint: { size, root } } } }));
    expect(await naming(1, rootOf(leaves.slice(0, 1)))).toEqual([]);
    expect(await naming(2, Buffer.from(rootOf(leaves), 'hex').toString('base64'))).toEqual([]);
    expect(await naming(0, rootOf([]))).toEqual([]);
    expect(await naming(1, rootOf(leaves))).toEqual(['statements/s.json: names another root for the log of 1 leaves']);
    expect(await naming(3, rootOf(leaves))).toEqual(['statements/s.json: names a log of 3 leaves, which is not here']);
    for (const [size, root] of [
      [-1, rootOf(leaves)],
      ['2', rootOf(leaves)],
      [2, 'x'],
      [2, undefined],
    ])
      expect(await naming(size, root)).toEqual([expect.stringContaining('names no checkpoint')]);
  });

  test('whoever knows statements recomputes them from the leaves', async () => {
    const leaves = [leaf(), leaf({ sequence: 2 })];
    const due = { checkpoint: { size: 2, root: rootOf(leaves) }, watchedMs: 18_000 };
    const checkStatement = (_name: string, document: unknown) => {
      let watchedMs = 0;
      return {
        leaf: (each: LogLeaf) => {
          watchedMs += each.watchedMs;
        },
        findings: () =>
          Reflect.get(Object(document), 'watchedMs') === watchedMs ? [] : [`the leaves hold ${watchedMs} ms`],
      };
    };
    expect(await said(folderOf({ leaves, statements: { 's.json': due } }), { checkStatement })).toEqual([]);
    const wrong = { ...due, watchedMs: 18_001 };
    expect(await said(folderOf({ leaves, statements: { 's.json': wrong } }), { checkStatement })).toEqual([
      'statements/s.json: the leaves hold 18000 ms',
    ]);
  });

  test('a statement that was exchanged, or that nothing vouches for, is found', async () => {
    const good = { checkpoint: { size: 0, root: rootOf([]) }, due: '1' };
    const files = folderOf({ statements: { 's.json': good } });
    expect(await said(new Map(files).set('statements/s.json', JSON.stringify({ ...good, due: '2' })))).toEqual([
      'statements/s.json: was changed: the checkpoint vouches for other bytes',
    ]);
    expect(await said(new Map(files).set('statements/t.json', JSON.stringify(good)))).toEqual([
      'statements/t.json: is not vouched for by the checkpoint',
    ]);
  });

  test('a signature that nobody here can check, and a key of another name, are found', async () => {
    const files = folderOf();
    const note = files.get('checkpoint') ?? '';
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const witness = noteSigner('witness.example', new Uint8Array(32).fill(9));
    const cosigned = note + signNote(text, witness).slice(text.length + 1);
    expect(await said(new Map(files).set('checkpoint', cosigned))).toEqual([
      "checkpoint: carries a signature of witness.example, which can't be checked",
    ]);
    const forged = signNote(text.replace(SIGNER.verifier.text, witness.verifier.text), witness);
    expect(await said(new Map(files).set('checkpoint', forged))).toEqual([
      `checkpoint: is of ${ORIGIN}, the key of witness.example`,
    ]);
    const own = noteSigner(ORIGIN, new Uint8Array(32).fill(9));
    const resigned = signNote(text.replace(SIGNER.verifier.text, own.verifier.text), own);
    expect(await said(new Map(files).set('checkpoint', resigned))).toEqual([]); // what --key is for
    const withKey = await said(new Map(files).set('checkpoint', resigned), { verifier: SIGNER.verifier });
    expect(withKey.join('\n')).toMatch(/is not signed by/);
  });

  test('that is none is told apart from one that lost a file', async () => {
    expect(await judge(new Map())).toBeUndefined();
    expect(await judge(new Map([['readme.txt', 'x']]))).toBeUndefined();
    for (const file of ['checkpoint', 'leaves.ndjson']) {
      const files = folderOf();
      files.delete(file);
      expect(await said(files)).toContain(`${file}: is not there`);
    }
  });

  test('whatever its files hold, it is judged and never throws', async () => {
    const files = folderOf({ statements: { 's.json': { checkpoint: { size: 0, root: rootOf([]) } } } });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files.keys()),
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (file, bytes) => {
          const report = await judge(new Map<string, string | Uint8Array>(files).set(file, bytes));
          expect(report?.findings.map((finding) => finding.file)).toContain(file);
        },
      ),
      { numRuns: 300 },
    );
  });
});
