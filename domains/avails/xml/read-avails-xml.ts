/** Reads Avails XML 2.1 to 2.7: one clause for each Transaction, by way of the columns that EMA gives its parts. */
import { readAvail } from '../avail.ts';
import type { Dialect } from '../cells.ts';
import type { Clause } from '../clause.ts';
import { FINDINGS, type FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import { type Gathered, gather, namedCells } from '../named-cells.ts';
import { feed, type XmlHandlers } from '../xml.ts';
import { elementStream, type XmlElement } from '../xml-elements.ts';
import { type GatheredAvail, gatherAvail, type Part } from './gather-avail.ts';
import { type RegionalRating, ratingFor } from './ratings.ts';

const DIALECT: Dialect = {
  date1904: false,
  territoryLists: true,
  territoryOptional: true,
  wholeDayEnds: true,
  languagesTogether: false,
  advised: false,
};

const VERSIONS: ReadonlySet<string> = new Set('2.1 2.2 2.2.1 2.2.2 2.3 2.4 2.5 2.5.2 2.6 2.6.1 2.7'.split(' '));

export interface AvailsXmlSink {
  /** The clauses of one Avail, as soon as it ends; nothing of them is kept here. */
  take(clauses: readonly Clause[]): void;
  readonly findings: FindingList;
  /** Hears the same document, tag by tag. */
  readonly listener?: XmlHandlers;
}

export interface AvailsXmlStream {
  /** Takes the next bytes; false once nothing more is wanted. */
  write(piece: Uint8Array): boolean;
  /** False when the document had a fault, which is among the findings; the clauses handed out are then void. */
  end(): { readonly version: string; readonly whole: boolean };
}

/** A document of any length: what is held at one time is one Avail. */
export function availsXmlStream(limits: Limits, { take, findings, listener }: AvailsXmlSink): AvailsXmlStream {
  let version = '';
  let avails = 0;
  const stream = elementStream(
    {
      outer(name, attributes) {
        if (name === 'AvailList') version = versionOf(attributes);
      },
      isWhole: (name, depth) => name === 'Avail' && depth > 0,
      whole(avail) {
        avails += 1;
        take(readOne(avail, avails, findings));
      },
    },
    limits,
    listener ? { listener } : {},
  );
  return {
    write: (piece) => stream.write(piece),
    end() {
      const fault = stream.end();
      if (fault) {
        findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
        return { version, whole: false };
      }
      const top = { path: '/AvailList', line: 1 };
      if (!VERSIONS.has(version)) findings.add('unknown-version', top, 'read as the nearest version', version);
      if (avails === 0) findings.add('no-rows', top, 'no Avail in the list');
      return { version, whole: true };
    },
  };
}

export function readAvailsXml(
  bytes: Uint8Array,
  limits: Limits,
  findings: FindingList,
  listener?: XmlHandlers,
): { version: string; clauses: readonly Clause[] } {
  const clauses: Clause[] = [];
  const take = (more: readonly Clause[]): void => {
    for (const clause of more) clauses.push(clause);
  };
  const stream = availsXmlStream(limits, { take, findings, ...(listener ? { listener } : {}) });
  feed(stream, bytes);
  const { version, whole } = stream.end();
  return { version, clauses: whole ? clauses : [] };
}

const versionOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.values(attributes)
    .map((value) => /\/schema\/avails\/v([\d.]+)\//.exec(value)?.[1])
    .find((found) => found !== undefined) ?? '';

/** The work types that each AvailType stands for; types that are absent hold several. */
const WORK_TYPES_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['single', ['Movie', 'Short']],
  ['episode', ['Episode']],
  ['season', ['Season']],
  ['series', ['Series']],
  ['miniseries', ['Series']],
  ['volume', ['Volume']],
  ['bundle', ['Collection']],
  ['supplement', ['Supplemental']],
  ['promotion', ['Promotion']],
]);

const BUNDLES: ReadonlySet<string> = new Set(['collection', 'bundle']);

function readOne(element: XmlElement, number: number, findings: FindingList): Clause[] {
  const path = `/AvailList/Avail[${number}]`;
  const avail = gatherAvail(element, path, findings);
  checkType(avail, path, findings);
  const refers = avail.type === 'supplement' || avail.type === 'promotion';
  const beside = { avail, aside: asideOf(avail, NONE, []), findings };
  const clauses: Clause[] = [];
  for (const [at, transaction] of avail.transactions.entries()) {
    const place = { path: `${path}/Transaction[${at + 1}]`, line: transaction.line };
    if (refers !== transaction.cells.has('RefALID'))
      findings.add('ref-alid-mismatch', place, FINDINGS['ref-alid-mismatch'].says);
    const clause = readPart(beside, transaction, place.path);
    if (clause) clauses.push(clause);
  }
  if (avail.transactions.length > 0) return clauses;
  // A deletion needs no transaction; a delivery without one offers nothing.
  const clause = readPart(beside, undefined, path);
  return clause ? [clause] : [];
}

/** What is read beside the transaction itself. */
interface Beside {
  readonly avail: GatheredAvail;
  /** What the avail says aside, for all its transactions. */
  readonly aside: Readonly<Record<string, string>>;
  readonly findings: FindingList;
}

function readPart(
  { avail, aside: shared, findings }: Beside,
  transaction: Part | undefined,
  path: string,
): Clause | undefined {
  const own = transaction?.cells ?? new Map<string, Gathered>();
  const territories = own.get('Territory')?.text.split(', ') ?? [];
  const rating = ratingFor(avail.ratings, territories);
  const maps = [own, avail.cells, rating.cells];
  const line = transaction?.line ?? avail.cells.get('ALID')?.line ?? avail.line;
  const clause = readAvail({ cells: namedCells(path, line, maps), dialect: DIALECT, findings });
  if (!clause) return undefined;
  const more = transaction?.aside.size || rating.others.length > 0;
  const aside = more ? asideOf(avail, transaction?.aside ?? NONE, rating.others) : shared;
  return Object.keys(aside).length === 0 ? clause : Object.assign(clause, { aside });
}

function asideOf(
  avail: GatheredAvail,
  transaction: ReadonlyMap<string, string>,
  ratings: readonly RegionalRating[],
): Readonly<Record<string, string>> {
  const others = ratings.map((each, at): [string, string] => [`Rating (${at + 2})`, describeRating(each)]);
  const type: [string, string][] = avail.type === '' ? [] : [['AvailType', avail.type]];
  return Object.fromEntries([...type, ...avail.aside, ...transaction, ...others]);
}

const NONE: ReadonlyMap<string, string> = new Map();

const describeRating = ({ region, system, value, reason }: RegionalRating): string =>
  [region, system, value, reason].filter((part) => part !== '').join(' ');

function checkType({ type, cells }: GatheredAvail, path: string, findings: FindingList): void {
  const workType = cells.get('WorkType');
  // Several assets without one that stands for them all: the avail is the collection.
  if (BUNDLES.has(type) && cells.has('MemberContentIDs') && workType?.text !== 'Collection') {
    gather(cells, 'MemberContentIDs', cells.get('ContentID')?.text ?? '', workType?.line ?? 1, true);
    cells.set('WorkType', { text: 'Collection', line: workType?.line ?? 1 });
    cells.delete('ContentID');
    return;
  }
  const expected = WORK_TYPES_OF.get(type);
  if (workType && expected && !expected.includes(workType.text))
    findings.add(
      'avail-type-mismatch',
      { path: `${path}/AvailType`, line: workType.line },
      `not the AvailType of ${workType.text}`,
      type,
    );
}
