/** When one clause holds, place by place: dates, zones, conditions and durations turned into half-open UTC windows. */
import type { Bound, Clause } from '@duoping/avails';
import { earlier, type Instant, type Territory, type TerritorySet, type Window, WORLD } from '@duoping/kit';
import { type BoundContext, isSaleStart, needsZone, resolveEnd, resolveStart } from './bounds.ts';
import { parseDuration } from './duration.ts';
import type { EventCalendar } from './event-calendar.ts';
import { firstZone } from './first-zones.ts';
import type { EventWait, OwnedTerms, PartnerRules } from './grant.ts';
import { isWithin, territorySet } from './territories.ts';
import { addDuration, type ZoneClock } from './zones.ts';

export interface WindowContext {
  readonly rules: PartnerRules;
  readonly receivedAt: Instant;
  readonly clock: ZoneClock;
  readonly events: EventCalendar;
}

/** A part of a clause's territories in which its window is one and the same. */
export interface PlacedWindow {
  readonly territories: TerritorySet;
  /** Undefined when no instant can be given for the start, or what is sold has no clear clock: nothing is granted there. */
  readonly window: Window | undefined;
  /** POEST: from when it is listed. */
  readonly listedFrom?: Instant;
  /** A sale or rental: what its own clock is made of. */
  readonly owned?: OwnedTerms;
  /** The window is undefined because these terms can't be given. */
  readonly ownedUnresolved?: boolean;
  /** The window is undefined, and will not be once these are dated. */
  readonly waits?: readonly EventWait[];
  readonly endUnresolved: boolean;
  /** The end is undated because of this event. */
  readonly endWaits?: EventWait;
  /** The zone that dates without one were read in. */
  readonly zone: string;
}

/** One entry per different window; together they cover the clause's territories exactly. */
export function placedWindows(clause: Clause, context: WindowContext): PlacedWindow[] {
  const byWindow = new Map<string, PlacedWindow>();
  for (const cell of cellsOf(clause, context)) {
    const placed = resolveCell(clause, cell, context);
    const key = JSON.stringify([
      ...[placed.window, placed.listedFrom, placed.owned, placed.endUnresolved, placed.waits],
      placed.territories.exclude,
    ]);
    const same = byWindow.get(key);
    const include = [...(same?.territories.include ?? []), ...placed.territories.include];
    byWindow.set(key, { ...placed, territories: territorySet(include, placed.territories.exclude) });
  }
  return [...byWindow.values()];
}

/** The zone of a clause's dates at one place; undefined where the table has none or the rules name no zone that exists. */
export function zoneAt(rules: PartnerRules, clock: ZoneClock, territory: Territory): string | undefined {
  if (rules.zone === 'utc') return 'UTC';
  const zone = rules.zone === 'first-of-territory' ? firstZone(territory) : rules.zone.fixed;
  return zone !== undefined && clock.knows(zone) ? zone : undefined;
}

/** The bounds that count for this clause's grants. */
export const boundsOf = (clause: Clause): readonly (Bound | undefined)[] => [
  clause.start,
  clause.end,
  clause.announce,
  clause.suppressionLift,
  ...(isSale(clause) ? [clause.preOrderFulfill, clause.fixedEnd] : []),
];

/** Is there anything in the clause that a calendar of events could date? */
export const awaitsEvent = (clause: Clause): boolean => boundsOf(clause).some((bound) => bound?.kind === 'condition');

const isSale = ({ licenseType }: Clause): boolean => ['VOD', 'EST', 'POEST'].includes(licenseType);

/**
 * The places in which the window has to be worked out apart: each territory as written when each has its own zone,
 * and each place of which an event that a bound waits for is told.
 */
function cellsOf(clause: Clause, context: WindowContext): TerritorySet[] {
  const whole = territorySet(clause.territories, clause.excludedTerritories);
  const bounds = boundsOf(clause);
  const conditions = bounds.flatMap((bound) => (bound?.kind === 'condition' ? [bound.condition] : []));
  if (conditions.length === 0 && !(context.rules.zone === 'first-of-territory' && bounds.some(needsZone)))
    return [whole];
  const told = conditions.flatMap((condition) => context.events.territoriesOf(clause.alid, condition));
  const codes = [
    ...new Set([...whole.include, ...told.filter((code) => whole.include.some((own) => isWithin(code, own)))]),
  ];
  return codes
    .map((code) => {
      const finer = codes.filter((other) => other !== code && isWithin(other, code));
      return territorySet([code], [...whole.exclude, ...finer]);
    })
    .filter((cell) => cell.include.length > 0);
}

function resolveCell(clause: Clause, territories: TerritorySet, context: WindowContext): PlacedWindow {
  const place = territories.include[0] ?? WORLD;
  const zone = zoneAt(context.rules, context.clock, place);
  if (zone === undefined && boundsOf(clause).some(needsZone))
    return { territories, window: undefined, endUnresolved: false, zone: 'unknown' };
  const bounds = boundContext(clause, place, zone ?? 'UTC', context);
  const start = resolveStart(clause.start, bounds);
  const end = resolveEnd(clause.end, bounds);
  const duration = clause.windowDuration === undefined ? undefined : parseDuration(clause.windowDuration);
  const unreadable = clause.windowDuration !== undefined && duration === undefined;
  if (unreadable) return { territories, window: undefined, endUnresolved: false, zone: bounds.zone };
  const waits = waitsOf(clause, bounds);
  if (start === undefined) return { territories, window: undefined, ...waits, endUnresolved: false, zone: bounds.zone };
  const limit = duration === undefined ? null : addDuration(context.clock, bounds.zone, start, duration);
  const listedFrom = clause.licenseType === 'POEST' ? listedStart(clause, bounds) : undefined;
  const owned = ownedTerms(clause, bounds);
  if (owned === 'unresolved')
    return { territories, window: undefined, ownedUnresolved: true, ...waits, endUnresolved: false, zone: bounds.zone };
  const endWaits = end === undefined ? undatedIn(clause.end, bounds) : undefined;
  return {
    territories,
    window: { start, end: earlier(end ?? null, limit) },
    ...(listedFrom === undefined ? {} : { listedFrom }),
    ...(owned === undefined ? {} : { owned }),
    endUnresolved: end === undefined,
    ...(endWaits === undefined ? {} : { endWaits }),
    zone: bounds.zone,
  };
}

/** The undated events without which nothing can be granted; none where something else stands in the way too. */
function waitsOf(clause: Clause, bounds: BoundContext): { waits?: readonly EventWait[] } {
  const dated: BoundContext = { ...bounds, eventAt: (condition) => bounds.eventAt(condition) ?? 0 };
  if (resolveStart(clause.start, dated) === undefined || ownedTerms(clause, dated) === 'unresolved') return {};
  const needed = [clause.start, ...(isSale(clause) ? [clause.fixedEnd, clause.preOrderFulfill] : [])];
  const waits = needed.flatMap((bound) => undatedIn(bound, bounds) ?? []);
  return waits.length > 0 ? { waits } : {};
}

/** The event of a bound whose date nobody has said. */
function undatedIn(bound: Bound | undefined, { eventAt }: BoundContext): EventWait | undefined {
  if (bound?.kind !== 'condition' || eventAt(bound.condition) !== undefined) return undefined;
  return { event: bound.condition, ...(bound.lag === undefined ? {} : { lag: bound.lag }) };
}

/** POEST is shown from its announcement, else from the day the suppression is lifted, else as orders open. */
function listedStart(clause: Clause, bounds: BoundContext): Instant | undefined {
  const from = clause.announce ?? clause.suppressionLift;
  return from && resolveStart(from, bounds);
}

/** Undefined when the clause sells nothing or limits nothing; a limit that can't be read is never dropped. */
function ownedTerms(clause: Clause, bounds: BoundContext): OwnedTerms | 'unresolved' | undefined {
  if (!isSale(clause)) return undefined;
  const { rentalDuration, watchDuration } = clause.licenseType === 'VOD' ? clause : {};
  if ([rentalDuration, watchDuration].some((text) => text !== undefined && !parseDuration(text))) return 'unresolved';
  const fixedEnd = clause.fixedEnd && resolveEnd(clause.fixedEnd, bounds);
  const fulfillFrom = clause.preOrderFulfill && resolveStart(clause.preOrderFulfill, bounds);
  if (clause.fixedEnd && fixedEnd === undefined) return 'unresolved';
  if (clause.preOrderFulfill && fulfillFrom === undefined) return 'unresolved';
  const terms: OwnedTerms = {
    ...(rentalDuration === undefined ? {} : { rentalDuration }),
    ...(watchDuration === undefined ? {} : { watchDuration }),
    ...(fixedEnd === undefined || fixedEnd === null ? {} : { fixedEnd }),
    ...(fulfillFrom === undefined ? {} : { fulfillFrom }),
  };
  return Object.keys(terms).length === 0 ? undefined : terms;
}

function boundContext(clause: Clause, place: Territory, zone: string, context: WindowContext): BoundContext {
  const { rules, receivedAt, clock, events } = context;
  const shared = { clock, zone, receivedAt, endDateInclusive: rules.endDateInclusive };
  const dateOf = (condition: string, startOf: (sale: Clause) => Instant | undefined): Instant | undefined =>
    events.dateOf({ alid: clause.alid, condition, territory: place }, startOf);
  // A sale may begin by an event of its own, but never by a sale.
  const ofSale: BoundContext = {
    ...shared,
    eventAt: (condition) => (isSaleStart(condition) ? undefined : dateOf(condition, () => undefined)),
  };
  return { ...shared, eventAt: (condition) => dateOf(condition, (sale) => resolveStart(sale.start, ofSale)) };
}
