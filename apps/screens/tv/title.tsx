/** One title: both names, what it is, its tracks, until when, and Play under the thumb. */
import type { Card, Title as TitleData } from '@duoping/client';
import { episodeUnder } from '../app/series.ts';
import { TouchSeries } from '../touch/series.tsx';
import { playhead, type Words } from '../words/index.ts';
import { Backdrop } from './backdrop.tsx';
import { episodeOf, Facts, Naming, nameOf, Until } from './facts.tsx';
import { Notice } from './notice.tsx';
import { Series } from './series.tsx';
import { Unpainted } from './unpainted.tsx';
import { Button, px, type View } from './view.tsx';

export interface TitlePageProps {
  readonly view: View;
  readonly work: string;
  readonly known: Card | null;
  readonly touch: boolean;
}

export function TitlePage({ view, work, known, touch }: TitlePageProps) {
  const { state, words } = view;
  const title = state.titles[work] ?? { status: 'loading' as const };
  if (title.status === 'failed') {
    const retry = title.refusal.status === 0 ? [{ id: 'retry', text: words.retry }] : [];
    return (
      <main class="page-title">
        <Backdrop image={known?.wide ?? null} full />
        <Notice
          view={view}
          title={known ? nameOf(known) : words.title.failedTitle}
          body={words.reasons[title.refusal.reason]}
          actions={retry.concat([{ id: 'back', text: words.title.back }])}
        />
      </main>
    );
  }
  const own = title.status === 'ready' ? title.value : known;
  // On a television the page speaks of the episode that focus is on.
  const card = (!touch && episodeUnder(state, work, view.focus)) || own;
  const series = title.status === 'ready' && title.value.seasons.length > 0 ? title.value : null;
  return (
    <main class={own?.series ? 'page-title of-series' : 'page-title'}>
      {card && card.wide === null ? <Unpainted work={work} /> : null}
      <Backdrop image={card?.wide ?? null} full />
      <div class="title-copy">
        {card ? (
          <>
            <Naming view={view} card={card} level="hero" />
            <Facts view={view} card={card} />
            <p class="synopsis">{card.synopsis}</p>
            {card.progress === null || !card.ready ? null : (
              <div class="title-progress">
                <i style={{ width: `${Math.round(card.progress * 100)}%` }} />
              </div>
            )}
          </>
        ) : null}
        <div class="actions">
          {title.status === 'ready' ? <Actions view={view} title={title.value} /> : <i class="bone button-bone" />}
        </div>
        {card ? <Until view={view} card={card} /> : null}
        {own?.series && !touch ? null : title.status === 'ready' ? (
          <Details title={title.value} words={words} />
        ) : (
          <DetailsSkeleton />
        )}
      </div>
      {series && touch ? <TouchSeries view={view} title={series} /> : null}
      {series && !touch ? <Series view={view} title={series} /> : null}
    </main>
  );
}

function Actions({ view, title }: { view: View; title: TitleData }) {
  const { words } = view;
  const back = <Button view={view} id="back" text={words.title.back} />;
  if (!title.ready) return back;
  const episode = title.series ? episodeOf(title, words) : null;
  if (title.positionSeconds > 0) {
    const resume =
      episode === null ? words.title.resume(playhead(title.positionSeconds)) : words.title.resumeEpisode(episode);
    return (
      <>
        <Button view={view} id="resume" text={resume} primary />
        <Button view={view} id="from-start" text={words.title.fromStart} />
        {back}
      </>
    );
  }
  return (
    <>
      <Button
        view={view}
        id="play"
        text={episode === null ? words.title.play : words.title.playEpisode(episode)}
        primary
      />
      {back}
    </>
  );
}

function Details({ title, words }: { title: TitleData; words: Words }) {
  const name = (tags: readonly string[]) => tags.map((tag) => words.languageName(tag)).join(' · ') || words.title.none;
  const offers = title.licenseTypes.map((type) => words.title.offer[type]).filter((offer) => offer !== undefined);
  const rows: readonly (readonly [string, string])[] = [
    [words.title.audio, name(title.audioLanguages)],
    [words.title.subtitles, name(title.subtitleLanguages)],
    ...(title.credits ? [[words.title.credits, title.credits] as const] : []),
  ];
  return (
    <div class="details">
      {title.ready ? null : <p>{words.title.preparingBody}</p>}
      {title.illustrative ? <p>{words.title.illustrativeBody}</p> : null}
      <p>{offers.filter((offer, place) => offers.indexOf(offer) === place).join(' · ')}</p>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const DetailsSkeleton = () => (
  <div class="details" aria-hidden="true">
    <i class="bone" style={{ width: px(300), height: px(28) }} />
    <i class="bone" style={{ width: px(420), height: px(28), marginTop: px(16) }} />
  </div>
);
