/** When a title's events happen in a place: the dates that `Theatrical`, `Broadcast` and the like wait for. */
import type { Clause } from '@duoping/avails';
import type { Instant, Territory, TerritorySet } from '@duoping/kit';
import { isSaleStart } from './bounds.ts';
import { collectSaleStarts } from './sale-starts.ts';
import { coversWhole, territorySet, territoryWidth } from './territories.ts';

/** Somebody's word on when an event happens. Conditions are compared without regard to case. */
export interface EventDate {
  readonly alid: string;
  /** As the avail writes it: `Theatrical`, `Broadcast`, `Completed`, `ESTStart`. */
  readonly condition: string;
  readonly territories: TerritorySet;
  readonly at: Instant;
}

export interface EventCalendar {
  /** Territories that something is said of concerning this title and condition. */
  territoriesOf(alid: string, condition: string): readonly Territory[];
  /** The event in all of `territory`; undefined while nobody has said. `startOf` reads a sale's own start there. */
  dateOf(
    question: { alid: string; condition: string; territory: Territory },
    startOf: (clause: Clause) => Instant | undefined,
  ): Instant | undefined;
}

/**
 * A sale's start is that of the earliest sale delivered among `standing`, else the calendar's. Of several dates for one
 * place that of the narrowest territories counts, then the earliest.
 */
export function eventCalendar(standing: readonly Clause[], dates: readonly EventDate[]): EventCalendar {
  const sales = collectSaleStarts(standing);
  const byEvent = new Map<string, EventDate[]>();
  for (const date of dates) {
    const key = keyOf(date);
    const known = byEvent.get(key);
    if (known) known.push(date);
    else byEvent.set(key, [date]);
  }
  const stated = (question: { alid: string; condition: string }): readonly EventDate[] =>
    byEvent.get(keyOf(question)) ?? [];
  const statedAt = (question: { alid: string; condition: string; territory: Territory }): Instant | undefined =>
    stated(question)
      .filter(({ territories }) =>
        coversWhole(territorySet(territories.include, territories.exclude), question.territory),
      )
      .sort((a, b) => territoryWidth(a.territories) - territoryWidth(b.territories) || a.at - b.at)[0]?.at;
  return {
    territoriesOf: (alid, condition) => [
      ...stated({ alid, condition }).flatMap(({ territories }) => [...territories.include, ...territories.exclude]),
      ...(isSaleStart(condition) ? sales.territoriesOf(alid) : []),
    ],
    dateOf: (question, startOf) =>
      (isSaleStart(question.condition) ? sales.earliest(question.alid, question.territory, startOf) : undefined) ??
      statedAt(question),
  };
}

/** `EST` and `ESTStart` are two spellings of one event. */
const keyOf = ({ alid, condition }: { alid: string; condition: string }): string =>
  `${isSaleStart(condition) ? 'eststart' : condition.trim().toLowerCase()} ${alid}`;
