/** What a partner's applied deliveries said of some titles, read again from the files: everything that their grants are made of. */
import { awaitsEvent, productMembers } from '@duoping/rights';
import { type Contract, contractedTerritories } from '#deals';
import type { Delivery } from './delivery.ts';
import { heldTitles, looked, without } from './hold.ts';
import type { AppliedChange, DeliveryPorts, DeliveryWrites } from './ports.ts';
import { type DeliveryContent, readDelivery, rulesOf } from './read.ts';

/** One applied delivery as it was applied. */
export interface Applied {
  readonly delivery: Delivery;
  readonly content: DeliveryContent;
  /** Titles whose grants it replaced. */
  readonly granted: ReadonlySet<string>;
}

export interface ReadAgain {
  /** The titles asked for, and those that are in one product with them. */
  readonly titles: ReadonlySet<string>;
  /** In the order in which they were applied; without those before the last that says all there is of every title. */
  readonly applied: readonly Applied[];
}

/** Undefined when no row of these titles hangs on an event: nothing that is said of one can change them. */
export async function readAgain(
  { objects }: Pick<DeliveryPorts, 'objects'>,
  { deliveries }: Pick<DeliveryWrites, 'deliveries'>,
  ask: { readonly partner: string; readonly alids: readonly string[]; readonly contracts: readonly Contract[] },
): Promise<ReadAgain | undefined> {
  const rules = rulesOf(ask.contracts);
  const territories = contractedTerritories(ask.contracts.map(({ terms }) => terms));
  const read = new Map<string, Applied>();
  async function appliedAs(change: AppliedChange): Promise<Applied> {
    const known = read.get(change.delivery);
    if (known) return known;
    const delivery = await deliveries.stored(change.delivery);
    if (!delivery) throw new Error(`Delivery ${change.delivery} was applied and left no record`);
    const whole = await readDelivery(delivery, { read: objects.read, territories });
    const applied = { delivery, content: asApplied(whole, delivery, change), granted: new Set(change.granted) };
    read.set(change.delivery, applied);
    return applied;
  }

  let titles: ReadonlySet<string> = new Set(ask.alids);
  for (;;) {
    const changes = await deliveries.appliedTo(ask.partner, [...titles]);
    const applied: Applied[] = [];
    for (const change of changes.toReversed()) {
      applied.unshift(await appliedAs(change));
      // A product is sold by what its own delivery said of its members, also where something later was said of these.
      if (!rules.includesMembers && rules.replaces !== 'edit-territory' && saysAll(applied, titles)) break;
    }
    const together = rules.includesMembers ? inOneProduct(titles, applied) : titles;
    if (together.size === titles.size) {
      const own = applied.map((each) => ({ ...each, content: contentOf(each.content, titles) }));
      return hangs(own) ? { titles, applied: own } : undefined;
    }
    titles = together;
  }
}

/** Without what a person left out, and with what a person looked at. */
function asApplied(whole: DeliveryContent, { report }: Delivery, change: AppliedChange): DeliveryContent {
  const holds = report?.holds ?? [];
  if (holds.length === 0) return whole;
  const held = heldTitles(holds);
  const spokenOf = new Set(change.alids);
  return [...held].some((alid) => !spokenOf.has(alid)) ? without(whole, held) : looked(whole);
}

/** Is there for each title a delivery after which nothing from before it counts? One that ends a title by leaving it out is one. */
function saysAll(applied: readonly Applied[], titles: ReadonlySet<string>): boolean {
  return [...titles].every((alid) =>
    applied.some(({ content, granted }) => {
      const rows = content.clauses.filter(({ clause }) => clause.alid === alid);
      return granted.has(alid) && (rows.length === 0 || rows.some(({ clause }) => clause.entryType.startsWith('Full')));
    }),
  );
}

function inOneProduct(titles: ReadonlySet<string>, applied: readonly Applied[]): ReadonlySet<string> {
  const together = new Set(titles);
  for (const { content } of applied) {
    const products = productMembers(content.clauses.map(({ clause }) => clause));
    for (let size = 0; size !== together.size; ) {
      size = together.size;
      for (const [product, members] of products)
        if ([product, ...members].some((alid) => together.has(alid)))
          for (const alid of [product, ...members]) together.add(alid);
    }
  }
  return together;
}

/** The rows of these titles alone: no other row of the delivery has a say in what they are granted. */
const contentOf = (content: DeliveryContent, titles: ReadonlySet<string>): DeliveryContent => ({
  ...content,
  ...{ metadata: [], media: [], findings: [] },
  clauses: content.clauses.filter(({ clause }) => titles.has(clause.alid)),
});

const hangs = (applied: readonly Applied[]): boolean =>
  applied.some(({ content }) => content.clauses.some(({ clause }) => awaitsEvent(clause)));
