/** Makes the tables of allowed words, ratings and language subtags out of the published lists. */
import { readdirSync, readFileSync } from 'node:fs';
import type { CodeTable, RatingTable, VocabularyTable } from '@duoping/avails';
import { childNamed, childrenNamed, parseXml } from './xml-tree.ts';

const VOCABULARY = /^vocab_avail_v([\d.]+)\.json$/;

export function vocabularyTable(folder: string): VocabularyTable {
  const table: Record<string, Readonly<Record<string, readonly string[]>>> = {};
  for (const name of readdirSync(folder).sort()) {
    const version = VOCABULARY.exec(name)?.[1];
    if (version === undefined) continue;
    const source = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as VocabularyTable; // one member, `avail`, of the same form
    table[version] = source.avail ?? {};
  }
  return table;
}

/** Systems of one name are one system: some are listed once for each region. */
export function ratingTable(folder: string): RatingTable {
  const file = readdirSync(folder).find((name) => /^CMR_Ratings_.*\.xml$/.test(name));
  if (!file) throw new Error('no CMR_Ratings file');
  const systems = new Map<
    string,
    { regions: Set<string>; ratings: Set<string>; old: Set<string>; reasons: Set<string> }
  >();
  for (const element of childrenNamed(parseXml(readFileSync(`${folder}/${file}`, 'utf8')), 'RatingSystem')) {
    const id = childNamed(element, 'RatingSystemID');
    const name = id && childNamed(id, 'System')?.text.trim();
    if (!name) continue;
    const system = systems.get(name) ?? { regions: new Set(), ratings: new Set(), old: new Set(), reasons: new Set() };
    systems.set(name, system);
    for (const region of childrenNamed(element, 'AdoptiveRegion'))
      for (const { text } of childrenNamed(region, 'country', 'countryRegion')) system.regions.add(text.trim());
    for (const rating of childrenNamed(element, 'Rating')) {
      const value = rating.attributes.ratingID ?? '';
      const isOld = childNamed(rating, 'Deprecated')?.text.trim() === 'true';
      (isOld ? system.old : system.ratings).add(value);
    }
    for (const { attributes } of childrenNamed(element, 'Reason')) system.reasons.add(attributes.reasonID ?? '');
  }
  return Object.fromEntries(
    [...systems]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { regions, ratings, old, reasons }]) => [
        name,
        {
          regions: [...regions],
          ratings: [...ratings],
          old: [...old].filter((value) => !ratings.has(value)),
          reasons: [...reasons],
        },
      ]),
  );
}

/** Countries of `folder`; subtags of `registry`: one file for each kind, an object with a member for each subtag. */
export function codeTable(folder: string, registry: string): CodeTable {
  const countries = readFileSync(`${folder}/ISO3166-1.properties`, 'utf8').matchAll(/^\s*([A-Z]{2}|--)\s*[=:]/gm);
  const subtags = (kind: string): string =>
    Object.keys(JSON.parse(readFileSync(`${registry}/${kind}.json`, 'utf8')) as object) // a record by subtag
      .filter((subtag) => !subtag.includes('..'))
      .sort()
      .join(' ');
  return {
    countries: [...countries].map(([, code]) => code).join(' '),
    languages: subtags('language'),
    extensions: subtags('extlang'),
    scripts: subtags('script'),
    regions: subtags('region'),
    variants: subtags('variant'),
  };
}
