/** Take in a partner's files as they come: stored by their hash, nothing read yet. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { DeliveredFile, Delivery, DeliveryId } from './delivery.ts';
import type { DeliveryPorts } from './ports.ts';

export type ReceiveRefusal =
  | 'unknown-partner'
  | 'unknown-delivery'
  | 'not-receiving'
  | 'bad-file-name'
  | 'too-many-files'
  | 'digest-differs';

/** Largest single file, in bytes: a long mezzanine. */
export const MAX_FILE_BYTES = 200 * 1024 ** 3;
const MAX_FILES = 10_000;

export async function openDelivery(
  ports: DeliveryPorts,
  drop: { partner: string; name: string; by: string; endsUnproven?: boolean },
): Promise<Result<Delivery, ReceiveRefusal>> {
  const partners = await ports.deals.partners();
  if (!partners.some((partner) => partner.id === drop.partner)) return refuse('unknown-partner');
  const delivery: Delivery = {
    id: ports.ids.next<'Delivery'>(),
    partner: drop.partner,
    name: drop.name,
    receivedAt: ports.clock.now(),
    status: 'receiving',
    files: [],
    ...(drop.endsUnproven ? { endsUnproven: true } : {}),
    report: null,
  };
  await ports.atomically(async ({ deliveries }) => {
    await deliveries.save(delivery);
    await deliveries.noteAct(delivery.id, { act: 'opened', at: delivery.receivedAt, by: drop.by, reason: null });
  });
  return ok(delivery);
}

export async function receiveFile(
  ports: DeliveryPorts,
  id: DeliveryId,
  /** `sha256`: what the sender says it is; anything else is not what was sent. */
  file: { name: string; bytes: AsyncIterable<Uint8Array> | Uint8Array; sha256?: string },
): Promise<Result<DeliveredFile, ReceiveRefusal>> {
  if (!isFileName(file.name)) return refuse('bad-file-name');
  const before = await ports.atomically(({ deliveries }) => deliveries.delivery(id));
  if (!before) return refuse('unknown-delivery');
  if (!isOpen(before)) return refuse('not-receiving');
  if (before.files.length >= MAX_FILES) return refuse('too-many-files');
  const stored: DeliveredFile = {
    name: file.name,
    ...(await ports.objects.put(file.bytes, { maxBytes: MAX_FILE_BYTES })),
  };
  if (file.sha256 !== undefined && file.sha256 !== stored.sha256) return refuse('digest-differs');
  return ports.atomically(async ({ deliveries }): Promise<Result<DeliveredFile, ReceiveRefusal>> => {
    const delivery = await deliveries.delivery(id);
    if (!delivery) return refuse('unknown-delivery');
    if (!isOpen(delivery)) return refuse('not-receiving');
    const others = delivery.files.filter((known) => known.name !== stored.name);
    await deliveries.save({ ...delivery, status: 'receiving', report: null, files: [...others, stored] });
    return ok(stored);
  });
}

/** Another file may still mend what is wrong with it. */
export const isOpen = ({ status }: Delivery): boolean => status !== 'applied' && status !== 'rolled-back';

/** A relative name of plain parts; no way up, no root, no drive, no control characters. */
export function isFileName(name: string): boolean {
  if (name.length === 0 || name.length > 400 || /[\p{Cc}\\:]/u.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
