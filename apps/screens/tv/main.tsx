/** Starts the TV page: the only place that knows the browser's storage, network, clock and keys. */
import './old-engines.ts';
import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import './tokens.css';
import './home.css';
import './menu.css';
import './pages.css';
import './series.css';
import './player.css';
import './search.css';
import './elsewhere.css';
import './who.css';
import '../touch/touch.css';
import '../touch/pages.css';
import '../touch/series.css';
import '../touch/who.css';
import '../touch/player.css';
import '../touch/search.css';
import '../touch/elsewhere.css';
import { createCalls, type Fetch, startPairing, type Timers } from '@duoping/client';
import { render } from 'preact';
import { createApp } from '../app/app.ts';
import { keyOf, letterOf, repeatGapMs } from '../app/keys.ts';
import { focusOf } from '../app/scene.ts';
import { openShakaStage, prefetchShaka } from '../stage/shaka.ts';
import { openMemory, readLanguage } from './memory.ts';
import { Screen } from './screen.tsx';
import { followFocus } from './view.tsx';

const timers: Timers = {
  now: () => Date.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, Math.max(0, delayMs));
    return () => clearTimeout(timer);
  },
};
/** `keepalive` lets the last words of a play reach the server although the page is gone. */
const callServer: Fetch = (url, init) => fetch(url, init.method === 'POST' ? { ...init, keepalive: true } : init);
const storage = (() => {
  try {
    return window.localStorage;
  } catch {
    return null; // forbidden in this browser: the screen asks to be paired each evening
  }
})();
const memory = openMemory(storage, location.pathname.replace(/\/+$/, '') || '/');
const asked = readLanguage(new URLSearchParams(location.search).get('lang'));
if (asked) memory.setLanguage(asked);
const model = document.querySelector('meta[name="duoping-model"]')?.getAttribute('content') ?? 'demo-tv';

/** Which layout the page was served for; what may be shown, the paired device's model decides on the server. */
const shape = document.querySelector('meta[name="duoping-screen"]')?.getAttribute('content') ?? 'tv';
const touch = shape === 'phone' || shape === 'tablet';
if (touch) document.documentElement.className = 'touch';

/** A page is drawn before the server has answered, so the frame is there when the stage loads. */
let frame: HTMLElement | null = null;

const app = createApp({
  calls: createCalls({ fetch: callServer, timers, token: memory.token, profile: memory.profile }),
  timers,
  memory,
  asksWho: window.parent === window,
  firstLanguage: readLanguage(navigator.language) ?? 'en',
  pair: (onChange) => startPairing({ fetch: callServer, timers, model, deviceName: model, onChange }),
  openStage: () => openShakaStage(() => frame ?? document.body),
  prepareStage: prefetchShaka,
});

let held = { key: '', sinceMs: 0, lastMs: 0 };
window.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const letter = letterOf(event);
  const key = keyOf(event);
  // In a text field every key is the field's own, an input method's too; only Escape leads back.
  if (event.target instanceof HTMLInputElement && (event.key !== 'Escape' || event.isComposing)) return;
  // By touch, keys are the browser's own: Tab, Enter and Space on what has focus, arrows to scroll; Back stays ours.
  if (touch && key !== 'back') return;
  if ((letter !== null && app.type(letter)) || (event.key === 'Backspace' && app.erase())) {
    return event.preventDefault();
  }
  if (key === null) return;
  event.preventDefault();
  const now = performance.now();
  if (!event.repeat || held.key !== key) held = { key, sinceMs: now, lastMs: now };
  else if (key === 'ok' || key === 'back' || now - held.lastMs < repeatGapMs(now - held.sinceMs)) return;
  else held.lastMs = now;
  app.press(key);
});

window.addEventListener('focus', () => {
  if (!touch) followFocus(focusOf(app.state()));
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) app.press('pause');
});
window.addEventListener('pagehide', () => app.close());
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload(); // its stream was let go
});

const root = document.getElementById('screen');
if (!root) throw new Error('The page has no #screen');
render(
  <Screen
    app={app}
    touch={touch}
    onFrame={(element) => {
      frame = element;
    }}
  />,
  root,
);
