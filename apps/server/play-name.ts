/** What a play is called where nothing else stands beside it: a film by its name, an episode by its series and its place there. */
import { type CardSeries, type Description, describedIn, otherTitle, seriesAmong } from '#catalog';

export interface PlayName {
  readonly title: string;
  /** Its name in another language; an episode's own name. */
  readonly otherTitle: string;
}

/** Of what these descriptions say; undefined when they say nothing. */
export function playName(descriptions: readonly Description[], language: string): PlayName | undefined {
  const description = describedIn(descriptions, language);
  if (!description) return undefined;
  const series = seriesAmong(descriptions, language);
  if (!series) return { title: description.title, otherTitle: otherTitle(descriptions, description) };
  const place = language.startsWith('zh') ? chinesePlace(series) : englishPlace(series);
  return { title: `${series.title} ${place}`.trim(), otherTitle: description.title };
}

const chinesePlace = ({ season, episode }: CardSeries): string =>
  `${season === null ? '' : `第${season}季`}${episode === null ? '' : `第${episode}集`}`;

const englishPlace = ({ season, episode }: CardSeries): string =>
  [season === null ? '' : `S${season}`, episode === null ? '' : `E${episode}`].join(' ').trim();
