/** The operator's questions to the rights over time, answered: what a change would do, what a cut exposes, whose claims collide. */
import { asId, formatInstant, type Instant, ok, type Result, type Window } from '@duoping/kit';
import { conflicts, exposedTime, type Grant, type Screen, type Supposition, type Verb, whatIf } from '@duoping/rights';
import type { z } from 'zod';
import { type CatalogStore, describedIn, type Library, libraryOf, offerKey, offersOf, sameTitleOf } from '#catalog';
import { type DeliveryPorts, deliveredGrants } from '#deliveries';
import {
  factsInForce,
  knownFacts,
  newestFacts,
  type RightsFacts,
  type RightsFactsStore,
  type RightsRecordStore,
} from '#licensing';
import { type ExposurePorts, exposedReceipts } from './exposed-receipts.ts';
import type { conflictsBody, exposureBody, sourcesBody, whatIfBody } from './http/rights-shapes.ts';

export interface RightsAnswerPorts extends ExposurePorts {
  readonly facts: RightsFactsStore & RightsRecordStore;
  readonly catalog: Pick<CatalogStore, 'works' | 'revision'>;
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
  | { readonly kind: 'conflicts'; readonly language: string };

export type RightsAnswer = Result<
  | z.input<typeof sourcesBody>
  | z.input<typeof whatIfBody>
  | z.input<typeof exposureBody>
  | z.input<typeof conflictsBody>,
  'unknown-delivery'
>;

export type RightsAnswers = (question: RightsQuestion, now: Instant) => Promise<RightsAnswer>;

/** Each answer is one computation, however long. What is in force and the names of titles are kept, and only followed after. */
export function rightsAnswers(ports: RightsAnswerPorts): RightsAnswers {
  const facts = inTurn((before: RightsFacts | undefined) => newestFacts(ports.facts, before));
  const named = inTurn(async (before: { revision: number; library: Library } | undefined) => {
    const revision = await ports.catalog.revision(); // read first: what changes meanwhile is read once more
    if (before?.revision === revision) return before;
    return { revision, library: libraryOf(await ports.catalog.works()) };
  });
  return async (question, now) => {
    if (question.kind === 'exposure') {
      const { library } = await named();
      return ok(await exposureOf(ports, question.asked, { now, library }));
    }
    const [inForce, { library }] = await Promise.all([facts(), named()]);
    switch (question.kind) {
      case 'sources':
        return ok(sourcesOf(inForce.grants));
      case 'conflicts':
        return ok(conflictsOf(inForce.grants, library, question.language));
      case 'what-if':
        return changeOf(ports, question.asked, { facts: inForce, library });
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

function sourcesOf(grants: readonly Grant[]): z.input<typeof sourcesBody> {
  const sources = Map.groupBy(grants, ({ partner, contract }) => JSON.stringify([partner, contract]));
  return [...sources.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const { partner, contract } = first;
      return [{ partner, contract, grants: own.length, works: new Set(own.map(({ work }) => work)).size }];
    });
}

async function changeOf(
  ports: RightsAnswerPorts,
  asked: AskedChange,
  { facts, library }: { readonly facts: RightsFacts; readonly library: Library },
): Promise<Result<z.input<typeof whatIfBody>, 'unknown-delivery'>> {
  const supposition = await suppositionOf(ports, asked, { grants: facts.grants, library });
  if (!supposition.ok) return supposition;
  const { territories, screens, verbs, during, language } = asked;
  const change = whatIf(factsInForce(facts), supposition.value, { territories, screens, verbs, during });
  const works = change.months.flatMap(({ opens, closes, longer, shorter }) => [
    ...[...opens, ...closes, ...longer, ...shorter],
  ]);
  return ok({
    ...{ removedGrants: change.removedGrants, addedGrants: change.addedGrants, touched: change.touched.length },
    titles: titlesOf(library, works, language),
    months: change.months.map(({ opens, closes, longer, shorter, ...rest }) => ({
      ...rest,
      ...{ opens: [...opens], closes: [...closes], longer: [...longer], shorter: [...shorter] },
    })),
  });
}

/** A delivery puts its grants in the place of all that its partner granted for the same ALIDs. */
async function suppositionOf(
  { deliveries }: RightsAnswerPorts,
  asked: AskedChange,
  { grants, library }: { readonly grants: readonly Grant[]; readonly library: Library },
): Promise<Result<Supposition, 'unknown-delivery'>> {
  const without = [
    ...asked.withoutContracts.map((contract) => ({ contract })),
    ...asked.withoutPartners.map((partner) => ({ partner })),
    ...asked.withoutDeliveries.map((delivery) => ({ delivery })),
  ];
  if (asked.withDelivery === undefined) return ok({ without });
  const workOf = (partner: string, alid: string) => offersOf(library).get(offerKey(partner, alid))?.id;
  const delivered = await deliveredGrants(deliveries, asId(asked.withDelivery), workOf);
  if (!delivered.ok) return delivered;
  const { partner, grants: withGrants } = delivered.value;
  const alids = new Set(delivered.value.alids);
  const replaced = new Set(
    grants.filter((one) => one.partner === partner && alids.has(one.alid)).map((one) => one.work),
  );
  return ok({ without: [...without, ...[...replaced].map((work) => ({ partner, work }))], withGrants });
}

async function exposureOf(
  ports: RightsAnswerPorts,
  asked: AskedScope & { readonly works?: readonly string[] | undefined },
  { now, library }: { readonly now: Instant; readonly library: Library },
): Promise<z.input<typeof exposureBody>> {
  const facts = knownFacts(await ports.facts.record(asked.works));
  const works = asked.works ?? cutWorks(facts.grants);
  const { territories, screens, verbs, during, language } = asked;
  const time = exposedTime(facts, { works, territories, screens, verbs, during }, now);
  const { uses, plays, exposed } = await exposedReceipts(ports, { facts, works: asked.works, during, now });
  const named = [...time.map(({ request }) => request.work), ...uses.map(({ use }) => use.request.work)];
  return {
    titles: titlesOf(library, named, language),
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
function conflictsOf(grants: readonly Grant[], library: Library, language: string): z.input<typeof conflictsBody> {
  const titleOf = sameTitleOf(grants);
  const found = conflicts(grants, { sameTitle: ({ work }) => titleOf(work) });
  return {
    titles: titlesOf(
      library,
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

function titlesOf(library: Library, works: readonly string[], wanted: string): Record<string, string> {
  return Object.fromEntries(
    [...new Set(works)].map((work) => {
      const entry = library.works.get(asId(work));
      return [work, (entry && describedIn(entry.descriptions, wanted)?.title) ?? work];
    }),
  );
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
