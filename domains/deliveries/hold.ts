/** When a delivery without errors waits for a person all the same, and what is left of it without the titles that it waits for. */
import type { Hold } from './delivery.ts';
import type { DeliveryContent } from './read.ts';

/** Losing as few grants as this never holds a delivery: a small catalog changes by large shares. */
const FEW_GRANTS = 2;

export function holdsOf(
  content: Pick<DeliveryContent, 'clauses'>,
  facts: {
    /** Titles of which something is known that was issued later. */
    readonly issuedEarlier: readonly string[];
    /** Grants that would end without another in their place. */
    readonly lost: number;
    /** Grants that the partner has now. */
    readonly known: number;
    readonly limitPercent: number;
    /** Files that may be cut off and don't show it. */
    readonly endsUnproven: readonly string[];
  },
): readonly Hold[] {
  const { issuedEarlier, lost, known, limitPercent } = facts;
  const flagged = content.clauses.filter(({ clause }) => clause.exceptionFlag).map(({ clause }) => clause.alid);
  const holds: Hold[] = [];
  if (flagged.length > 0) holds.push({ kind: 'exception-flag', alids: [...new Set(flagged)] });
  if (issuedEarlier.length > 0) holds.push({ kind: 'issued-earlier', alids: issuedEarlier });
  if (lost > FEW_GRANTS && lost * 100 > known * limitPercent) holds.push({ kind: 'drop', lost, known, limitPercent });
  if (facts.endsUnproven.length > 0) holds.push({ kind: 'end-unproven', files: facts.endsUnproven });
  return holds;
}

/** The titles that a delivery waits for, where it waits for some in particular. */
export const heldTitles = (holds: readonly Hold[]): ReadonlySet<string> =>
  new Set(holds.flatMap((hold) => ('alids' in hold ? hold.alids : [])));

/** The delivery as if it did not speak of these titles. What was found in the files stays found. */
export function without(content: DeliveryContent, alids: ReadonlySet<string>): DeliveryContent {
  return {
    ...content,
    clauses: content.clauses.filter(({ clause }) => !alids.has(clause.alid)),
    metadata: content.metadata.filter((row) => !alids.has(row.alid)),
    media: content.media.filter((row) => !alids.has(row.alid)),
  };
}

/** The delivery after a person has looked at what it flags. */
export function looked(content: DeliveryContent): DeliveryContent {
  const clauses = content.clauses.map(({ clause, file }) => ({ clause: { ...clause, exceptionFlag: false }, file }));
  return { ...content, clauses };
}
