import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

test('the example of the README runs as it stands, as a user of the library would run it', async () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]+?)```/.exec(readme) ?? [];
  const folder = mkdtempSync(join(fileURLToPath(new URL('../../node_modules', import.meta.url)), '.readme-'));
  try {
    const file = join(folder, 'example.mjs');
    const told = example.replace(/^verifyInclusion/m, 'export const holds = verifyInclusion');
    writeFileSync(file, `${told}\nexport { checkpoint };\n`);
    const ran = await import(/* @vite-ignore */ pathToFileURL(file).href);
    expect(ran).toMatchObject({ holds: true, checkpoint: { ok: true, value: { size: 3 } } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
