/** The members of a clause in JSON and what each must be; what is read from outside is looked at member by member. */
import type { Clause } from '../clause.ts';

type Is = (value: unknown) => boolean;

const isText: Is = (value) => typeof value === 'string';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts: Is = (value) => Array.isArray(value) && value.every(isText);
const isWords: Is = (value) => isRecord(value) && Object.values(value).every(isText);
const has =
  (required: Readonly<Record<string, Is>>, optional: Readonly<Record<string, Is>> = {}): Is =>
  (value) =>
    isRecord(value) &&
    Object.entries(required).every(([name, is]) => is(value[name])) &&
    Object.entries(value).every(
      ([name, member]) => Object.hasOwn(required, name) || (Object.hasOwn(optional, name) && optional[name]?.(member)),
    );

const BOUNDS: Readonly<Record<string, Is>> = {
  instant: has({ kind: isText, at: Number.isSafeInteger }),
  date: has({ kind: isText, date: isText }),
  local: has({ kind: isText, dateTime: isText }),
  condition: has({ kind: isText, condition: isText }, { lag: isText }),
  open: has({ kind: isText }),
  immediate: has({ kind: isText }),
};

const isBound: Is = (value) =>
  isRecord(value) &&
  typeof value.kind === 'string' &&
  Object.hasOwn(BOUNDS, value.kind) &&
  BOUNDS[value.kind]?.(value) === true;

const isKinds: Is = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((kind) => kind === 'audio' || kind === 'subtitle');
const isTerm = has({ range: isText, kinds: isKinds });
const isTerms: Is = (value) => Array.isArray(value) && value.every(isTerm);

/** Every member but `id` and `place`, which a reading gives anew. */
const MEMBERS: Readonly<Record<keyof Omit<Clause, 'id' | 'place'>, Is>> = {
  issueDate: isText,
  entryType: isText,
  alid: isText,
  editId: isText,
  contentId: isText,
  workType: isText,
  title: isText,
  internalTitle: isText,
  seriesId: isText,
  seasonId: isText,
  seriesTitle: isText,
  seasonNumber: isText,
  episodeNumber: isText,
  bundledAlids: isTexts,
  licenseType: isText,
  licensee: isText,
  territories: isTexts,
  excludedTerritories: isTexts,
  start: isBound,
  end: isBound,
  windowDuration: isText,
  formatProfile: isText,
  formatAttributes: isWords,
  allowedLanguages: isTerms,
  heldBackLanguages: isTerms,
  assetLanguages: isTerms,
  requiredLanguages: isTerms,
  price: has({ type: isText, value: isText }, { currency: isText }),
  announce: isBound,
  suppressionLift: isBound,
  preOrderFulfill: isBound,
  rentalDuration: isText,
  watchDuration: isText,
  fixedEnd: isBound,
  download: isText,
  exclusive: (value) => typeof value === 'boolean',
  titleStatus: isText,
  exceptionFlag: (value) => typeof value === 'boolean',
  contractId: isText,
  availId: isText,
  rating: has({ system: isText, value: isText }, { reason: isText }),
  releaseYear: isText,
  runTimeSeconds: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  extra: isWords,
  aside: isWords,
};

const EMPTY = {
  ...{ bundledAlids: [], territories: [], excludedTerritories: [], formatAttributes: {}, extra: {} },
  ...{ allowedLanguages: [], heldBackLanguages: [], assetLanguages: [], requiredLanguages: [] },
};

/** The members that are as they must be, and the names of those that are not or that no clause has. */
export function clauseMembers(value: unknown): {
  clause: Partial<Clause>;
  wrong: readonly string[];
  unknown: readonly string[];
} {
  if (!isRecord(value)) return { clause: EMPTY, wrong: [''], unknown: [] };
  const right: [string, unknown][] = [];
  const wrong: string[] = [];
  const unknown: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (name === 'id' || name === 'place') continue;
    const is = Object.hasOwn(MEMBERS, name) ? MEMBERS[name as keyof typeof MEMBERS] : undefined; // own key, checked
    if (!is) unknown.push(name);
    else if (is(member)) right.push([name, member]);
    else wrong.push(name);
  }
  return { clause: { ...EMPTY, ...(Object.fromEntries(right) as Partial<Clause>) }, wrong, unknown }; // each was checked above
}
