/** The log to the world: checkpoints and proofs, which are hashes and tell nothing; and to the operator: what an export is made of. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { exportCheckpoint, type Hash, type ProofRefusal, proveConsistency, proveInclusion } from '#evidence';
import type { EvidenceLog } from '../evidence.ts';
import { refuseWith } from './app.ts';
import { errorBody } from './shapes.ts';

export interface EvidenceRoutePorts {
  readonly evidence: EvidenceLog;
  /** Bytes of a delivered file; undefined when there is none. */
  readonly delivery: (sha256: string) => Promise<NodeJS.ReadableStream | undefined>;
}

const STATUS = {
  'no-checkpoint': 503,
  'unknown-leaf': 404,
  'beyond-the-log': 404,
} as const satisfies Record<ProofRefusal, number>;

const PUBLIC = { access: 'anyone', decides: 'public: hashes and a signature, no title and no viewer' } as const;
const OPERATOR = { access: 'operator', decides: 'public: the operator alone, about what was watched before' } as const;
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 503: errorBody };
const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const hash = z.string().meta({ description: '32 bytes in base64' });
const common = { tags: ['evidence'] };
const operating = { tags: ['evidence'], security: [{ operator: [] }] };
/** Leaves that one answer holds at most. */
const MOST_LEAVES = 5000;

export function evidenceRoutes(instance: FastifyInstance, { evidence, delivery }: EvidenceRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { log } = evidence;

  app.get(
    '/evidence/checkpoint',
    {
      config: PUBLIC,
      schema: {
        ...common,
        operationId: 'evidenceCheckpoint',
        summary: 'The newest signed checkpoint of the log of receipts (C2SP tlog-checkpoint)',
        response: { 200: z.string(), ...errors },
      },
    },
    async (_request, reply) => {
      const note = await log.checkpoint();
      return note === undefined ? refuseProof(reply, 'no-checkpoint') : plainText(reply, note);
    },
  );

  app.get(
    '/evidence/key',
    {
      config: PUBLIC,
      schema: {
        ...common,
        operationId: 'evidenceKey',
        summary:
          'The public key that checkpoints are signed with, as a C2SP verifier key: keep it, and ask for it once',
        response: { 200: z.string(), ...errors },
      },
    },
    async (_request, reply) => {
      const note = await log.checkpoint();
      if (note === undefined) return refuseProof(reply, 'no-checkpoint');
      const [origin = ''] = note.split('\n');
      return plainText(reply, `${evidence.signerOf(origin).verifier.text}\n`);
    },
  );

  app.get(
    '/evidence/proofs/inclusion',
    {
      config: PUBLIC,
      schema: {
        ...common,
        operationId: 'evidenceInclusion',
        summary: 'Proof that a receipt stands in the log (RFC 6962), by its leaf index or its own id',
        querystring: z
          .object({ index: count.optional(), receipt: z.string().min(1).max(200).optional(), size: count.optional() })
          .refine(
            ({ index, receipt }) => (index === undefined) !== (receipt === undefined),
            'name an index or a receipt',
          ),
        response: {
          200: z
            .object({ index: z.int(), size: z.int(), leafHash: hash, root: hash, proof: z.array(hash) })
            .meta({ id: 'InclusionProof' }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const { index, receipt, size } = request.query;
      const proven = await proveInclusion(log, { leaf: index ?? receipt ?? '', size });
      if (!proven.ok) return refuseProof(reply, proven.reason);
      const { leafHash, root, proof, ...where } = proven.value;
      return { ...where, leafHash: base64(leafHash), root: base64(root), proof: proof.map(base64) };
    },
  );

  app.get(
    '/evidence/proofs/consistency',
    {
      config: PUBLIC,
      schema: {
        ...common,
        operationId: 'evidenceConsistency',
        summary: 'Proof that the log only grew between two sizes (RFC 6962)',
        querystring: z.object({ from: count, to: count.optional() }),
        response: {
          200: z
            .object({ from: z.int(), to: z.int(), fromRoot: hash, toRoot: hash, proof: z.array(hash) })
            .meta({ id: 'ConsistencyProof' }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const proven = await proveConsistency(log, { first: request.query.from, second: request.query.to });
      if (!proven.ok) return refuseProof(reply, proven.reason);
      const { first, second, proof } = proven.value;
      const roots = { fromRoot: base64(first.root), toRoot: base64(second.root) };
      return { from: first.size, to: second.size, ...roots, proof: proof.map(base64) };
    },
  );

  app.get(
    '/api/evidence/export',
    {
      config: OPERATOR,
      schema: {
        ...operating,
        operationId: 'exportEvidence',
        summary: 'What an evidence folder begins with: a checkpoint that vouches for the statements too',
        querystring: z.object({
          period: z
            .string()
            .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
            .optional(),
        }),
        response: {
          200: z
            .object({ size: z.int(), checkpoint: z.string(), statements: z.array(z.object({ name: z.string() })) })
            .meta({ id: 'EvidenceExport' }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const { period } = request.query;
      const statements = await evidence.statements.statements(period);
      const exported = await exportCheckpoint(log, evidence.signerOf, {
        before: period === undefined ? undefined : endOf(period),
        statements: statements.map(({ name, text, leaves }) => ({ name, sha256: sha256(text), leaves })),
      });
      if (!exported) return refuseProof(reply, 'no-checkpoint');
      const { size, note } = exported;
      return { size, checkpoint: note, statements: statements.map(({ name }) => ({ name })) };
    },
  );

  app.get(
    '/api/evidence/leaves',
    {
      config: OPERATOR,
      schema: {
        ...operating,
        operationId: 'evidenceLeaves',
        summary: `Leaves of the log, one a line, at most ${MOST_LEAVES} at a time`,
        querystring: z.object({ from: count, to: count }),
        response: { 200: z.string(), ...errors },
      },
    },
    async (request, reply) => {
      const { from, to } = request.query;
      const leaves = await log.leaves(from, Math.min(MOST_LEAVES, Math.max(0, to - from)));
      return plainText(reply, leaves.map((text) => `${text}\n`).join(''));
    },
  );

  app.get(
    '/api/evidence/contracts/:id/:version',
    {
      config: OPERATOR,
      schema: {
        ...operating,
        operationId: 'evidenceContract',
        summary: 'A contract version in the bytes that leaves name by their hash',
        params: z.object({ id: z.string().min(1).max(400), version: count }),
        response: { 200: z.string(), ...errors },
      },
    },
    async (request, reply) => {
      const text = await evidence.contractText(request.params.id, request.params.version);
      return text === undefined ? refuseWith(reply, 404, { reason: 'not-found' }) : plainText(reply, text);
    },
  );

  app.get(
    '/api/evidence/deliveries/:sha256',
    {
      config: OPERATOR,
      schema: {
        ...operating,
        operationId: 'evidenceDelivery',
        summary: "A partner's file as it was delivered, by its hash",
        params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256') }),
        response: { 200: z.unknown().meta({ description: 'The bytes' }), ...errors },
      },
    },
    async (request, reply) => {
      const bytes = await delivery(request.params.sha256);
      return bytes
        ? reply.type('application/octet-stream').send(bytes)
        : refuseWith(reply, 404, { reason: 'not-found' });
    },
  );

  app.get(
    '/api/evidence/statements/:name',
    {
      config: OPERATOR,
      schema: {
        ...operating,
        operationId: 'evidenceStatement',
        summary: 'A statement in the bytes that an exported checkpoint vouches for',
        params: z.object({ name: z.string().min(1).max(400) }),
        response: { 200: z.string(), ...errors },
      },
    },
    async (request, reply) => {
      const all = await evidence.statements.statements(undefined);
      const found = all.find(({ name }) => name === request.params.name);
      return found ? plainText(reply, found.text) : refuseWith(reply, 404, { reason: 'not-found' });
    },
  );
}

const refuseProof = (reply: FastifyReply, reason: ProofRefusal): FastifyReply =>
  refuseWith(reply, STATUS[reason], { reason });

/** The text as it is: not as a JSON string, which is what the declared shape would make of it. */
const plainText = (reply: FastifyReply, text: string): FastifyReply =>
  reply
    .type('text/plain; charset=utf-8')
    .serializer((body: string) => body)
    .send(text);

const base64 = (bytes: Hash): string => Buffer.from(bytes).toString('base64');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The first instant after a month, UTC. */
function endOf(period: string): number {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return Date.UTC(year, month);
}
