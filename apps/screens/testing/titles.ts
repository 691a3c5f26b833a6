/** Invented titles for the try-out server, in both languages. */
import type { Card, Home, Title, UiLanguage } from '@duoping/client';
import type { Palette } from './artwork.ts';

interface Invented {
  readonly work: string;
  readonly zh: readonly [name: string, synopsis: string];
  readonly en: readonly [name: string, synopsis: string];
  readonly year: number;
  readonly minutes: number;
  readonly formatProfile: Card['formatProfile'];
  readonly rating: string | null;
  readonly partner: string;
  /** Days from now; null is no known end. */
  readonly endsInDays: number | null;
  readonly progress: number | null;
  readonly ready: boolean;
  readonly illustrative: boolean;
  readonly palette: Palette;
  readonly kind: 'hills' | 'sea' | 'city';
  /** Its place in the one series there is. */
  readonly episode?: readonly [season: number, episode: number];
}

const SAND: Palette = { dark: '#1b0f0a', mid: '#5a2413', bright: '#c2521f', light: '#ffe0b0' };
const SEA: Palette = { dark: '#031014', mid: '#06343c', bright: '#0f7a78', light: '#f4f7d8' };
const NIGHT: Palette = { dark: '#0b0618', mid: '#2a1150', bright: '#7a1f7d', light: '#ff9bd2' };
const STEEL: Palette = { dark: '#0a1016', mid: '#1d3346', bright: '#4b7593', light: '#dcecf7' };
const FOREST: Palette = { dark: '#071109', mid: '#17361f', bright: '#4f8043', light: '#f0f5c8' };
const ROSE: Palette = { dark: '#170a10', mid: '#4a1a2c', bright: '#a84a5a', light: '#ffd9c9' };
const GOLD: Palette = { dark: '#120c03', mid: '#40290a', bright: '#94651a', light: '#fff0c2' };

const row = (
  work: string,
  zh: Invented['zh'],
  en: Invented['en'],
  rest: Partial<Invented> & Pick<Invented, 'palette' | 'kind'>,
): Invented => ({
  work,
  zh,
  en,
  year: 2024,
  minutes: 96,
  formatProfile: 'HD',
  rating: null,
  partner: 'Youku Tudou',
  endsInDays: 40,
  progress: null,
  ready: true,
  illustrative: true,
  ...rest,
});

export const TITLES: readonly Invented[] = [
  row(
    'thirty-north',
    ['北纬三十度', '一支勘测队沿着消失的商道向西，每走一程，就少一个知道归途的人。'],
    [
      'Thirty North',
      'A survey party follows a vanished trade road west. With every stage, one fewer of them knows the way home.',
    ],
    { palette: SAND, kind: 'hills', minutes: 108, formatProfile: 'UHD', rating: '12+', progress: 0.61, endsInDays: 32 },
  ),
  row(
    'letters-from-the-deep',
    ['深海来信', '一封从海底电缆里截获的信，让一座小城的灯塔重新点亮。'],
    ['Letters from the Deep', 'A letter caught in an undersea cable lights a small town’s lighthouse again.'],
    { palette: SEA, kind: 'sea', progress: 0.34, rating: '9+' },
  ),
  row(
    'harbour-lights',
    ['港湾灯火', '最后一班渡轮的三个夜晚。'],
    ['Harbour Lights', 'Three nights on the last ferry.'],
    { palette: NIGHT, kind: 'city', progress: 0.82, endsInDays: 0.1, partner: 'Harbour Film Archive' },
  ),
  row(
    'orbit-9',
    ['九号轨道', '空间站只剩一位乘员，和一台学会说谎的机器。'],
    ['Orbit 9', 'One crew member is left on the station, with a machine that has learned to lie.'],
    { palette: NIGHT, kind: 'sea', progress: 0.12, formatProfile: 'UHD' },
  ),
  row('steel-river', ['钢铁河流', '一家老厂的最后一炉钢。'], ['Steel River', 'The last melt of an old mill.'], {
    palette: STEEL,
    kind: 'city',
    progress: 0.47,
    endsInDays: null,
  }),
  row(
    'tea-road',
    ['茶马', '从雪山到海边，一匹马走过的路。'],
    ['The Tea Road', 'From the snow line to the sea, the road one horse walked.'],
    { palette: FOREST, kind: 'hills', endsInDays: 1.2, rating: '6+' },
  ),
  row(
    'paper-birds',
    ['纸鸢', '一个不说话的孩子，和一座会飞的村庄。'],
    ['Paper Birds', 'A child who doesn’t speak, and a village that can fly.'],
    { palette: ROSE, kind: 'hills', endsInDays: 2.5, rating: '0+' },
  ),
  row(
    'fishing-lamps',
    ['渔火', '江上最后的捕鱼人，一盏灯一盏灯地数着。'],
    ['Fishing Lamps', 'The last fisherman on the river counts the lamps, one by one.'],
    { palette: GOLD, kind: 'sea', endsInDays: 5 },
  ),
  row(
    'quiet-machines',
    ['安静的机器', '工厂夜班里的一场失踪。'],
    ['Quiet Machines', 'A disappearance on the night shift.'],
    { palette: STEEL, kind: 'hills', ready: false },
  ),
  row(
    'the-long-night-and-the-lanterns-of-the-old-city',
    ['长夜灯火', '旧城停电的一夜，三代人在一盏灯下说完了六十年的话。'],
    [
      'The Long Night and the Lanterns of the Old City',
      'One night without power: three generations say sixty years’ worth of words under one lamp.',
    ],
    { palette: GOLD, kind: 'city', rating: '12+' },
  ),
  row(
    'snow-country-line',
    ['雪线', '一位气象员和她守了三十年的山。'],
    ['Snow Line', 'A weather keeper and the mountain she has watched for thirty years.'],
    { palette: STEEL, kind: 'hills', endsInDays: 420 },
  ),
  row('summer-clinic', ['夏日诊所', '小镇医生的最后一个暑假。'], ['Summer Clinic', 'A town doctor’s last summer.'], {
    palette: FOREST,
    kind: 'sea',
    illustrative: false,
  }),
];

const LAMPS: readonly [name: string, name: string] = ['灯火人家', 'Lamplit Houses'];

const episode = (
  place: readonly [season: number, episode: number],
  [zh, en]: readonly [zh: string, en: string],
  rest: Pick<Invented, 'palette' | 'kind'> & Partial<Invented>,
): Invented =>
  row(
    `lamps-${place.join('-')}`,
    [zh, '一条街，一盏灯，一家人的一个晚上。'],
    [en, 'One street, one lamp, one evening of a family.'],
    { minutes: 42, rating: '6+', endsInDays: 300, partner: 'Harbour Film Archive', episode: place, ...rest },
  );

/** The first season was begun, the second one is short. */
export const EPISODES: readonly Invented[] = [
  episode([1, 1], ['搬家', 'Moving In'], { palette: GOLD, kind: 'city', progress: 1 }),
  episode([1, 2], ['停电', 'The Power Cut'], { palette: SAND, kind: 'city', progress: 0.4 }),
  episode([1, 3], ['外婆的收音机', 'Grandmother’s Radio'], { palette: ROSE, kind: 'hills', endsInDays: 1.5 }),
  episode([1, 4], ['除夕', 'New Year’s Eve'], { palette: NIGHT, kind: 'city' }),
  episode([2, 1], ['十年以后', 'Ten Years On'], { palette: SEA, kind: 'sea' }),
  episode([2, 2], ['来信', 'A Letter'], { palette: FOREST, kind: 'hills', ready: false }),
];

export const ALL: readonly Invented[] = [...TITLES, ...EPISODES];

const find = (...works: string[]) => ALL.filter((title) => works.indexOf(title.work) >= 0);

const RAILS = [
  { id: 'continue', zh: '接着看', en: 'Continue watching', titles: TITLES.filter((title) => title.progress !== null) },
  {
    id: 'leaving',
    zh: '即将下线',
    en: 'Leaving soon',
    titles: find('tea-road', 'paper-birds', 'fishing-lamps', 'harbour-lights'),
  },
  { id: 'new', zh: '新到片库', en: 'New in the catalog', titles: [...find('lamps-1-2'), ...[...TITLES].reverse()] },
];

export function cardOf(title: Invented, language: UiLanguage, nowMs: number): Card {
  const [mine, other] = language === 'en' ? [title.en, title.zh] : [title.zh, title.en];
  const end = title.endsInDays === null ? null : new Date(nowMs + title.endsInDays * 86_400_000);
  return {
    work: title.work,
    title: mine[0],
    otherTitle: other[0],
    synopsis: mine[1],
    genres: [],
    year: title.year,
    durationSeconds: title.minutes * 60,
    formatProfile: title.formatProfile,
    rating: title.rating,
    partner: title.partner,
    availableUntil: end ? end.toISOString() : null,
    progress: title.progress,
    illustrative: title.illustrative,
    ready: title.ready,
    poster: `/artwork/${title.work}/poster.jpg`,
    wide: `/artwork/${title.work}/wide.jpg`,
    series: title.episode
      ? {
          id: 'lamps',
          title: LAMPS[language === 'en' ? 1 : 0],
          season: title.episode[0],
          episode: title.episode[1],
        }
      : null,
  };
}

export const homeOf = (language: UiLanguage, nowMs: number, hidden: ReadonlySet<string>): Home => ({
  rails: RAILS.map((rail) => ({
    id: rail.id,
    title: language === 'en' ? rail.en : rail.zh,
    cards: rail.titles.filter((title) => !hidden.has(title.work)).map((title) => cardOf(title, language, nowMs)),
  })),
  until: null,
});

export const titleOf = (title: Invented, language: UiLanguage, nowMs: number): Title => ({
  ...cardOf(title, language, nowMs),
  ...seriesOf(title, (episode) => cardOf(episode, language, nowMs)),
  audioLanguages: ['zh-CN', 'en'],
  subtitleLanguages: ['zh-CN', 'en'],
  positionSeconds: title.progress === 1 ? 0 : Math.round((title.progress ?? 0) * title.minutes * 60),
  credits: null,
  licenseTypes: ['SVOD'],
});

function seriesOf(title: Invented, told: (episode: Invented) => Card): Pick<Title, 'seasons' | 'next'> {
  if (!title.episode) return { seasons: [], next: null };
  const next = EPISODES.slice(EPISODES.indexOf(title) + 1).find(({ ready }) => ready);
  const seasons = [1, 2].map((number) => ({
    number,
    episodes: EPISODES.filter((one) => one.episode?.[0] === number).map(told),
  }));
  return { seasons, next: next ? told(next) : null };
}
