/**
 * Gathers what an Avail element says under the names of the sheets' columns: once for the Avail, once for each of its
 * transactions. What no column has a place for is set aside by its path, so that nothing is lost.
 */
import { FINDINGS, type FindingList } from '../finding.ts';
import { type Gathered, gather } from '../named-cells.ts';
import { loose, PRICE_TYPES } from '../words.ts';
import { childOf, childrenOf, textAt, type XmlElement } from '../xml-elements.ts';
import { COLUMNS, KNOWN, LISTS, OF_COMMON_METADATA, TERM_COLUMNS } from './element-columns.ts';
import { gatherRatings, type RegionalRating } from './ratings.ts';

export interface Part {
  readonly cells: Map<string, Gathered>;
  /** By path from the Avail or the transaction. */
  readonly aside: Map<string, string>;
  readonly line: number;
}

export interface GatheredAvail extends Part {
  readonly type: string;
  readonly ratings: readonly RegionalRating[];
  readonly transactions: readonly Part[];
}

/** A reading under way; `path` is that of the Avail. */
interface Gathering {
  readonly part: Part;
  readonly path: string;
  readonly findings: FindingList;
}

export function gatherAvail(avail: XmlElement, path: string, findings: FindingList): GatheredAvail {
  const part = newPart(avail.line);
  const assets = childrenOf(avail, 'Asset');
  const [main] = assets.toSorted((a, b) => mainFirst(a) - mainFirst(b));
  const ratings: RegionalRating[] = [];
  const gathering = { part, path, findings };
  for (const child of avail.children) {
    if (child.name === 'Transaction') continue;
    if (child.name === 'Asset' && child === main) {
      gather(part.cells, 'ContentID', child.attributes.contentID ?? '', child.line);
      gatherRatings(child, ratings);
      children(child, '', gathering);
    } else if (child.name === 'Asset') gatherFurther(child, assets.indexOf(child) + 1, gathering);
    else one(child, 'Avail', '', gathering);
  }
  const transactions = childrenOf(avail, 'Transaction').map((transaction, at) => {
    const own = newPart(transaction.line);
    gather(own.cells, 'AvailID', transaction.attributes.TransactionID ?? '', transaction.line);
    children(transaction, '', { part: own, path: `${path}/Transaction[${at + 1}]`, findings });
    return own;
  });
  return { ...part, type: textAt(avail, 'AvailType'), ratings, transactions };
}

const pathTo = (name: string, under: string): string => (under === '' ? name : `${under}/${name}`);

const newPart = (line: number): Part => ({ cells: new Map(), aside: new Map(), line });

/** A bundle may come with the assets that it holds: the avail is about the collection. */
const mainFirst = (asset: XmlElement): number => (textAt(asset, 'WorkType') === 'Collection' ? 0 : 1);

/** Assets beside the one that the avail is about: members of a bundle, by their content ids. */
function gatherFurther(asset: XmlElement, number: number, { part }: Gathering): void {
  gather(part.cells, 'MemberContentIDs', asset.attributes.contentID ?? '', asset.line, true);
  for (const child of asset.children) setAside(child, `Asset[${number}]`, part.aside);
}

function children(element: XmlElement, under: string, gathering: Gathering): void {
  for (const child of element.children) one(child, element.name, under, gathering);
}

function one(element: XmlElement, parent: string, under: string, gathering: Gathering): void {
  const { name, line, text, attributes } = element;
  const { cells, aside } = gathering.part;
  const read = READERS.get(name);
  if (read) {
    if (!read(element, gathering)) setAside(element, under, aside);
    return;
  }
  const column = COLUMNS.get(parent)?.get(name);
  if (column === undefined) {
    const path = pathTo(name, under);
    if (!KNOWN.has(name) && !OF_COMMON_METADATA.has(parent)) reportUnknown(element, path, gathering);
    if (element.children.length > 0) children(element, path, gathering);
    else if (text !== '') putAside(aside, path, text);
    return;
  }
  if (text === '' && element.children.length > 0) {
    children(element, pathTo(name, under), gathering);
    return;
  }
  const suffix = attributes.asset ? `:${attributes.asset}` : '';
  const isList = LISTS.has(column);
  // A title in a further language, or any other value that the column has no place for.
  if (cells.has(column) && !isList && text !== '' && cells.get(column)?.text !== text) {
    const path = pathTo(name, under);
    putAside(aside, attributes.language ? `${path}@${attributes.language}` : path, text);
    return;
  }
  gather(cells, column, text === '' ? '' : `${text}${suffix}`, line, isList);
  for (const key in attributes) {
    const value = attributes[key] ?? '';
    if (key === 'lag') gather(cells, `${column}Lag`, value, line);
    else if (column === 'FormatProfile' && FORMAT_ATTRIBUTES.has(key)) gather(cells, key, value, line);
    else if (key !== 'asset' && !key.startsWith('xsi:') && !key.startsWith('xmlns'))
      putAside(aside, `${pathTo(name, under)}${isList ? `[${text}]` : ''}@${key}`, value);
  }
}

const FORMAT_ATTRIBUTES: ReadonlySet<string> = new Set(['HDR', 'WCG', 'HFR', 'NGAudio']);

function reportUnknown(element: XmlElement, path: string, { path: above, findings }: Gathering): void {
  const where = { path: `${above}/${path}`, line: element.line };
  findings.add('unknown-element', where, FINDINGS['unknown-element'].says, element.name);
}

/** Elements that are more than a value with a column. False when no column takes what it says. */
type Reader = (element: XmlElement, gathering: Gathering) => boolean;

const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    /** The schema gives an empty flag the value true. */
    ExceptionFlag: ({ text, line }, { part }) => {
      gather(part.cells, 'ExceptionFlag', text || 'true', line);
      return true;
    },
    Term: (term, { part }) => readTerm(term, part),
    AltIdentifier: readAltId,
    SeriesAltIdentifier: readAltId,
    SeasonAltIdentifier: readAltId,
    VolumeAltIdentifier: readAltId,
    ReleaseHistory: (element, { part }) => {
      const column = RELEASES.get(loose(textAt(element, 'ReleaseType')));
      const date = textAt(element, 'Date');
      if (!column || date === '' || part.cells.has(column)) return false;
      gather(part.cells, column, date, element.line);
      return childOf(element, 'DistrTerritory') === undefined;
    },
    SharedEntitlement: (element, { part }) => {
      const column = ECOSYSTEMS.get(element.attributes.ecosystem ?? '');
      if (!column || part.cells.has(column)) return false;
      gather(part.cells, column, textAt(element, 'EcosystemID'), element.line);
      return true;
    },
    People: (element, { part }) => {
      const job = childOf(element, 'Job');
      const isDirector = /^director$/i.test(job ? textAt(job, 'JobFunction') : '');
      const name = textAt(element, 'Name', 'DisplayName');
      if (!isDirector || name === '') return false;
      gather(part.cells, 'Director', name, element.line, true);
      return true;
    },
    /** Read beforehand, with the region that each is of. */
    Ratings: () => true,
  }),
);

const RELEASES: ReadonlyMap<string, string> = new Map([
  ['original', 'ReleaseHistoryOriginal'],
  ['dvd', 'ReleaseHistoryPhysicalHV'],
  ['bluray', 'ReleaseHistoryPhysicalHV'],
  ['physicalhv', 'ReleaseHistoryPhysicalHV'],
]);

const ECOSYSTEMS: ReadonlyMap<string, string> = new Map([
  ['UVVU', 'UV_ID'],
  ['DMA', 'DMA_ID'],
]);

/** `AltID:030434` in the namespace of the reference converter; the column's name comes first. */
function readAltId(element: XmlElement, { part }: Gathering): boolean {
  const [, column, id] = /^(\w*AltID):(.+)$/.exec(textAt(element, 'Identifier')) ?? [];
  if (textAt(element, 'Namespace') !== 'org:mddf' || !column || !id || part.cells.has(column)) return false;
  gather(part.cells, column, id, element.line);
  return true;
}

function readTerm(term: XmlElement, { cells }: Part): boolean {
  const name = term.attributes.termName ?? '';
  const [payload] = term.children;
  const value = payload?.children.length ? (payload.children[0]?.text ?? '') : (payload?.text ?? '');
  const currency = payload?.attributes.currency ?? '';
  if (name === '') return false;
  const isPrice = name !== 'SRP' && PRICE_TYPES.has(loose(name));
  if (!isPrice) {
    const column = TERM_COLUMNS.get(name) ?? name;
    const isList = LISTS.has(column);
    if (cells.has(column) && !isList) return false;
    gather(cells, column, value, term.line, isList);
    if (currency !== '') gather(cells, `${column}Currency`, currency, term.line);
    return true;
  }
  // One price has its columns; a further one stands by its own name.
  if (cells.has('PriceType')) return false;
  gather(cells, 'PriceType', name, term.line);
  gather(cells, 'PriceValue', value, term.line);
  gather(cells, 'PriceCurrency', currency, term.line);
  return true;
}

/** Everything that an element says, by its path. */
function setAside(element: XmlElement, under: string, aside: Map<string, string>): void {
  const name = element.attributes.termName ? `${element.name}[${element.attributes.termName}]` : element.name;
  const path = pathTo(name, under);
  if (element.text !== '') putAside(aside, path, element.text);
  for (const [key, value] of Object.entries(element.attributes))
    if (key !== 'termName' && !key.startsWith('xmlns')) putAside(aside, `${path}@${key}`, value);
  for (const child of element.children) setAside(child, path, aside);
}

/** A path that repeats is numbered. */
function putAside(aside: Map<string, string>, path: string, text: string): void {
  let name = path;
  for (let number = 2; aside.has(name); number++) name = `${path} (${number})`;
  aside.set(name, text);
}
