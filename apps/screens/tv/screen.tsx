/** The TV layout: one page for each state of the app. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { App } from '../app/app.ts';
import { focusOf } from '../app/scene.ts';
import { currentRoute, type State } from '../app/state.ts';
import { TouchElsewhere } from '../touch/elsewhere.tsx';
import { TouchHome } from '../touch/home.tsx';
import { TouchPlayer } from '../touch/player.tsx';
import { TouchSearch } from '../touch/search.tsx';
import { WORDS } from '../words/index.ts';
import { DevicePage } from './device.tsx';
import { Home } from './home.tsx';
import { Mark } from './icons.tsx';
import { Notice } from './notice.tsx';
import { Pairing } from './pairing.tsx';
import { PlayerPage } from './player.tsx';
import { RemotePage } from './remote.tsx';
import { SearchPage } from './search.tsx';
import { TitlePage } from './title.tsx';
import { followFocus, type View } from './view.tsx';
import { WhoPage } from './who.tsx';

export interface ScreenProps {
  readonly app: App;
  readonly onFrame: (frame: HTMLElement | null) => void;
  /** Phones and tablets: by thumb, not by remote. */
  readonly touch: boolean;
}

export function Screen({ app, onFrame, touch }: ScreenProps) {
  const [state, setState] = useState(app.state());
  useEffect(() => {
    setState(app.state());
    return app.subscribe(() => setState(app.state()));
  }, [app]);
  const { language } = state;
  const view: View = { app, state, words: WORDS[language], focus: focusOf(state) };
  useLayoutEffect(() => {
    if (!touch) followFocus(view.focus); // a finger goes where it likes, and rails keep where they were swiped to
  });
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <div
      class="stage"
      data-work={workOf(state)}
      data-place={state.phase === 'in' ? currentRoute(state).name : state.phase}
    >
      <Page view={view} onFrame={onFrame} touch={touch} />
      {touch ? <TouchElsewhere view={view} /> : null}
    </div>
  );
}

/** The title that the page is about, for who frames the screen. */
function workOf(state: State): string | undefined {
  const route = currentRoute(state);
  return state.phase === 'in' && (route.name === 'title' || route.name === 'play') ? route.work : undefined;
}

function Page({ view, onFrame, touch }: { view: View } & Omit<ScreenProps, 'app'>) {
  const { state, words } = view;
  if (state.phase === 'starting') {
    return (
      <main class="starting">
        <div class="lamp" aria-hidden="true" />
        <Mark />
      </main>
    );
  }
  if (state.phase === 'unreachable') {
    const actions = [
      { id: 'retry', text: words.retry },
      { id: 'language', text: words.otherLanguage },
    ];
    return (
      <main class="page-device">
        <Notice view={view} title={words.unreachableTitle} body={words.unreachableBody} actions={actions} />
      </main>
    );
  }
  if (state.phase === 'pairing') return <Pairing view={view} />;
  if (state.phase === 'choosing') return <WhoPage view={view} touch={touch} />;
  const route = currentRoute(state);
  switch (route.name) {
    case 'home':
      return touch ? <TouchHome view={view} /> : <Home view={view} />;
    case 'search':
      return touch ? <TouchSearch view={view} /> : <SearchPage view={view} />;
    case 'title':
      return <TitlePage key={route.work} view={view} work={route.work} known={route.card} touch={touch} />;
    case 'play':
      return touch ? (
        <TouchPlayer view={view} work={route.work} onFrame={onFrame} />
      ) : (
        <PlayerPage view={view} work={route.work} onFrame={onFrame} />
      );
    case 'remote':
      return <RemotePage view={view} playId={route.play} />;
    case 'device':
      return <DevicePage view={view} />;
  }
}
