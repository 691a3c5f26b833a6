import { expect, test } from 'vitest';
import type { Description } from '#catalog';
import { playName } from './play-name.ts';

const said = (language: string, title: string, more: Partial<Description> = {}): Description => ({
  ...{ partner: 'a', alid: 'x', language, title, synopsis: '', year: null, rating: null, genres: [], credits: null },
  illustrative: false,
  ...more,
});
const placed = (season: number | null, episode: number | null): readonly Description[] => [
  said('und', '停电', { place: { series: 's', season, episode, isEpisode: true }, seriesTitle: '灯火人家' }),
  said('en', 'The Power Cut', { seriesTitle: 'Lamplit Houses' }),
  said('zh-CN', '停电', { seriesTitle: '灯火人家' }),
];

test.each([
  ['a film by its name and its other one', [said('zh-CN', '雪线'), said('en', 'Snow Line')], 'en', 'Snow Line', '雪线'],
  ['an episode by its series and place', placed(1, 2), 'en', 'Lamplit Houses S1 E2', 'The Power Cut'],
  ['the same in Chinese', placed(1, 2), 'zh-CN', '灯火人家 第1季第2集', '停电'],
  ['one without a season', placed(null, 2), 'en', 'Lamplit Houses E2', 'The Power Cut'],
  ['one without any number', placed(null, null), 'zh-CN', '灯火人家', '停电'],
])('%s', (_, descriptions, language, title, otherTitle) => {
  expect(playName(descriptions, language)).toEqual({ title, otherTitle });
});

test('what nobody describes has no name', () => {
  expect(playName([], 'en')).toBeUndefined();
});
