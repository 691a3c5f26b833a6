/** The home page: a hero that follows focus, rails under a fixed focus point, the menu asleep at the left. */
import type { Card, Home as HomeData } from '@duoping/client';
import { useMemo } from 'preact/hooks';
import { cardId, memoryOf } from '../app/scene.ts';
import { clockTime } from '../words/index.ts';
import { Backdrop } from './backdrop.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { Facts, Naming, Until } from './facts.tsx';
import { Menu } from './menu.tsx';
import { Notice } from './notice.tsx';
import { Rail } from './rail.tsx';
import { Unpainted } from './unpainted.tsx';
import { px, type View } from './view.tsx';

const RAIL_PITCH = 292;
const KEEP_BELOW = 2;

export function Home({ view }: { view: View }) {
  const { state, words } = view;
  const { home } = state;
  return (
    <main class="home">
      {home.status === 'ready' && home.value.rails.some((rail) => rail.cards.length > 0) ? (
        <Shelves view={view} home={home.value} />
      ) : null}
      {home.status === 'loading' ? <Skeleton /> : null}
      {home.status === 'failed' ? (
        <Notice
          view={view}
          title={words.home.failedTitle}
          body={words.reasons[home.refusal.reason]}
          actions={[{ id: 'retry', text: words.retry }]}
        />
      ) : null}
      {home.status === 'ready' && home.value.rails.every((rail) => rail.cards.length === 0) ? (
        <Notice
          view={view}
          title={words.home.emptyTitle}
          body={words.home.emptyBody}
          actions={[{ id: 'retry', text: words.retry }]}
        />
      ) : null}
      <Menu view={view} />
      <Elsewhere view={view} />
      <header class="corner">
        <span class="soft">{state.me?.device.name}</span> {clockTime(new Date(state.nowMs))}
      </header>
    </main>
  );
}

function Shelves({ view, home }: { view: View; home: HomeData }) {
  const { app, state, words } = view;
  const memory = memoryOf(state);
  const main = memory.main;
  const rails = home.rails.filter((rail) => rail.cards.length > 0);
  const current = Math.max(0, rails.map((rail) => rail.id).indexOf(main?.zone ?? ''));
  const rows = rails.map((rail, row) => {
    const remembered = memory.items[rail.id];
    const index = Math.max(0, rail.cards.map((card) => cardId(rail.id, card.work)).indexOf(remembered ?? ''));
    return { rail, row, index };
  });
  const shown = rows[current];
  const card = shown?.rail.cards[shown.index];
  const focus = view.focus;
  const shelves = useMemo(
    () => (
      <div class="rails" style={{ transform: `translate3d(0,${px(-current * RAIL_PITCH)},0)` }}>
        {rows.map(({ rail, row, index }) =>
          row < current - 1 || row > current + KEEP_BELOW ? null : (
            <div key={rail.id} class={row < current ? 'shelf above' : 'shelf'} style={{ top: px(row * RAIL_PITCH) }}>
              <Rail app={app} words={words} rail={rail} index={index} active={row === current} focus={focus} />
            </div>
          ),
        )}
      </div>
    ),
    [home, words, focus, current, shown?.index],
  );
  return (
    <>
      {card && card.wide === null ? <Unpainted work={card.work} /> : null}
      {card ? <Backdrop image={card.wide} /> : null}
      {card && shown ? <Hero view={view} card={card} railTitle={shown.rail.title} /> : null}
      {shelves}
    </>
  );
}

function Hero({ view, card, railTitle }: { view: View; card: Card; railTitle: string }) {
  const { words } = view;
  const left = words.timeLeft(words.duration((card.durationSeconds ?? 0) * (1 - (card.progress ?? 0))));
  return (
    <div class="hero-copy" key={card.work}>
      <div class="eyebrow">
        <i />
        {card.progress === null ? railTitle : words.home.continueWatching(left)}
      </div>
      <Naming view={view} card={card} level="hero" />
      <Facts view={view} card={card} />
      <p class="synopsis">{card.synopsis}</p>
      <Until view={view} card={card} />
    </div>
  );
}

/** The page's own shape while it loads: nothing moves when the titles arrive. */
function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <div class="hero-copy">
        <i class="bone" style={{ width: px(220), height: px(24) }} />
        <i class="bone" style={{ width: px(520), height: px(84), marginTop: px(24) }} />
        <i class="bone" style={{ width: px(400), height: px(30), marginTop: px(30) }} />
        <i class="bone" style={{ width: px(700), height: px(28), marginTop: px(36) }} />
        <i class="bone" style={{ width: px(620), height: px(28), marginTop: px(16) }} />
      </div>
      <div class="rails">
        {[0, 1].map((row) => (
          <div key={row} class="shelf" style={{ top: px(row * RAIL_PITCH) }}>
            <i class="bone" style={{ width: px(180), height: px(36) }} />
            <div class="row">
              {[0, 1, 2, 3, 4].map((place) => (
                <i key={place} class="bone card-bone" style={{ left: px(place * 364) }} />
              ))}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
