import { expect, test, vi } from 'vitest';

test.each([
  ['with', true],
  ['without', false],
])('%s the checksum of Node, it is the one that archives have', async (_, hasNode) => {
  vi.resetModules();
  if (!hasNode) vi.stubGlobal('process', undefined);
  const { crc32 } = await import('./crc32.ts');
  vi.unstubAllGlobals();
  const digits = new TextEncoder().encode('123456789');
  expect(crc32(digits)).toBe(0xcbf43926); // the check value of CRC-32/ISO-HDLC
  for (let cut = 0; cut <= digits.length; cut++)
    expect(crc32(digits.subarray(cut), crc32(digits.subarray(0, cut)))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});
