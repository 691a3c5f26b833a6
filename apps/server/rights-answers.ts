/** The operator's questions to the rights over time, answered: what a change would do, what a cut exposes, whose claims collide. */
import { asId, formatInstant, type Instant, ok, type Result, type Window } from '@duoping/kit';
import {
  conflicts,
  type Explanation,
  explain,
  exposedTime,
  type Grant,
  type RightsRequest,
  rightsHistory,
  type Screen,
  type Supposition,
  selecting,
  type Verb,
  whatIf,
} from '@duoping/rights';
import type { z } from 'zod';
import { type CatalogStore, eidrOf, sameTitleOf } from '#catalog';
import { type DeliveryPorts, deliveredGrants } from '#deliveries';
import {
  factsInForce,
  type GrantSourceStore,
  knownFacts,
  newestFacts,
  type RightsFacts,
  type RightsFactsStore,
  type RightsRecordStore,
} from '#licensing';
import { type ExposurePorts, exposedReceipts } from './exposed-receipts.ts';
import type { conflictsBody, exposureBody, sourcesBody, whatIfBody } from './http/rights-shapes.ts';

export interface RightsAnswerPorts extends ExposurePorts {
  readonly facts: RightsFactsStore & RightsRecordStore & GrantSourceStore;
  readonly catalog: Pick<CatalogStore, 'titlesOf' | 'knownWorks'>;
  readonly deliveries: Pick<DeliveryPorts, 'deals' | 'objects' | 'clock' | 'atomically'>;
}

interface AskedScope {
  readonly territories: readonly string[];
  readonly screens: readonly Screen[];
  readonly verbs: readonly Verb[];
  readonly during: Window & { readonly end: Instant };
  readonly language: string;
}

interface AskedChange extends AskedScope {
  readonly withoutContracts: readonly string[];
  readonly withoutPartners: readonly string[];
  readonly withoutDeliveries: readonly string[];
  readonly withDelivery?: string | undefined;
}

/** Plain data, so that it can be asked of another thread. */
export type RightsQuestion =
  | { readonly kind: 'sources' }
  | { readonly kind: 'what-if'; readonly asked: AskedChange }
  | { readonly kind: 'exposure'; readonly asked: AskedScope & { readonly works?: readonly string[] | undefined } }
  | { readonly kind: 'conflicts'; readonly language: string }
  | { readonly kind: 'explain'; readonly request: RightsRequest; readonly at: Instant; readonly knownAt: Instant };

/** The answer as it was known then; what is known now needs no thread. */
type ExplainedThen = Omit<Explanation, 'at'> & { readonly at: string; readonly knownAt: string };

export type RightsAnswer = Result<
  | z.input<typeof sourcesBody>
  | z.input<typeof whatIfBody>
  | z.input<typeof exposureBody>
  | z.input<typeof conflictsBody>
  | ExplainedThen,
  'unknown-delivery'
>;

export type RightsAnswers = (question: RightsQuestion, now: Instant) => Promise<RightsAnswer>;

/** Each answer is one computation, however long. What is in force is kept, and only followed after. */
export function rightsAnswers(ports: RightsAnswerPorts): RightsAnswers {
  const facts = inTurn((before: RightsFacts | undefined) => newestFacts(ports.facts, before));
  const sources = sourcesNow(ports.facts);
  return async (question, now) => {
    if (question.kind === 'exposure') return ok(await exposureOf(ports, question.asked, now));
    if (question.kind === 'explain') return ok(await explainedThen(ports, question));
    if (question.kind === 'sources') {
      const told = await sources();
      void facts().catch(() => undefined); // who chooses among them asks about them next; what fails now is told then
      return ok(told);
    }
    const inForce = await facts();
    switch (question.kind) {
      case 'conflicts':
        return ok(await conflictsOf(ports, inForce.grants, question.language));
      case 'what-if':
        return changeOf(ports, question.asked, inForce);
    }
  };
}

/** One reading after the other, each from the one before; who asks while one runs gets one that begins after it. */
function inTurn<Value>(read: (before: Value | undefined) => Promise<Value>): () => Promise<Value> {
  let last: Promise<Value | undefined> = Promise.resolve(undefined);
  return () => {
    const next = last.then(read);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Counted once for each epoch. */
function sourcesNow(store: RightsFactsStore & GrantSourceStore): () => Promise<z.input<typeof sourcesBody>> {
  let known: { readonly epoch: number; readonly told: z.input<typeof sourcesBody> } | undefined;
  return async () => {
    const epoch = await store.epoch(); // before the counting, which may see a later one
    if (known?.epoch !== epoch) known = { epoch, told: [...(await store.grantSources())] };
    return known.told;
  };
}

async function changeOf(
  ports: RightsAnswerPorts,
  asked: AskedChange,
  facts: RightsFacts,
): Promise<Result<z.input<typeof whatIfBody>, 'unknown-delivery'>> {
  const supposition = await suppositionOf(ports, asked, facts.grants);
  if (!supposition.ok) return supposition;
  const { territories, screens, verbs, during, language } = asked;
  const change = whatIf(touchedBy(facts, supposition.value, screens), supposition.value, {
    territories,
    screens,
    verbs,
    during,
  });
  const works = change.months.flatMap(({ opens, closes, longer, shorter }) => [
    ...[...opens, ...closes, ...longer, ...shorter],
  ]);
  return ok({
    ...{ removedGrants: change.removedGrants, addedGrants: change.addedGrants, touched: change.touched.length },
    titles: await titlesOf(ports.catalog, works, language),
    months: change.months.map(({ opens, closes, longer, shorter, ...rest }) => ({
      ...rest,
      ...{ opens: [...opens], closes: [...closes], longer: [...longer], shorter: [...shorter] },
    })),
  });
}

/** What is in force of the works that the supposition touches, as far as the screens asked about go. */
function touchedBy(facts: RightsFacts, { without = [], withGrants = [] }: Supposition, screens: readonly Screen[]) {
  const isSelected = selecting(without);
  const works = new Set(withGrants.map(({ work }) => work));
  for (const grant of facts.grants) if (isSelected(grant)) works.add(grant.work);
  return factsInForce({
    ...facts,
    grants: facts.grants.filter(({ work }) => works.has(work)),
    denials: facts.denials.filter(({ scope }) => scope.work === undefined || works.has(scope.work)),
    clearanceRules: facts.clearanceRules.filter((rule) => rule.screens.some((screen) => screens.includes(screen))),
  });
}

/** A delivery puts its grants in the place of all that its partner granted for the same ALIDs. */
async function suppositionOf(
  { deliveries, catalog }: RightsAnswerPorts,
  asked: AskedChange,
  grants: readonly Grant[],
): Promise<Result<Supposition, 'unknown-delivery'>> {
  const without = [
    ...asked.withoutContracts.map((contract) => ({ contract })),
    ...asked.withoutPartners.map((partner) => ({ partner })),
    ...asked.withoutDeliveries.map((delivery) => ({ delivery })),
  ];
  if (asked.withDelivery === undefined) return ok({ without });
  const worksOf = (partner: string, alids: readonly string[]) =>
    catalog.knownWorks(alids.map((alid) => ({ partner, alid, ...eidrIn(alid) })));
  const delivered = await deliveredGrants(deliveries, asId(asked.withDelivery), worksOf);
  if (!delivered.ok) return delivered;
  const { partner, grants: withGrants } = delivered.value;
  const alids = new Set(delivered.value.alids);
  const replaced = new Set(
    grants.filter((one) => one.partner === partner && alids.has(one.alid)).map((one) => one.work),
  );
  return ok({ without: [...without, ...[...replaced].map((work) => ({ partner, work }))], withGrants });
}

async function explainedThen(
  { facts }: RightsAnswerPorts,
  { request, at, knownAt }: Extract<RightsQuestion, { kind: 'explain' }>,
): Promise<ExplainedThen> {
  const history = rightsHistory(knownFacts(await facts.record([request.work])));
  const told = explain(history.at(request.work, knownAt), request, at);
  return { ...told, at: formatInstant(at), knownAt: formatInstant(knownAt) };
}

async function exposureOf(
  ports: RightsAnswerPorts,
  asked: AskedScope & { readonly works?: readonly string[] | undefined },
  now: Instant,
): Promise<z.input<typeof exposureBody>> {
  const facts = knownFacts(await ports.facts.record(asked.works));
  const works = asked.works ?? cutWorks(facts.grants);
  const { territories, screens, verbs, during, language } = asked;
  const time = exposedTime(facts, { works, territories, screens, verbs, during }, now);
  const { uses, plays, exposed } = await exposedReceipts(ports, { facts, works: asked.works, during, now });
  const named = [...time.map(({ request }) => request.work), ...uses.map(({ use }) => use.request.work)];
  return {
    titles: await titlesOf(ports.catalog, named, language),
    time: time.map(({ request: { work, territory, screen, verb }, windows }) => ({
      ...{ work, territory, screen, verb, windows: windows.map(shown) },
    })),
    uses: uses.map(({ use: { id, at, request }, kind, knownFrom, reasons, grant }) => ({
      ...{ receipt: id, play: plays.get(id) ?? '', work: request.work, territory: request.territory },
      ...{ screen: request.screen, at: formatInstant(at), kind, knownFrom: formatInstant(knownFrom) },
      reasons: [...reasons],
      ...{ grant: grant?.id ?? null, partner: grant?.partner ?? null, contract: grant?.contract ?? null },
    })),
    ...{ exposed, complete: uses.length === exposed },
  };
}

/** Works are one title also when two of them carry one EIDR; then the first of them names both. */
async function conflictsOf(
  ports: RightsAnswerPorts,
  grants: readonly Grant[],
  language: string,
): Promise<z.input<typeof conflictsBody>> {
  const titleOf = sameTitleOf(grants);
  const found = conflicts(grants, { sameTitle: ({ work }) => titleOf(work) });
  return {
    titles: await titlesOf(
      ports.catalog,
      found.map(({ title }) => title),
      language,
    ),
    conflicts: found.map(({ kind, title, first, second, territories, screens, window }) => ({
      ...{ kind, work: title, licenseType: first.licenseType },
      ...{ partners: [first.partner, second.partner], contracts: [first.contract, second.contract] },
      territories: { include: [...territories.include], exclude: [...territories.exclude] },
      ...{ screens: [...screens], window: shown(window), claims: [first, second].map(claimOf) },
    })),
  };
}

/** Only a work of which something was superseded or denied can have been cut. */
const cutWorks = (grants: readonly (Grant & { readonly knownTo?: Instant | null })[]): string[] => [
  ...new Set(grants.filter(({ knownTo }) => knownTo !== null).map(({ work }) => work)),
];

async function titlesOf(
  catalog: RightsAnswerPorts['catalog'],
  works: readonly string[],
  wanted: string,
): Promise<Record<string, string>> {
  const asked = [...new Set(works)];
  const known = await catalog.titlesOf(asked, wanted);
  return Object.fromEntries(asked.map((work) => [work, known.get(work) ?? work]));
}

function eidrIn(alid: string): { readonly eidr?: string } {
  const eidr = eidrOf(alid);
  return eidr === undefined ? {} : { eidr };
}

const shown = ({ start, end }: Window): { start: string; end: string | null } => ({
  start: formatInstant(start),
  end: end === null ? null : formatInstant(end),
});

const claimOf = ({
  id,
  partner,
  contract,
  contractVersion,
  alid,
  exclusive = false,
  delivery,
  place,
  window,
}: Grant) => ({
  ...{ partner, contract, contractVersion, grant: id, alid, exclusive, delivery, place: { ...place } },
  window: shown(window),
});
