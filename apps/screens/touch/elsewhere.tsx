/** Above the bar while another screen of the household plays: go on here, or steer it from here. */
import { type OtherScreenPlay, placeNow, refusedHere } from '../app/elsewhere.ts';
import { currentRoute } from '../app/state.ts';
import { whereWords } from '../tv/elsewhere.tsx';
import type { View } from '../tv/view.tsx';
import { playhead } from '../words/index.ts';
import { Tap } from './tap.tsx';

export function TouchElsewhere({ view }: { view: View }) {
  const { state } = view;
  if (state.phase !== 'in' || currentRoute(state).name !== 'home' || state.elsewhere.length === 0) return null;
  return (
    <div class="touch-elsewhere">
      {state.elsewhere.map((play) => (
        <Chip key={play.id} view={view} play={play} />
      ))}
    </div>
  );
}

function Chip({ view, play }: { view: View; play: OtherScreenPlay }) {
  const { app, state, words } = view;
  const refused = refusedHere(play);
  return (
    <section
      class={play.offered ? 'chip sent' : 'chip'}
      role={play.offered ? 'alert' : undefined}
      aria-label={whereWords(view, play)}
    >
      <Tap app={app} id={`remote:${play.id}`} look="chip-what">
        <b>
          <small class="unseen">{words.elsewhere.remote} </small>
          {play.title}
        </b>
        <span>
          <i />
          {play.offered ? '' : `${playhead(placeNow(play, state.nowMs))} · `}
          {whereWords(view, play)}
        </span>
        {refused === null ? null : <small>{words.reasons[refused]}</small>}
      </Tap>
      {refused === null ? (
        <Tap app={app} id={`move:${play.id}`} look="chip-go">
          {words.elsewhere.continueHere}
        </Tap>
      ) : null}
    </section>
  );
}
