/** What a title of a package is called and about. The format says no language: it is the package's own, or unknown. */
import { normaliseLanguage } from '@duoping/kit';
import type { Clause } from '../clause.ts';
import type { Description } from '../description.ts';
import type { AdiAsset } from './asset.ts';

const SUMMARIES = ['Summary_Medium', 'Summary_Long', 'Summary_Short'];
const PICTURES: ReadonlySet<string> = new Set(['poster', 'box cover']);

/** Undefined where nothing but the name is told, which the clause has already. */
export function describeTitle(title: AdiAsset, assets: readonly AdiAsset[], clause: Clause): Description | undefined {
  const text = (name: string): string => title.values.get(name)?.text ?? '';
  const synopsis = SUMMARIES.map(text).find(Boolean);
  const artwork = assets
    .filter((asset) => PICTURES.has(asset.class))
    .flatMap(({ values }) => {
      const location = values.get('Content')?.text;
      const [, width, height] = /^(\d{1,6})x(\d{1,6})$/i.exec(values.get('Image_Aspect_Ratio')?.text ?? '') ?? [];
      const size = width && height ? { widthPixels: Number(width), heightPixels: Number(height) } : {};
      return location ? [{ location, ...size }] : [];
    });
  if (synopsis === undefined && artwork.length === 0) return undefined;
  const year = text('Year');
  return {
    place: clause.place,
    alid: clause.alid,
    language: normaliseLanguage(text('Language')) ?? 'und',
    title: clause.title,
    ...(synopsis === undefined ? {} : { synopsis }),
    ...(/^\d{4}$/.test(year) ? { year } : {}),
    genres: list(text('Genre')),
    people: [
      ...list(text('Director')).map((name) => ({ name, job: 'Director' })),
      ...names(text('Actors')).map((name) => ({ name, job: 'Actor' })),
    ],
    ratings: text('Rating') === '' ? [] : [{ system: '', value: text('Rating') }],
    artwork,
    ...(clause.runTimeSeconds === undefined ? {} : { runTimeSeconds: clause.runTimeSeconds }),
  };
}

const list = (text: string): readonly string[] => text.split(', ').filter(Boolean);

/** Names come as `Last,First`, one to a value. */
const names = (text: string): readonly string[] =>
  list(text).map((name) => {
    const [last = '', given] = name.split(',', 2);
    return given === undefined ? last : `${given.trim()} ${last.trim()}`;
  });
