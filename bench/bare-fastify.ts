/** Fastify with one validated route and nothing behind it: what our own calls are read beside. */
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';

/** The same body, checked by Fastify's own validator, and an answer of the same size; nothing else. */
export async function bareFastify(): Promise<{ port: number; close: () => Promise<void> }> {
  const app = Fastify();
  const seconds = { type: 'number', minimum: 0, maximum: 1_000_000 };
  const body = {
    type: 'object',
    required: ['sequence', 'positionSeconds'],
    properties: {
      sequence: { type: 'integer', minimum: 0 },
      state: { enum: ['playing', 'paused'] },
      positionSeconds: seconds,
      watched: { type: 'array', maxItems: 64, items: { type: 'array', minItems: 2, maxItems: 2, items: seconds } },
    },
  };
  const answer = { leaseUntil: 'x'.repeat(24), leaseSeconds: 45, mediaToken: 'x'.repeat(300), heartbeatSeconds: 15 };
  app.post('/api/plays/:id/heartbeat', { schema: { body } }, async () => answer);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo; // a TCP server that listens has one
  return { port, close: () => app.close() };
}
