import { connect } from 'node:net';
import Fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { boundBodies } from './body-deadline.ts';

const WITHIN_MS = 200;
const app = () => {
  const server = Fastify({ requestTimeout: 0 });
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  boundBodies(server, WITHIN_MS);
  for (const longBody of [false, true])
    server.post(longBody ? '/long' : '/short', { config: { longBody } }, async (request) => {
      let size = 0;
      for await (const piece of request.body as AsyncIterable<Uint8Array>) size += piece.length; // the parser above hands the stream on
      return { size };
    });
  return server;
};
const opened: ReturnType<typeof app>[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

/** Sends one byte every `everyMs`, and says how the connection ended. */
async function drip(path: string, bytes: number, everyMs: number): Promise<string> {
  const server = app();
  opened.push(server);
  const { port } = new URL(await server.listen({ port: 0 }));
  const socket = connect(Number(port), 'localhost');
  const heads = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/octet-stream\r\nconnection: close\r\n`;
  socket.write(`${heads}content-length: ${bytes}\r\n\r\n`);
  const timer = setInterval(() => socket.writable && socket.write('x'), everyMs);
  let answer = '';
  socket.on('data', (piece) => {
    answer += piece.toString();
  });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(timer);
  return answer.split('\r\n\r\n').at(-1) ?? '';
}

test('a body that comes at once is taken on every route', async () => {
  expect(await drip('/short', 5, 5)).toBe('{"size":5}');
});

test('a slow body is cut off where bodies are short, and taken to its end where they are long', async () => {
  expect(await drip('/short', 20, 50)).toBe('');
  expect(await drip('/long', 20, 50)).toBe('{"size":20}');
});

test('a long body that stops coming is cut off', async () => {
  expect(await drip('/long', 2, 1_000)).toBe('');
});
