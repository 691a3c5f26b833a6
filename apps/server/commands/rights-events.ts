/** The calendar of events as the rights commands take it: a JSON array of dates that conditions wait for. */
import { isTerritory, ok, parseInstant, type Result, refuse } from '@duoping/kit';
import type { EventDate } from '@duoping/rights';
import { z } from 'zod';

const TERRITORIES = z.array(z.string().refine(isTerritory, 'not a territory code'));

const EVENTS = z
  .array(
    z.strictObject({
      alid: z.string().min(1).max(1000),
      condition: z.string().min(1).max(100),
      territories: z.strictObject({ include: TERRITORIES.min(1), exclude: TERRITORIES.default([]) }),
      at: z.string(),
    }),
  )
  .max(1_000_000);

/** The refusal is a sentence for the person who wrote the file. */
export function parseEvents(bytes: Uint8Array): Result<readonly EventDate[], string> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refuse(`not JSON in UTF-8 (${error instanceof Error ? error.message : String(error)})`);
  }
  const parsed = EVENTS.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`);
  }
  const events: EventDate[] = [];
  for (const [position, { at, ...rest }] of parsed.data.entries()) {
    const instant = parseInstant(at);
    if (instant === undefined) return refuse(`${position}.at: ${at} is no RFC 3339 time with an offset`);
    events.push({ ...rest, at: instant });
  }
  return ok(events);
}
