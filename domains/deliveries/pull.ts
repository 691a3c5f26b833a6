/** Fetch a drop from an address that the operator has listed, and take it in like any other. */
import type { Result } from '@duoping/kit';
import type { Delivery, DeliveryId } from './delivery.ts';
import type { DeliveryPorts } from './ports.ts';
import { openDelivery, type ReceiveRefusal, receiveFile } from './receive.ts';

/** Why an address is not read from; `bad-answer` and `away` are the other side's doing. */
export type FetchRefusal = 'not-allowed' | 'private-address' | 'bad-answer' | 'too-large' | 'away';

export type PullRefusal = ReceiveRefusal | FetchRefusal;

export interface PullPorts extends DeliveryPorts {
  /** Hands the bytes on as they come; refuses before the first of them, or throws `FetchCut` when they break off. */
  readonly fetchFile: <T>(
    url: string,
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
  ) => Promise<Result<T, FetchRefusal>>;
}

/** The delivery with every file in it, ready for review; none when one file can't be had. */
export async function pullDrop(
  ports: PullPorts,
  drop: { readonly partner: string; readonly name: string; readonly by: string; readonly urls: readonly string[] },
): Promise<Result<Delivery, PullRefusal>> {
  const opened = await openDelivery(ports, drop);
  if (!opened.ok) return opened;
  const { id } = opened.value;
  for (const url of drop.urls) {
    const fetched = await ports.fetchFile(url, (bytes) => receiveFile(ports, id, { name: fileNameOf(url), bytes }));
    if (!fetched.ok) return fetched;
    if (!fetched.value.ok) return fetched.value;
  }
  return { ok: true, value: await whole(ports, id, opened.value) };
}

async function whole({ atomically }: DeliveryPorts, id: DeliveryId, opened: Delivery): Promise<Delivery> {
  return (await atomically(({ deliveries }) => deliveries.delivery(id))) ?? opened;
}

/** The last part of the address's path; what can't be a file's name is refused where it is received. */
function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
