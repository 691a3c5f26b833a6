/** One drop from a partner: its files, how far it has come, and what was found in it. */
import type { Finding } from '@duoping/avails';
import type { Id, Instant } from '@duoping/kit';

export type DeliveryId = Id<'Delivery'>;

export interface DeliveredFile {
  /** As the partner named it, relative to the drop. Only ever shown and matched, never used as a path. */
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export type DeliveryStatus = 'receiving' | 'read' | 'applied' | 'refused';

export interface Delivery {
  readonly id: DeliveryId;
  readonly partner: string;
  readonly name: string;
  readonly receivedAt: Instant;
  readonly status: DeliveryStatus;
  readonly files: readonly DeliveredFile[];
  readonly report: DeliveryReport | null;
}

/** A finding and the file it stands in. */
export interface FileFinding extends Finding {
  readonly file: string;
}

/** What viewers would see change, as one line per title, screen and territory set. */
export interface GrantLine {
  readonly alid: string;
  readonly title: string;
  readonly licenseType: string;
  readonly formatProfile: string;
  readonly territories: string;
  readonly screens: readonly string[];
  readonly start: Instant;
  readonly end: Instant | null;
}

export interface GrantDiff {
  readonly appears: readonly GrantLine[];
  readonly disappears: readonly GrantLine[];
  readonly changes: readonly { readonly before: GrantLine; readonly after: GrantLine }[];
  readonly unchanged: number;
}

export interface DeliveryReport {
  readonly findings: readonly FileFinding[];
  readonly counts: { readonly errors: number; readonly warnings: number; readonly notices: number };
  readonly clauses: number;
  readonly grants: number;
  readonly diff: GrantDiff;
}
