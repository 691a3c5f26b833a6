/** `duoping rights calendar | what-if | exposure | conflicts`: what avails files allow over time, and what a change of them does. */

import { formatInstant, isTerritory, ok, parseInstant, type Result, refuse, type Window } from '@duoping/kit';
import {
  calendar,
  conflicts,
  exposedTime,
  exposedUses,
  type Grant,
  type RightsFacts,
  SCREENS,
  type Screen,
  type Use,
  VERBS,
  type Verb,
  whatIf,
} from '@duoping/rights';
import { eidrOf } from '#catalog';
import { describe, parseQuestion } from './rights-answers.ts';
import type { RightsFactsRead } from './rights-facts.ts';
import type { Flags } from './rights-flags.ts';

/** Two sets of files: what is, and what would be added, or what was known before. */
export interface Sides {
  readonly main: RightsFactsRead;
  readonly other: RightsFactsRead | undefined;
}

/** The lines that an act prints, or a sentence about what can't be used. */
export type Told = Result<readonly object[], string>;

export function tellCalendar({ main }: Sides, flags: Flags): Told {
  const question = parseQuestion({
    ...{ id: 'calendar', at: '1970-01-01T00:00:00Z', alid: flags.get('alid')?.[0] },
    ...{ territory: flags.get('territory')?.[0], screen: flags.get('screen')?.[0], verb: flags.get('verb')?.[0] },
    ...{ licenseType: flags.get('license-type')?.[0], formatProfile: flags.get('format-profile')?.[0] },
    ...{ language: flags.get('language')?.[0], model: flags.get('model')?.[0] },
  });
  if (!question.ok) return question;
  const during = readDuring(flags);
  if (!during.ok) return during;
  return ok(
    calendar(main.index, question.value.request, during.value).map(({ window, decision }) => ({
      ...shown(window),
      allow: decision.allow,
      ...(decision.allow
        ? { chosen: describe(decision.chosen, main), quality: decision.quality, languages: decision.languages }
        : { reasons: decision.reasons }),
    })),
  );
}

/** One line for each month, territory, screen and verb that changes. */
export function tellWhatIf({ main, other }: Sides, flags: Flags): Told {
  const scope = readScope(flags);
  if (!scope.ok) return scope;
  const paths = new Map([...main.fileOf].map(([delivery, path]) => [path, delivery]));
  const files = flags.get('without-file') ?? [];
  const unknown = files.find((path) => !paths.has(path));
  if (unknown !== undefined) return refuse(`--without-file: ${unknown} is none of the avails`);
  const change = whatIf(
    factsOf(main),
    {
      without: [
        ...(flags.get('without-contract') ?? []).map((contract) => ({ contract })),
        ...files.flatMap((path) => paths.get(path) ?? []).map((delivery) => ({ delivery })),
      ],
      withGrants: other?.grants ?? [],
    },
    scope.value,
  );
  return ok(change.months);
}

/**
 * What stood in the files known before and is cut by the others, known since `--known-at`. One line for each use that
 * the cut exposes; without uses, one for each title, territory, screen and verb with its stretches of time.
 */
export function tellExposure(
  { main, other }: Sides,
  flags: Flags,
  { uses, now }: { uses: readonly Use[] | undefined; now: number },
): Told {
  if (!other) return refuse('--before-avails names the files that were known before');
  const told = flags.get('known-at')?.[0];
  const turn = told === undefined ? now : parseInstant(told);
  if (turn === undefined) return refuse(`--known-at: ${told} is no RFC 3339 time with an offset`);
  const facts: RightsFacts = {
    grants: [
      ...other.grants.map((grant) => ({ ...grant, knownFrom: Number.NEGATIVE_INFINITY, knownTo: turn })),
      ...main.grants.map((grant) => ({ ...grant, knownFrom: turn, knownTo: null })),
    ],
    denials: [],
    epoch: 1,
  };
  const seen = Math.max(now, turn);
  const both = { ...main, fileOf: new Map([...other.fileOf, ...main.fileOf]) };
  if (uses)
    return ok(
      exposedUses(facts, uses, seen).map(({ use, kind, knownFrom, grant, reasons }) => ({
        ...{ id: use.id, kind, at: formatInstant(use.at), knownFrom: formatInstant(knownFrom), reasons },
        ...(grant ? { grant: describe(grant, both) } : {}),
      })),
    );
  const scope = readScope(flags);
  if (!scope.ok) return scope;
  const works = [...new Set(facts.grants.map(({ work }) => work))].sort();
  return ok(
    exposedTime(facts, { ...scope.value, works }, seen).map(({ request: { work, ...request }, windows }) => ({
      ...{ alid: work, ...request, windows: windows.map(shown) },
    })),
  );
}

/** Titles are the same when their ALIDs carry one EIDR, else when their ALIDs are equal. */
export function tellConflicts({ main, other }: Sides): Told {
  if (!other) return refuse('--with-avails names the other partner’s files');
  const both = { ...main, fileOf: new Map([...main.fileOf, ...other.fileOf]) };
  const sameTitle = ({ alid }: Grant): string => eidrOf(alid) ?? alid;
  return ok(
    conflicts([...main.grants, ...other.grants], { sameTitle }).map((conflict) => ({
      ...{ kind: conflict.kind, title: conflict.title, territories: conflict.territories },
      ...{ screens: conflict.screens, ...shown(conflict.window) },
      first: { partner: conflict.first.partner, ...describe(conflict.first, both) },
      second: { partner: conflict.second.partner, ...describe(conflict.second, both) },
    })),
  );
}

/** Uses as JSON lines: questions as `rights ask` takes them, each at the time of the use. */
export function readUses(text: string): Result<readonly Use[], string> {
  const uses: Use[] = [];
  for (const [position, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const question = parseLine(line);
    if (!question.ok) return refuse(`line ${position + 1}: ${question.reason}`);
    uses.push(question.value);
  }
  return ok(uses);
}

function parseLine(line: string): Result<Use, string> {
  try {
    return parseQuestion(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('not JSON');
    throw error;
  }
}

const factsOf = ({ grants }: RightsFactsRead): RightsFacts => ({ grants, denials: [], epoch: 1 });

const shown = ({ start, end }: Window): { start: string; end: string | null } => ({
  start: formatInstant(start),
  end: end === null ? null : formatInstant(end),
});

type Ended = Window & { readonly end: number };

function readDuring(flags: Flags): Result<Ended, string> {
  const [from, until] = [flags.get('from')?.[0], flags.get('until')?.[0]];
  const start = from === undefined ? undefined : parseInstant(from);
  const end = until === undefined ? undefined : parseInstant(until);
  if (start === undefined || end === undefined || end <= start)
    return refuse('--from must lie before --until, both RFC 3339 with an offset');
  return ok({ start, end });
}

interface AskedScope {
  readonly territories: readonly string[];
  readonly screens: readonly Screen[];
  readonly verbs: readonly Verb[];
  readonly during: Ended;
}

/** Every screen and `stream`, unless others are named. */
function readScope(flags: Flags): Result<AskedScope, string> {
  const territories = flags.get('territory') ?? [];
  const bad = territories.find((code) => !isTerritory(code));
  if (territories.length === 0 || bad !== undefined)
    return refuse(bad === undefined ? '--territory names at least one' : `--territory: ${bad} is no territory`);
  const screens = wordsOf(flags.get('screen') ?? SCREENS, SCREENS);
  const verbs = wordsOf(flags.get('verb') ?? ['stream'], VERBS);
  if (!screens) return refuse(`--screen: one of ${SCREENS.join(', ')}`);
  if (!verbs) return refuse(`--verb: one of ${VERBS.join(', ')}`);
  const during = readDuring(flags);
  return during.ok ? ok({ territories, screens, verbs, during: during.value }) : during;
}

function wordsOf<Word extends string>(given: readonly string[], known: readonly Word[]): Word[] | undefined {
  const found = given.flatMap((word) => known.find((each) => each === word) ?? []);
  return found.length === given.length ? found : undefined;
}
