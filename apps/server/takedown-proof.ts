/**
 * The proof of a takedown, for whoever asked for it: who did what and when, which nodes put it in force, which plays it
 * ended. One JSON object with an Ed25519 signature over its canonical form (RFC 8785). Devices are named by hashes that
 * hold for one case alone.
 */
import { canonicalJson, formatInstant, type Instant, type Json, SECOND_MS, sha256Hex } from '@duoping/kit';
import type { NoteSigner } from '#evidence';
import { type CaseClocks, type CaseEntry, deadlinesOf, type NodeStore, stateOf, type TakedownCase } from '#licensing';
import type { PlayThen } from '../../domains/playback/adapters/plays-at.ts';

export interface ProofPorts {
  readonly nodes: NodeStore;
  readonly clocks: CaseClocks;
  readonly playsAt: (of: TakedownCase['notice']['scope'], at: Instant) => Promise<readonly PlayThen[]>;
  readonly now: () => Instant;
  readonly signer: NoteSigner;
  /** The newest signed checkpoint of the receipts' log, when there is one. */
  readonly checkpoint: () => Promise<string | null>;
}

export interface TakedownProof {
  readonly proof: Json;
  readonly signature: { readonly key: string; readonly over: string; readonly ed25519: string };
}

/** A node that hasn't been heard of for so long before the removal served nobody by then. */
const NODE_GONE_MS = 30 * SECOND_MS;

export async function takedownProof(ports: ProofPorts, found: TakedownCase): Promise<TakedownProof> {
  const facts = await removalOf(ports, found);
  const { notice, entries } = found;
  const proof = plain({
    ...{ format: 'duoping-takedown-proof/1', madeAt: told(ports.now()), case: found.id, state: stateOf(found) },
    notice: { ...notice, receivedAt: told(notice.receivedAt) },
    acts: entries.map((entry: CaseEntry) => ({ ...entry, at: told(entry.at) })),
    deadlines: deadlinesOf(found, ports.clocks).map(({ from, by, met, ...rest }) => ({
      ...{ ...rest, from: told(from), by: told(by), met: told(met) },
    })),
    ...facts,
    checkpoint: await ports.checkpoint(),
  });
  const signature = ports.signer.sign(new TextEncoder().encode(canonicalJson(proof)));
  const over = 'RFC 8785 canonical JSON of proof';
  return {
    proof,
    signature: { key: ports.signer.verifier.text, over, ed25519: Buffer.from(signature).toString('base64') },
  };
}

/** When each node and each play followed the removal; null before there was one. */
export async function removalOf(ports: Pick<ProofPorts, 'nodes' | 'playsAt'>, { id, notice, entries }: TakedownCase) {
  const removed = entries.find((entry) => entry.act === 'removed');
  if (removed?.act !== 'removed') return { removal: null };
  const nodes = await ports.nodes.confirmations(removed.epoch, removed.at - NODE_GONE_MS);
  const plays = await ports.playsAt(notice.scope, removed.at);
  return {
    removal: {
      ...{ at: told(removed.at), by: removed.by, epoch: removed.epoch, denials: [...removed.denials] },
      nodes: nodes.map(({ node, name, confirmedAt, seenAt }) => ({
        ...{ node, name, confirmedAt: told(confirmedAt), seenAt: told(seenAt) },
        afterMs: confirmedAt === null ? null : Math.max(0, confirmedAt - removed.at),
      })),
      plays: plays.map(({ device, screen, startedAt, leaseUntil, endedAt, reason }) => ({
        ...{ device: sha256Hex(new TextEncoder().encode(`${id} ${device}`)), screen, reason },
        ...{ startedAt: told(startedAt), leaseUntil: told(leaseUntil), endedAt: told(endedAt) },
        afterMs: endedAt === null ? null : Math.max(0, endedAt - removed.at),
      })),
    },
  };
}

function told(at: Instant): string;
function told(at: Instant | null): string | null;
function told(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}

const plain = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json; // what JSON.parse returns is JSON
