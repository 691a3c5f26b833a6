/** Where avails put their titles in a series, from the rows that partners send. */
import { expect, test } from 'vitest';
import type { Description } from '#catalog';
import { applyDelivery } from './index.ts';
import { aDesk, alid, avail, bring, MEI, sheet } from './testing-drops.ts';

const EIDR = '10.5240/7791-8534-2C23-9030-8610-5';

const episode = (name: string, members: Readonly<Record<string, string>> = {}) =>
  avail(name, {
    ...{ WorkType: 'Episode', SeriesTitleDisplayUnlimited: 'The Lamp', SeriesTitleInternalAlias: 'Lamp' },
    ...{ SeriesContentID: 'md:cid:org:lantern:lamp', SeasonContentID: 'md:cid:org:lantern:lamp-1' },
    ...{ SeasonNumber: '1', EpisodeNumber: '2', EpisodeTitleDisplayUnlimited: name, EpisodeTitleInternalAlias: name },
    ...members,
  });

async function said(
  rows: readonly ReturnType<typeof avail>[],
  more: Readonly<Record<string, string>> = {},
): Promise<readonly Description[]> {
  const desk = await aDesk();
  const id = await bring(desk.ports, { 'avails.csv': sheet(rows), ...more });
  expect((await applyDelivery(desk.ports, id, MEI)).ok).toBe(true);
  return (await desk.catalog.works()).flatMap(({ descriptions }) => descriptions);
}

test('an episode stands in its series by season and number, under the name that its avail tells', async () => {
  const [told] = await said([episode('e2')]);
  expect(told).toMatchObject({
    title: 'e2',
    place: { season: 1, episode: 2, isEpisode: true },
    seriesTitle: 'The Lamp',
  });
});

test('a film stands in none', async () => {
  const [told] = await said([avail('film')]);
  expect(told).not.toHaveProperty('place');
  expect(told).not.toHaveProperty('seriesTitle');
});

test('numbers that are none are not guessed', async () => {
  const [told] = await said([episode('e2', { EpisodeNumber: '2b', SeasonNumber: '' })]);
  expect(told?.place).toMatchObject({ season: null, episode: null });
});

test.each([
  ['the same EIDR, however it is written', EIDR, `urn:eidr:${EIDR.replace('/', ':')}`, true],
  ['the same id', 'md:cid:org:lantern:lamp', 'md:cid:org:lantern:lamp', true],
  ['another id', 'md:cid:org:lantern:lamp', 'md:cid:org:lantern:other', false],
  ['no id and the same title', '', '', true],
])('two episodes with %s are of one series or not', async (_, first, second, same) => {
  const [a, b] = await said([episode('a', { SeriesContentID: first }), episode('b', { SeriesContentID: second })]);
  expect(a?.place?.series === b?.place?.series).toBe(same);
});

test('the words of a series in another language come with the metadata of its episodes', async () => {
  const told = await said([episode('e2')], {
    'metadata.csv': sheet([{ alid: alid('e2'), language: 'zh-CN', title: '第二集', series: '灯' }]),
  });
  expect(told.map(({ language, seriesTitle }) => [language, seriesTitle])).toEqual([
    ['und', 'The Lamp'],
    ['zh-CN', '灯'],
  ]);
});
