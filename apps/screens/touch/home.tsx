/** Home by thumb: the first title large, rails to swipe, the bar at the bottom. */
import type { Card, Home as HomeData, Rail } from '@duoping/client';
import { cardId } from '../app/scene.ts';
import { Naming, nameOf, Until } from '../tv/facts.tsx';
import { Icon, Mark } from '../tv/icons.tsx';
import { Notice } from '../tv/notice.tsx';
import type { View } from '../tv/view.tsx';
import { Picture, TouchCard } from './card.tsx';
import { TabBar } from './tab-bar.tsx';
import { Tap } from './tap.tsx';

export function TouchHome({ view }: { view: View }) {
  const { state, words } = view;
  const { home } = state;
  const retry = [{ id: 'retry', text: words.retry }];
  const rails = home.status === 'ready' ? home.value.rails.filter((rail) => rail.cards.length > 0) : [];
  return (
    <main class={state.elsewhere.length > 0 ? 'touch-page touch-home beneath' : 'touch-page touch-home'}>
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
        {/* Not the poster: its lettering would stand behind the name. */}
        <Picture card={card.wide === null ? card : { ...card, poster: null }} />
        <i class="touch-shade" />
      </div>
      <div class="touch-hero-copy">
        <Naming view={view} card={card} level="hero" />
        <p class="touch-facts">{facts.join(' · ')}</p>
        <p class="synopsis">{card.synopsis}</p>
        <Tap app={app} id={cardId(rail.id, card.work)} look="touch-go" label={`${words.title.play}: ${nameOf(card)}`}>
          <Icon name="play" />
          {words.title.play}
        </Tap>
        <Until view={view} card={card} />
      </div>
    </section>
  );
}

function TouchRail({ view, rail }: { view: View; rail: Rail }) {
  return (
    <section class="touch-rail" aria-label={rail.title}>
      <h2>{rail.title}</h2>
      <div class="touch-row">
        {rail.cards.map((card, place) => {
          // The hero's own button already carries the id of the very first card.
          const id = cardId(rail.id, card.work);
          return <TouchCard key={id} view={view} card={card} place={`${place}:${id}`} item={id} />;
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
