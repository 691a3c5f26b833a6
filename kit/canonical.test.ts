import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';

test.each([
  ['with', true],
  ['without', false],
])('%s the digest of Node, a hash is the same', async (_, hasNode) => {
  vi.resetModules();
  if (!hasNode) vi.stubGlobal('process', undefined);
  const { sha256Hex } = await import('./canonical.ts');
  vi.unstubAllGlobals();
  for (const size of [0, 1, 55, 56, 64, 1000]) {
    const bytes = new Uint8Array(size).map((_, at) => at * 7);
    expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});
