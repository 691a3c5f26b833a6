/** Take in a drop that nobody watches over: received, reviewed, and applied when nothing in it needs a person. */
import { ok, type Result, refuse } from '@duoping/kit';
import { type ApplyRefusal, applyDelivery, reviewDelivery } from './apply.ts';
import type { Delivery, DeliveryId } from './delivery.ts';
import type { DeliveryPorts } from './ports.ts';
import { openDelivery, type ReceiveRefusal, receiveFile } from './receive.ts';

export interface FoundDrop {
  readonly partner: string;
  readonly name: string;
  /** What took it in, for the record. */
  readonly by: string;
  /** True when nothing vouches for a file's end: it was found lying somewhere, and may be half of itself. */
  readonly endsUnproven: boolean;
  readonly files: readonly { readonly name: string; readonly bytes: () => AsyncIterable<Uint8Array> | Uint8Array }[];
  /** Asked after the last byte was read: have the files stayed what they were? A drop that is still written to is left alone. */
  readonly unchanged: () => Promise<boolean>;
}

export type TakeInRefusal = ReceiveRefusal | ApplyRefusal | 'still-written';

/** What is known of a delivery after an act. */
type Stands = Pick<Delivery, 'id' | 'status'>;

/** Who reviews and applies: this room's own functions, or whoever does it elsewhere. */
export interface DeliveryActs {
  review(id: DeliveryId): Promise<Result<Stands, ApplyRefusal>>;
  apply(id: DeliveryId, applying: { readonly by: string }): Promise<Result<Stands, ApplyRefusal>>;
}

/** The delivery as it stands then: applied, held for a person, or refused with its findings. */
export async function takeIn(
  ports: DeliveryPorts,
  drop: FoundDrop,
  acts: DeliveryActs = {
    review: (id) => reviewDelivery(ports, id),
    apply: (id, applying) => applyDelivery(ports, id, applying),
  },
): Promise<Result<Stands, TakeInRefusal>> {
  const { partner, name, by, endsUnproven } = drop;
  const opened = await openDelivery(ports, { partner, name, by, endsUnproven });
  if (!opened.ok) return opened;
  const { id } = opened.value;
  for (const file of drop.files) {
    const received = await receiveFile(ports, id, { name: file.name, bytes: file.bytes() });
    if (!received.ok) return received;
  }
  if (!(await drop.unchanged())) return refuse('still-written');
  const reviewed = await acts.review(id);
  if (!reviewed.ok || reviewed.value.status !== 'read') return reviewed;
  const applied = await acts.apply(id, { by });
  if (applied.ok) return applied;
  // Between the two something else was applied, and now a person must look.
  return applied.reason === 'held' || applied.reason === 'has-errors' ? ok(reviewed.value) : applied;
}
