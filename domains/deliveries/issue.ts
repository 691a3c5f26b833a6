/** When the partner issued what it says of a title. Files may arrive in another order than they were written in. */
import { formatInstant, type Instant, parseInstant } from '@duoping/kit';
import type { FileFinding } from './delivery.ts';
import type { DeliveryContent } from './read.ts';

/** The latest issue date of each ALID, where the file states one (Avails XML: `Disposition/IssueDate`). */
export function issuesIn({ clauses }: Pick<DeliveryContent, 'clauses'>): ReadonlyMap<string, Instant> {
  const issues = new Map<string, Instant>();
  for (const { clause } of clauses) {
    const at = issuedAt(clause.issueDate ?? '');
    const known = issues.get(clause.alid);
    if (at !== undefined && (known === undefined || at > known)) issues.set(clause.alid, at);
  }
  return issues;
}

/** A warning for each title of which something later is known: this would undo what the partner has said since. */
export function outOfOrder(
  content: Pick<DeliveryContent, 'clauses'>,
  known: ReadonlyMap<string, Instant>,
): readonly { readonly alid: string; readonly finding: FileFinding }[] {
  const told = new Set<string>();
  return content.clauses.flatMap(({ clause, file }) => {
    const value = clause.issueDate ?? '';
    const at = issuedAt(value);
    const later = known.get(clause.alid);
    if (at === undefined || later === undefined || at >= later || told.has(clause.alid)) return [];
    told.add(clause.alid);
    const message = `${clause.alid} is known as it was issued on ${formatInstant(later)}, which is later`;
    const severity = 'warning' as const;
    const finding = { file: file.name, severity, code: 'issued-earlier', message, where: clause.place, value };
    return [{ alid: clause.alid, finding }];
  });
}

/** A date alone, or a time without an offset, counts in UTC: it is compared with the partner's own dates and no others. */
function issuedAt(text: string): Instant | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return parseInstant(`${text}T00:00:00Z`);
  return parseInstant(text) ?? parseInstant(`${text}Z`);
}
