/** Which nodes serve, and which state of the rights each of them has put in force. */
import type { Instant } from '@duoping/kit';

/** When a node put an epoch, or one after it, in force. */
export interface NodeConfirmation {
  readonly node: string;
  readonly name: string;
  /** Null while it has not. */
  readonly confirmedAt: Instant | null;
  /** When it last said that it is there. */
  readonly seenAt: Instant;
}

export interface NodeStore {
  /** The node is there, and decides by this epoch since `since`. Only ever adds to what it has confirmed. */
  confirm(
    node: { readonly id: string; readonly name: string },
    inForce: { readonly epoch: number; readonly since: Instant },
    at: Instant,
  ): Promise<void>;
  /** All nodes that were there after `since`, and when each put this epoch in force. */
  confirmations(epoch: number, since: Instant): Promise<readonly NodeConfirmation[]>;
}
