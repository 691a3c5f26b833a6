/** Home by thumb: the first title large, rails to swipe, the bar at the bottom. */
import type { Card, Home as HomeData, Rail } from '@duoping/client';
import { cardId } from '../app/scene.ts';
import { cardLabel, Naming, Until } from '../tv/facts.tsx';
import { Icon, Mark } from '../tv/icons.tsx';
import { Notice } from '../tv/notice.tsx';
import { Unpainted } from '../tv/unpainted.tsx';
import type { View } from '../tv/view.tsx';
import { TabBar } from './tab-bar.tsx';
import { Tap } from './tap.tsx';

export function TouchHome({ view }: { view: View }) {
  const { state, words } = view;
  const { home } = state;
  const retry = [{ id: 'retry', text: words.retry }];
  const rails = home.status === 'ready' ? home.value.rails.filter((rail) => rail.cards.length > 0) : [];
  return (
    <main class="touch-page touch-home">
      {home.status === 'loading' ? <Skeleton /> : null}
      {home.status === 'failed' ? (
        <Notice view={view} title={words.home.failedTitle} body={words.reasons[home.refusal.reason]} actions={retry} />
      ) : null}
      {home.status === 'ready' && rails.length === 0 ? (
        <Notice view={view} title={words.home.emptyTitle} body={words.home.emptyBody} actions={retry} />
      ) : null}
      {rails.length > 0 ? <Shelves view={view} rails={rails} /> : null}
      <header class="touch-brand">
        <Mark />
        {state.brandName}
      </header>
      <TabBar view={view} here="menu:home" />
    </main>
  );
}

function Shelves({ view, rails }: { view: View; rails: HomeData['rails'] }) {
  const [first] = rails;
  const card = first?.cards[0];
  return (
    <>
      {first && card ? <Hero view={view} card={card} rail={first} /> : null}
      {rails.map((rail) => (
        <TouchRail key={rail.id} view={view} rail={rail} />
      ))}
    </>
  );
}

function Hero({ view, card, rail }: { view: View; card: Card; rail: Rail }) {
  const { app, words } = view;
  const facts = [
    card.year,
    card.durationSeconds === null ? null : words.duration(card.durationSeconds),
    card.formatProfile === 'UHD' ? '4K' : card.formatProfile,
    card.rating,
    card.partner,
  ].filter((fact) => fact !== null);
  return (
    <section class="touch-hero">
      <div class="touch-hero-art" aria-hidden="true">
        <Picture card={card} />
        <i class="touch-shade" />
      </div>
      <div class="touch-hero-copy">
        <Naming view={view} card={card} level="hero" />
        <p class="touch-facts">{facts.join(' · ')}</p>
        <p class="synopsis">{card.synopsis}</p>
        <Tap app={app} id={cardId(rail.id, card.work)} look="touch-go" label={`${words.title.play}: ${card.title}`}>
          <Icon name="play" />
          {words.title.play}
        </Tap>
        <Until view={view} card={card} />
      </div>
    </section>
  );
}

/** A phone shows the poster, a tablet the wide picture: which of the two is drawn, the browser knows. */
function Picture({ card }: { card: Card }) {
  const { poster, wide } = card;
  if (poster === null && wide === null) return <Unpainted work={card.work} />;
  return (
    <picture>
      {poster === null ? null : <source media="(max-width: 599px)" srcset={poster} />}
      <img src={wide ?? poster ?? ''} alt="" loading="lazy" />
    </picture>
  );
}

function TouchRail({ view, rail }: { view: View; rail: Rail }) {
  const { app, words } = view;
  return (
    <section class="touch-rail" aria-label={rail.title}>
      <h2>{rail.title}</h2>
      <div class="touch-row">
        {rail.cards.map((card, place) => {
          // The hero's own button already carries the id of the very first card.
          const id = cardId(rail.id, card.work);
          return (
            <button
              key={id}
              type="button"
              id={`${place}:${id}`}
              class={card.ready ? 'touch-card' : 'touch-card waiting'}
              aria-label={cardLabel(card, words)}
              onClick={() => app.choose(id)}
            >
              <Picture card={card} />
              <span class="foot" />
              {card.ready ? null : <span class="badge strong">{words.home.preparing}</span>}
              <b>{card.title}</b>
              {card.progress === null ? null : (
                <span class="progress">
                  <i style={{ width: `${Math.max(2, Math.round(card.progress * 100))}%` }} />
                </span>
              )}
            </button>
          );
        })}
      </div>
    </section>
  );
}

const Skeleton = () => (
  <div aria-hidden="true">
    <div class="touch-hero bone" />
    <div class="touch-row">
      {[0, 1, 2, 3, 4].map((place) => (
        <i key={place} class="touch-card bone" />
      ))}
    </div>
  </div>
);
