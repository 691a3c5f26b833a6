/** From delivered clauses to grants, under the partner's contracts and reading rules. Whatever is unclear grants nothing. */
import type { Clause, Finding } from '@duoping/avails';
import { contentHash, earlier, type Instant, type Json, type TerritorySet, type Window } from '@duoping/kit';
import { needsZone } from './bounds.ts';
import { type ContractOf, type ContractRefusal, contractFinder } from './contract-match.ts';
import { type EventDate, eventCalendar } from './event-calendar.ts';
import type { ContractTerms, EventWait, Grant, OwnedTerms, PartnerRules } from './grant.ts';
import { includeMembers } from './include-members.ts';
import { allowsDownload, verbsOf } from './license-verbs.ts';
import { allowedLanguages, widenedRanges } from './partner-rules.ts';
import { productMembers } from './product-members.ts';
import { boundsOf, type PlacedWindow, placedWindows, type WindowContext } from './resolve-window.ts';
import { standingClauses } from './standing.ts';
import { meetTerritories } from './territories.ts';
import { createZoneClock } from './zones.ts';

export interface CompileInput {
  readonly clauses: readonly Clause[];
  /** `all-screens`: no contract is asked for, every screen is granted without download and cast. */
  readonly contracts: readonly ContractTerms[] | 'all-screens';
  readonly partner: string;
  /** SHA-256 of the delivered file. */
  readonly delivery: string;
  readonly rules: PartnerRules;
  readonly receivedAt: Instant;
  readonly knownFrom: Instant;
  /** The catalog's work of an ALID; without it the ALID is the work. */
  readonly workOf?: (alid: string) => string;
  /** What is known of premieres and broadcasts; a start that waits for an event without a date grants nothing. */
  readonly events?: readonly EventDate[];
}

/** Something that the standard leaves open and that one of the partner's rules decided for this row. */
export interface Interpretation {
  readonly rule: keyof PartnerRules;
  readonly message: string;
  readonly where: Clause['place'];
}

export interface Compilation {
  readonly grants: readonly Grant[];
  /** What grants nothing before an event is dated. Given to an index beside the grants, denials say what is waited for. */
  readonly waiting: readonly Grant[];
  /** Why a clause grants nothing, or less than it seems to. `error`: the file contradicts itself or can't be understood. */
  readonly findings: readonly Finding[];
  readonly interpretations: readonly Interpretation[];
}

export function compileGrants(input: CompileInput): Compilation {
  const { standing, findings } = standingClauses(input.clauses);
  const contractOf = contractFinder(input.contracts, input.partner);
  const context: WindowContext = {
    rules: input.rules,
    receivedAt: input.receivedAt,
    clock: createZoneClock(),
    events: eventCalendar(standing, input.events ?? []),
  };
  const compiled = standing.map((clause) => compileClause(clause, contractOf, { input, context }));
  const own = compiled.flatMap((each) => [...each.grants, ...each.waiting]);
  const workOf = input.workOf ?? ((alid: string): string => alid);
  const all = input.rules.includesMembers ? includeMembers(own, { members: productMembers(standing), workOf }) : own;
  return {
    grants: all.filter(({ waits }) => waits === undefined),
    waiting: all.filter(({ waits }) => waits !== undefined),
    findings: [...findings, ...compiled.flatMap((each) => each.findings)],
    interpretations: compiled.flatMap((each) => each.interpretations),
  };
}

interface Setting {
  readonly input: CompileInput;
  readonly context: WindowContext;
}

const REFUSALS: Readonly<Record<ContractRefusal, string>> = {
  'contract-unknown': 'The row names a contract that this partner does not have',
  'contract-ambiguous': 'The row names no contract and the partner has several',
  'contract-missing': 'The partner has no contract',
  'license-not-in-contract': 'The contract does not allow this license type',
};

function compileClause(clause: Clause, contractOf: ContractOf, setting: Setting): Compilation {
  const where = clause.place;
  const contract = contractOf(clause);
  if (!contract.ok) {
    const value = contract.reason === 'license-not-in-contract' ? clause.licenseType : clause.contractId;
    const message = REFUSALS[contract.reason];
    const finding: Finding = {
      severity: 'warning',
      code: contract.reason,
      message,
      where,
      ...(value ? { value } : {}),
    };
    return { grants: [], waiting: [], findings: [finding], interpretations: [] };
  }
  const grants: Grant[] = [];
  const waiting: Grant[] = [];
  const findings: Finding[] = [];
  const warn = (code: string, message: string): void =>
    void findings.push({ severity: 'warning', code, message, where });
  const placed = placedWindows(clause, setting.context);
  for (const part of placed) {
    if (!part.window && part.waits) {
      const places = part.territories.include.join(', ');
      const code = part.ownedUnresolved ? 'owned-terms-unresolved' : 'start-unresolved';
      warn(code, `It waits for ${eventsOf(part.waits)} in ${places}: nothing is granted there yet`);
      const territories = withinContract(part.territories, contract.value);
      if (territories.include.length === 0) warn(...OUTSIDE_TERRITORIES);
      else waiting.push(makeGrant(clause, contract.value, waitingLimits(territories, part.waits), setting.input));
      continue;
    }
    if (!part.window) {
      const [code, what] = part.ownedUnresolved
        ? ['owned-terms-unresolved', 'rental or fulfilment']
        : ['start-unresolved', 'start'];
      warn(code, `No ${what} can be given for ${part.territories.include.join(', ')}: nothing is granted there`);
      continue;
    }
    if (part.endUnresolved) {
      const why = part.endWaits ? `The end waits for ${eventsOf([part.endWaits])}` : 'The end has no date';
      warn('end-unresolved', `${why}: the window stands open`);
    }
    const limits = limitByContract(part, part.window, contract.value);
    if ('code' in limits) warn(limits.code, limits.message);
    else grants.push(makeGrant(clause, contract.value, limits, setting.input));
  }
  if (!allowsDownload(clause) && Object.values(contract.value.screens).some((terms) => terms.download))
    warn('download-not-allowed', `Download is ${clause.download}: the row allows none`);
  return { grants, waiting, findings, interpretations: interpretationsOf(clause, placed, setting.input.rules) };
}

interface Limits {
  readonly territories: TerritorySet;
  readonly window: Window;
  readonly listedFrom?: Instant;
  readonly owned?: OwnedTerms;
  readonly endUnresolved: boolean;
  readonly endWaits?: EventWait;
  readonly waits?: readonly EventWait[];
}

/** A window that holds no instant: whoever overlooks that a grant waits is still allowed nothing by it. */
const waitingLimits = (territories: TerritorySet, waits: readonly EventWait[]): Limits => ({
  ...{ territories, waits, endUnresolved: false },
  window: { start: 0, end: 0 },
});

/** As a person reads it: `Theatrical (P90D)`. */
const eventsOf = (waits: readonly EventWait[]): string =>
  waits.map(({ event, lag }) => `the event ${event}${lag === undefined ? '' : ` (${lag})`}`).join(' and ');

const OUTSIDE_TERRITORIES = ['outside-contract-territories', 'The contract covers none of the territories'] as const;

const withinContract = (own: TerritorySet, contract: ContractTerms): TerritorySet =>
  contract.territories ? meetTerritories(own, contract.territories) : own;

/** Both the avail and the contract must cover; an empty remainder says which of the two left nothing. */
function limitByContract(
  part: PlacedWindow,
  own: Window,
  contract: ContractTerms,
): Limits | { code: string; message: string } {
  if (own.end !== null && own.end <= own.start)
    return { code: 'empty-window', message: 'The window ends before it starts' };
  const territories = withinContract(part.territories, contract);
  if (territories.include.length === 0) return { code: OUTSIDE_TERRITORIES[0], message: OUTSIDE_TERRITORIES[1] };
  const window = { start: Math.max(own.start, contract.window.start), end: earlier(own.end, contract.window.end) };
  if (window.end !== null && window.end <= window.start)
    return { code: 'outside-contract-window', message: 'The contract covers no instant of the window' };
  const listed = part.listedFrom === undefined ? undefined : Math.max(part.listedFrom, contract.window.start);
  return {
    territories,
    window,
    ...(listed === undefined || listed === window.start ? {} : { listedFrom: listed }),
    ...(part.owned === undefined ? {} : { owned: part.owned }),
    endUnresolved: part.endUnresolved,
    ...(part.endWaits === undefined ? {} : { endWaits: part.endWaits }),
  };
}

function makeGrant(clause: Clause, contract: ContractTerms, limits: Limits, input: CompileInput): Grant {
  const content = {
    partner: input.partner,
    contract: contract.id,
    contractVersion: contract.version,
    delivery: input.delivery,
    place: clause.place,
    clause: clause.id,
    work: input.workOf?.(clause.alid) ?? clause.alid,
    alid: clause.alid,
    ...(clause.editId === undefined ? {} : { editId: clause.editId }),
    licenseType: clause.licenseType,
    verbs: verbsOf(clause, contract.screens),
    territories: limits.territories,
    screens: contract.screens,
    window: limits.window,
    ...(limits.listedFrom === undefined ? {} : { listedFrom: limits.listedFrom }),
    ...(limits.endUnresolved ? { endUnresolved: true } : {}),
    ...(limits.endWaits === undefined ? {} : { endWaits: limits.endWaits }),
    ...(limits.waits === undefined ? {} : { waits: limits.waits }),
    formatProfile: clause.formatProfile,
    ...(input.rules.impliesLower ? { impliesLower: true } : {}),
    allowedLanguages: allowedLanguages(clause, input.rules),
    heldBackLanguages: clause.heldBackLanguages,
    ...(clause.price === undefined ? {} : { price: clause.price }),
    ...(limits.owned === undefined ? {} : { owned: limits.owned }),
    ...(Object.keys(clause.formatAttributes).length === 0 ? {} : { formatAttributes: clause.formatAttributes }),
    ...(clause.exclusive ? { exclusive: true } : {}),
  };
  // A grant's content is plain data; interfaces without an index signature are not assignable to Json by themselves.
  return { id: contentHash(content as unknown as Json), ...content, knownFrom: input.knownFrom, knownTo: null };
}

const PRODUCTS: readonly string[] = ['Series', 'Season', 'Volume', 'Collection'];

function interpretationsOf(clause: Clause, placed: readonly PlacedWindow[], rules: PartnerRules): Interpretation[] {
  const where = clause.place;
  const found: Interpretation[] = [];
  if (clause.end.kind === 'date') {
    const reading = rules.endDateInclusive ? 'the whole day counts' : 'it ends as the day begins';
    found.push({ rule: 'endDateInclusive', message: `End ${clause.end.date}: ${reading}`, where });
  }
  if (boundsOf(clause).some(needsZone)) {
    const zones = [...new Set(placed.map((part) => part.zone))].join(', ');
    found.push({ rule: 'zone', message: `Dates without a zone are read in ${zones}`, where });
  }
  if (rules.impliesLower && ['HD', 'UHD', '3DHD', '3DUHD'].includes(clause.formatProfile))
    found.push({ rule: 'impliesLower', message: `${clause.formatProfile} also grants the lower pictures`, where });
  if (rules.includesMembers && (PRODUCTS.includes(clause.workType) || clause.bundledAlids.length > 0))
    found.push({ rule: 'includesMembers', message: `${clause.workType} also speaks of what it holds`, where });
  const widened = widenedRanges(clause, rules);
  if (widened.length > 0)
    found.push({ rule: 'widensLanguages', message: `Languages are allowed whole: ${widened.join(', ')}`, where });
  return found;
}
