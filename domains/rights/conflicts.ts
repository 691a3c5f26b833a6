/** Where partners' claims get in each other's way: two of them exclusive, or one title licensed twice. */
import { overlaps, type TerritorySet, type Window } from '@duoping/kit';
import { type Grant, SCREENS, type Screen } from './grant.ts';
import { meetTerritories } from './territories.ts';
import { windowsDuring } from './windows.ts';

/**
 * `two-exclusive`: both partners claim to be the only one · `exclusive-broken`: one does, and another delivers the title
 * too · `same-title`: two partners, neither exclusive: it is paid for twice, or chosen by price.
 */
export type ConflictKind = 'two-exclusive' | 'exclusive-broken' | 'same-title';

export interface Conflict {
  readonly kind: ConflictKind;
  /** What both are about: the work, or what `sameTitle` says. */
  readonly title: string;
  /** Of two partners, the one whose name sorts first. */
  readonly first: Grant;
  readonly second: Grant;
  /** Where, on what and when both hold. */
  readonly territories: TerritorySet;
  readonly screens: readonly Screen[];
  readonly window: Window;
}

export interface ConflictOptions {
  /** Grants of one title have one word here; the work, unless said. An EIDR finds one title under two ALIDs. */
  readonly sameTitle?: (grant: Grant) => string;
}

/**
 * Grants of different partners that speak of the same title and license type, in a place, on a screen and at a time in
 * common. One entry for each pair of partners, license type, territories, screens and window; formats and languages don't make more.
 */
export function conflicts(
  grants: readonly Grant[],
  { sameTitle = ({ work }) => work }: ConflictOptions = {},
): Conflict[] {
  const found = new Map<string, Conflict>();
  for (const [title, own] of Map.groupBy(grants, sameTitle))
    for (const [position, grant] of own.entries())
      for (const other of own.slice(position + 1)) {
        const conflict = meet(title, grant, other);
        if (!conflict) continue;
        const key = keyOf(conflict);
        const known = found.get(key);
        if (!known || idsOf(conflict) < idsOf(known)) found.set(key, conflict);
      }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, conflict]) => conflict);
}

function meet(title: string, grant: Grant, other: Grant): Conflict | undefined {
  if (grant.partner === other.partner || grant.licenseType !== other.licenseType) return undefined;
  if (!overlaps(grant.window, other.window)) return undefined;
  const [window] = windowsDuring([grant.window], other.window);
  const territories = meetTerritories(grant.territories, other.territories);
  const screens = SCREENS.filter((screen) => meetOn(screen, grant, other));
  if (!window || territories.include.length === 0 || screens.length === 0) return undefined;
  const [first, second] = grant.partner < other.partner ? [grant, other] : [other, grant];
  return { kind: kindOf(first, second), title, first, second, territories, screens, window };
}

/** Both grant the screen, and neither limits it to models that the other leaves out. */
function meetOn(screen: Screen, { screens: one }: Grant, { screens: two }: Grant): boolean {
  const [here, there] = [one[screen], two[screen]];
  if (here === undefined || there === undefined) return false;
  if (here.models === undefined || there.models === undefined) return true;
  return here.models.some((model) => there.models?.includes(model));
}

function kindOf({ exclusive: one }: Grant, { exclusive: two }: Grant): ConflictKind {
  if (one && two) return 'two-exclusive';
  return one || two ? 'exclusive-broken' : 'same-title';
}

/** The gravest first, then by title. */
const KINDS: readonly ConflictKind[] = ['two-exclusive', 'exclusive-broken', 'same-title'];

const keyOf = ({ kind, title, first, second, territories, screens, window }: Conflict): string =>
  JSON.stringify([
    ...[KINDS.indexOf(kind), title, first.partner, second.partner, first.licenseType],
    ...[window.start, window.end, territories.include, territories.exclude, screens],
  ]);

const idsOf = ({ first, second }: Conflict): string => `${first.id} ${second.id}`;
