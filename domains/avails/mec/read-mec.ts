/** Reads Media Entertainment Core (`CoreMetadata`), 2.4 on: one description for each language that a work is told in. */
import { normaliseLanguage } from '@duoping/kit';
import { readRunTime } from '../bound.ts';
import type { Place } from '../clause.ts';
import type { Artwork, Description, Rating } from '../description.ts';
import type { FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import { CELL } from '../table.ts';
import { feed } from '../xml.ts';
import { childOf, childrenOf, elementStream, textAt, type XmlElement } from '../xml-elements.ts';

export interface MecReading {
  readonly version: string;
  readonly clauses: readonly [];
  readonly descriptions: readonly Description[];
}

export function readMec(bytes: Uint8Array, limits: Limits, findings: FindingList): MecReading {
  let version = '';
  let descriptions: readonly Description[] = [];
  const stream = elementStream(
    {
      outer: () => undefined,
      isWhole: (_, depth) => depth === 0,
      whole(root) {
        version = versionIn(root, /\/schema\/mdmec\/v([\d.]+)/);
        const basic = childOf(root, 'Basic');
        if (basic) descriptions = describeBasic(basic, '/CoreMetadata/Basic', { findings });
        else findings.add('no-rows', { path: '/CoreMetadata', line: root.line }, 'no Basic metadata');
      },
    },
    limits,
  );
  feed(stream, bytes);
  const fault = stream.end();
  if (fault) {
    findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
    return { version: '', clauses: [], descriptions: [] };
  }
  return { version, clauses: [], descriptions };
}

export const versionIn = ({ attributes }: XmlElement, pattern: RegExp): string =>
  Object.values(attributes)
    .map((value) => pattern.exec(value)?.[1])
    .find((found) => found !== undefined) ?? '';

export interface Describing {
  readonly findings: FindingList;
  /** The file behind an image id, where a manifest knows it. */
  readonly imageOf?: (id: string) => Artwork | undefined;
}

/** A work's descriptions, its default language first. One without a title or a language is an error and left out. */
export function describeBasic(basic: XmlElement, path: string, describing: Describing): readonly Description[] {
  const { findings } = describing;
  const contentId = basic.attributes.ContentID?.trim() ?? '';
  if (contentId === '')
    findings.add(
      'missing-value',
      { path: `${path}/@ContentID`, line: basic.line },
      'nobody can tell which work this is',
    );
  const common = commonOf(basic, findings, path);
  const told = childrenOf(basic, 'LocalizedInfo').toSorted((a, b) => isDefault(b) - isDefault(a));
  if (told.length === 0) findings.add('no-rows', { path, line: basic.line }, 'told in no language');
  const descriptions = told.flatMap((info) => {
    const place: Place = { path: `${path}/LocalizedInfo[${info.attributes.language ?? ''}]`, line: info.line };
    const language = normaliseLanguage(info.attributes.language ?? '');
    const title = TITLES.map((name) => textAt(info, name)).find(Boolean) ?? '';
    if (language === undefined) {
      findings.add('bad-language', place, 'no language of BCP 47', info.attributes.language);
      return [];
    }
    if (title === '') {
      findings.add('missing-value', place, 'no title in this language');
      return [];
    }
    const synopsis = SUMMARIES.map((name) => textAt(info, name)).find(Boolean);
    return [
      { place, contentId, language, title, ...(synopsis ? { synopsis } : {}), ...localOf(info, describing), ...common },
    ];
  });
  return contentId === '' ? [] : descriptions;
}

const isDefault = ({ attributes }: XmlElement): number => (attributes.default === 'true' ? 1 : 0);

/** Longest first: a title is shown whole where there is room. */
const TITLES = ['TitleDisplayUnlimited', 'TitleDisplay60', 'TitleDisplay19', 'TitleSort', 'OriginalTitle'];
const SUMMARIES = ['Summary400', 'Summary4000', 'Summary190'];

type Local = Pick<Description, 'genres' | 'artwork' | 'copyright'>;
type Common = Pick<Description, 'year' | 'people' | 'ratings' | 'runTimeSeconds'>;

function localOf(info: XmlElement, { imageOf }: Describing): Local {
  const genres = childrenOf(info, 'Genre')
    .map(({ text, attributes }) => text || attributes.id || '')
    .filter(Boolean);
  const artwork = childrenOf(info, 'ArtReference').flatMap(({ text, attributes }): Artwork[] => {
    if (text === '') return [];
    const [, width, height] = /^(\d{1,6})x(\d{1,6})$/.exec(attributes.resolution ?? '') ?? [];
    const size = width && height ? { widthPixels: Number(width), heightPixels: Number(height) } : {};
    return [{ location: text, ...size, ...imageOf?.(text) }];
  });
  const copyright = textAt(info, 'CopyrightLine');
  return { genres: [...new Set(genres)], artwork, ...(copyright === '' ? {} : { copyright }) };
}

function commonOf(basic: XmlElement, findings: FindingList, path: string): Common {
  const year = (textAt(basic, 'ReleaseYear') || textAt(basic, 'ReleaseDate')).slice(0, 4);
  const length = childOf(basic, 'RunLength');
  const seconds = length && readRunTime(length.text.replace(/\.\d+S$/, 'S'), CELL.text);
  if (length && seconds === undefined)
    findings.add('bad-duration', { path: `${path}/RunLength`, line: length.line }, 'no ISO 8601 duration', length.text);
  return {
    ...(/^\d{4}$/.test(year) ? { year } : {}),
    ...(seconds === undefined ? {} : { runTimeSeconds: seconds }),
    people: peopleOf(basic),
    ratings: ratingsOf(basic),
  };
}

/** Directors and writers first, then the cast in its billing order. */
function peopleOf(basic: XmlElement): Description['people'] {
  const people = childrenOf(basic, 'People').flatMap((person) => {
    const job = childOf(person, 'Job');
    const name = textAt(person, 'Name', 'DisplayName');
    const order = Number((job && textAt(job, 'BillingBlockOrder')) || Number.MAX_SAFE_INTEGER);
    return name === '' ? [] : [{ name, job: job ? textAt(job, 'JobFunction') : '', order }];
  });
  const isCast = (job: string): number => (/^(actor|voice|cameo)/i.test(job) ? 1 : 0);
  return people
    .toSorted((a, b) => isCast(a.job) - isCast(b.job) || a.order - b.order)
    .map(({ name, job }) => ({ name, job }));
}

const ratingsOf = (basic: XmlElement): readonly Rating[] =>
  childrenOf(basic, 'RatingSet')
    .flatMap((set) => childrenOf(set, 'Rating'))
    .map((rating) => {
      const region = textAt(rating, 'Region', 'countryRegion') || textAt(rating, 'Region', 'country');
      const reason = childrenOf(rating, 'Reason')
        .map(({ text }) => text)
        .join(', ');
      return {
        ...(region === '' ? {} : { region }),
        system: textAt(rating, 'System'),
        value: textAt(rating, 'Value'),
        ...(reason === '' ? {} : { reason }),
      };
    });
