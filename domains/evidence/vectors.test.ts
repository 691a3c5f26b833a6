import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyConsistency, verifyInclusion } from './index.ts';

const DATA = process.env.DUOPING_TEST_DATA ?? new URL('../../../shared/data', import.meta.url).pathname;
const present = existsSync(`${DATA}/merkle`);
if (!present) console.log(`skipped: the published proof vectors are not at ${DATA}`);

interface Vector {
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
}
interface InclusionVector extends Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}
interface ConsistencyVector extends Vector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

const bytes = (text: string) => Uint8Array.from(Buffer.from(text ?? '', 'base64'));
const vectors = (kind: string): string[] =>
  present
    ? readdirSync(`${DATA}/merkle/${kind}`, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.json'),
      )
    : [];
const read = (kind: string, name: string) => JSON.parse(readFileSync(`${DATA}/merkle/${kind}/${name}`, 'utf8'));

describe.skipIf(!present)('the proof vectors of transparency-dev', () => {
  test('are all there', () => {
    expect([vectors('inclusion').length, vectors('consistency').length]).toEqual([10, 10]);
  });

  test.each(vectors('inclusion'))('inclusion %s', (name) => {
    const vector: InclusionVector = read('inclusion', name);
    const verified = verifyInclusion({
      index: vector.leafIdx,
      size: vector.treeSize,
      leafHash: bytes(vector.leafHash),
      proof: (vector.proof ?? []).map(bytes),
      root: bytes(vector.root),
    });
    expect(verified).toBe(!vector.wantErr);
  });

  test.each(vectors('consistency'))('consistency %s', (name) => {
    const vector: ConsistencyVector = read('consistency', name);
    const verified = verifyConsistency({
      first: { size: vector.size1, root: bytes(vector.root1) },
      second: { size: vector.size2, root: bytes(vector.root2) },
      proof: (vector.proof ?? []).map(bytes),
    });
    expect(verified).toBe(!vector.wantErr);
  });
});
