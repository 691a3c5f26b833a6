/** When one clause holds, place by place: dates, zones, conditions and durations turned into half-open UTC windows. */
import type { Bound, Clause } from '@duoping/avails';
import { earlier, type Instant, type Territory, type TerritorySet, type Window, WORLD } from '@duoping/kit';
import { type BoundContext, isSaleStart, needsZone, resolveEnd, resolveStart } from './bounds.ts';
import { parseDuration } from './duration.ts';
import { firstZone } from './first-zones.ts';
import type { PartnerRules } from './grant.ts';
import type { SaleStarts } from './sale-starts.ts';
import { isWithin, territorySet } from './territories.ts';
import { addDuration, type ZoneClock } from './zones.ts';

export interface WindowContext {
  readonly rules: PartnerRules;
  readonly receivedAt: Instant;
  readonly clock: ZoneClock;
  readonly sales: SaleStarts;
}

/** A part of a clause's territories in which its window is one and the same. */
export interface PlacedWindow {
  readonly territories: TerritorySet;
  /** Undefined when no instant can be given for the start: nothing is granted there. */
  readonly window: Window | undefined;
  /** POEST: from when it is listed. */
  readonly listedFrom?: Instant;
  readonly endUnresolved: boolean;
  /** The zone that dates without one were read in. */
  readonly zone: string;
}

/** One entry per different window; together they cover the clause's territories exactly. */
export function placedWindows(clause: Clause, context: WindowContext): PlacedWindow[] {
  const byWindow = new Map<string, PlacedWindow>();
  for (const cell of cellsOf(clause, context)) {
    const placed = resolveCell(clause, cell, context);
    const key = JSON.stringify([placed.window, placed.listedFrom, placed.endUnresolved, placed.territories.exclude]);
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

const boundsOf = (clause: Clause): readonly (Bound | undefined)[] => [
  clause.start,
  clause.end,
  clause.announce,
  clause.suppressionLift,
];

/**
 * The places in which the window has to be worked out apart: each territory as written when each has its own zone,
 * and each place with a sale of its own when a bound waits for the sale.
 */
function cellsOf(clause: Clause, context: WindowContext): TerritorySet[] {
  const whole = territorySet(clause.territories, clause.excludedTerritories);
  const bounds = boundsOf(clause);
  const waitsForSale = bounds.some((bound) => bound?.kind === 'condition' && isSaleStart(bound.condition));
  if (!waitsForSale && !(context.rules.zone === 'first-of-territory' && bounds.some(needsZone))) return [whole];
  const sales = waitsForSale ? context.sales.territoriesOf(clause.alid) : [];
  const codes = [
    ...new Set([...whole.include, ...sales.filter((code) => whole.include.some((own) => isWithin(code, own)))]),
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
  if (start === undefined || unreadable)
    return { territories, window: undefined, endUnresolved: false, zone: bounds.zone };
  const limit = duration === undefined ? null : addDuration(context.clock, bounds.zone, start, duration);
  const listedFrom = clause.licenseType === 'POEST' ? listedStart(clause, bounds) : undefined;
  return {
    territories,
    window: { start, end: earlier(end ?? null, limit) },
    ...(listedFrom === undefined ? {} : { listedFrom }),
    endUnresolved: end === undefined,
    zone: bounds.zone,
  };
}

/** POEST is shown from its announcement, else from the day the suppression is lifted, else as orders open. */
function listedStart(clause: Clause, bounds: BoundContext): Instant | undefined {
  const from = clause.announce ?? clause.suppressionLift;
  return from && resolveStart(from, bounds);
}

function boundContext(clause: Clause, place: Territory, zone: string, context: WindowContext): BoundContext {
  const { rules, receivedAt, clock } = context;
  const own = { clock, zone, receivedAt, endDateInclusive: rules.endDateInclusive, eventAt: () => undefined };
  const saleStart = (): Instant | undefined =>
    context.sales.earliest(clause.alid, place, (sale) => resolveStart(sale.start, own));
  return { ...own, eventAt: (condition) => (isSaleStart(condition) ? saleStart() : undefined) };
}
