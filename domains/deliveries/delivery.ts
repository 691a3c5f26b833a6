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

/** `held`: nothing is wrong with its words, and a person must say that it is meant. */
export type DeliveryStatus = 'receiving' | 'read' | 'held' | 'applied' | 'refused' | 'rolled-back';

export interface Delivery {
  readonly id: DeliveryId;
  readonly partner: string;
  readonly name: string;
  readonly receivedAt: Instant;
  readonly status: DeliveryStatus;
  readonly files: readonly DeliveredFile[];
  /** It was found lying somewhere: nothing but the files themselves says that they are whole. */
  readonly endsUnproven?: boolean;
  readonly report: DeliveryReport | null;
}

/** What somebody did to a delivery. Acts are only ever added. */
export interface DeliveryAct {
  readonly act: 'opened' | 'applied' | 'rolled-back';
  readonly at: Instant;
  readonly by: string;
  /** Why, where a reason was asked for: a held delivery was applied all the same, or it was rolled back. */
  readonly reason: string | null;
}

/** What keeps a delivery without errors from being applied before a person has looked at it. */
export type Hold =
  /** Rows whose ExceptionFlag asks for a person. */
  | { readonly kind: 'exception-flag'; readonly alids: readonly string[] }
  /** `lost` of the partner's `known` grants would end, which is more than `limitPercent`. */
  | { readonly kind: 'drop'; readonly lost: number; readonly known: number; readonly limitPercent: number }
  /** Something that the partner issued later is known of these titles. */
  | { readonly kind: 'issued-earlier'; readonly alids: readonly string[] }
  /** Files that could have been cut off without a trace, and no checksum that says they were not. */
  | { readonly kind: 'end-unproven'; readonly files: readonly string[] };

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
  /** What this delivery claims for its partner alone, and somebody else grants as well. */
  readonly conflicts: readonly Conflict[];
}

/** An exclusive line of this delivery, and the other partner's grant that it meets. */
export interface Conflict {
  readonly line: GrantLine;
  readonly partner: string;
  readonly contract: string;
  readonly theirs: GrantLine;
}

/** A report without its lines, for lists. */
export interface ReportSummary {
  readonly counts: DeliveryReport['counts'];
  readonly appears: number;
  readonly disappears: number;
  readonly changes: number;
  readonly conflicts: number;
  readonly holds: readonly Hold['kind'][];
}

export interface DeliverySummary extends Omit<Delivery, 'report'> {
  readonly summary: ReportSummary | null;
}

export const summaryOf = ({ counts, diff, holds }: DeliveryReport): ReportSummary => ({
  counts,
  appears: diff.appears.length,
  disappears: diff.disappears.length,
  changes: diff.changes.length,
  conflicts: diff.conflicts.length,
  holds: holds.map(({ kind }) => kind),
});

export interface DeliveryReport {
  readonly findings: readonly FileFinding[];
  readonly counts: { readonly errors: number; readonly warnings: number; readonly notices: number };
  readonly clauses: number;
  readonly grants: number;
  readonly diff: GrantDiff;
  readonly holds: readonly Hold[];
}
