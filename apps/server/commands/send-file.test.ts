import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendFile } from './send-file.ts';
import { ServerAway, type ServerCall, ServerRefusal } from './server-call.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duoping-send-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
const io = { stdout: () => {}, stderr: () => {}, readFile: async () => new Uint8Array() };

/** A server that takes only so many bytes of each piece before the connection is lost. */
function losing(limits: readonly (number | Error)[]) {
  const state = { bytes: '', complete: false, calls: 0 };
  const server: ServerCall = {
    json: async () => undefined,
    upload: async () => undefined,
    text: async () => '',
    bytes: async () => undefined,
    begin: async () => ({ location: '/there' }),
    arrived: async () => state.bytes.length,
    async continue(_location, { offset, complete, bytes }) {
      const limit = limits[state.calls++];
      if (limit instanceof Error) throw limit;
      if (offset !== state.bytes.length) throw new ServerRefusal(409, 'offset-differs', undefined);
      let text = '';
      for await (const piece of bytes) text += Buffer.from(piece).toString();
      state.bytes += text.slice(0, limit);
      if (limit !== undefined && limit < text.length) throw new ServerAway('connection lost');
      state.complete = complete;
      return undefined;
    },
  };
  return { server, state };
}
async function sent(text: string, limits: readonly (number | Error)[]) {
  const path = join(root, 'file');
  await writeFile(path, text);
  const { server, state } = losing(limits);
  await sendFile(server, '/here', { name: 'file', path }, io);
  return state;
}

test('what was cut off goes on from the last byte that arrived', async () => {
  expect(await sent('0123456789', [3, new ServerRefusal(503, 'unavailable', undefined), 4])).toEqual({
    ...{ bytes: '0123456789', complete: true, calls: 4 },
  });
});

test('an empty file is a file', async () => {
  expect(await sent('', [])).toMatchObject({ bytes: '', complete: true });
});

test('a refusal that stays one is told at once', async () => {
  await expect(sent('x', [new ServerRefusal(400, 'digest-differs', undefined)])).rejects.toThrow('digest-differs');
});
