/** The player by touch: play and pause in the middle, ten seconds to either side, a bar to drag, tracks on a sheet. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PlayerState } from '../app/player.ts';
import { nextOf } from '../app/series.ts';
import { findCard } from '../app/state.ts';
import { Backdrop } from '../tv/backdrop.tsx';
import { episodeOf, nameOf } from '../tv/facts.tsx';
import { Icon } from '../tv/icons.tsx';
import { NextUp } from '../tv/next-up.tsx';
import { type PlayerPageProps, pictureWords, Stopped, trackName } from '../tv/player.tsx';
import { SendTo } from '../tv/send-to.tsx';
import type { View } from '../tv/view.tsx';
import { playhead } from '../words/index.ts';
import { Tap } from './tap.tsx';

export function TouchPlayer({ view, work, onFrame }: PlayerPageProps) {
  const { app, state, words } = view;
  const frame = useRef<HTMLDivElement>(null);
  // With the page itself: a film that is ready before the next paint must find its place.
  useLayoutEffect(() => {
    onFrame(frame.current);
    return () => onFrame(null);
  }, []);
  const { player } = state;
  const loaded = state.titles[work];
  const card = loaded?.status === 'ready' ? loaded.value : findCard(state, work);
  const stopped = player?.phase === 'stopped';
  const next = nextOf(state, work);
  const covered = stopped || player === null || player.phase === 'starting';
  return (
    <main class="touch-page touch-player">
      <div class="frame" ref={frame} />
      {covered ? <Backdrop image={card?.wide ?? null} full /> : null}
      {stopped && player ? <Stopped view={view} player={player} /> : null}
      {player && !stopped ? (
        <>
          <button
            type="button"
            class="touch-wake"
            aria-label={words.player.controls}
            onClick={() => app.wakePlayer()}
          />
          {player.controls || player.panel ? (
            <Glass
              view={view}
              player={player}
              name={card ? nameOf(card) : ''}
              episode={card ? episodeOf(card, words) : ''}
            />
          ) : null}
          {player.offersNext && next && !player.panel ? <NextUp view={view} player={player} next={next} /> : null}
        </>
      ) : null}
    </main>
  );
}

interface GlassProps {
  readonly view: View;
  readonly player: PlayerState;
  readonly name: string;
  readonly episode: string;
}

function Glass({ view, player, name, episode }: GlassProps) {
  const { app, state, words } = view;
  const { play } = player;
  const started = player.phase !== 'starting';
  const until = player.until === null ? null : words.moment(new Date(player.until), new Date(state.nowMs));
  return (
    <div class="touch-glass">
      <header>
        <button type="button" class="round" aria-label={words.title.back} onClick={() => app.press('back')}>
          <Icon name="back" />
        </button>
        <div>
          <h1>
            {name === '' ? (play?.title ?? '') : name} {episode}
          </h1>
          {play ? <p>{pictureWords(play, words)}</p> : null}
        </div>
      </header>
      {started ? (
        <div class="touch-steer">
          <button type="button" class="round" aria-label={words.player.backTen} onClick={() => app.skip(-10)}>
            −10
          </button>
          <button
            type="button"
            class="round large"
            aria-label={player.phase === 'paused' ? words.player.resume : words.player.pause}
            onClick={() => app.press('playpause')}
          >
            <Icon name={player.phase === 'paused' ? 'play' : 'pause'} />
          </button>
          <button type="button" class="round" aria-label={words.player.onTen} onClick={() => app.skip(10)}>
            +10
          </button>
        </div>
      ) : (
        <p class="touch-steer" role="status">
          {words.player.starting}
        </p>
      )}
      <footer>
        <SeekBar view={view} player={player} />
        <div class="touch-foot">
          <span>{until === null ? '' : words.availableUntil(until)}</span>
          <button type="button" class="touch-link" onClick={() => app.press('down')}>
            {words.player.tracksTitle}
          </button>
        </div>
      </footer>
      {player.panel ? <Sheet view={view} player={player} /> : null}
    </div>
  );
}

/** While a finger is on it, the bar shows where it would go; the picture follows when it is let go. */
function SeekBar({ view, player }: { view: View; player: PlayerState }) {
  const { app, words } = view;
  const [held, setHeld] = useState<number | null>(null);
  const at = held ?? player.seek?.toSeconds ?? player.positionSeconds;
  const whole = Math.max(1, Math.floor(player.durationSeconds));
  return (
    <div class="touch-bar">
      <span>{playhead(at)}</span>
      <input
        type="range"
        min={0}
        max={whole}
        step={1}
        value={Math.floor(at)}
        aria-label={words.player.seek}
        aria-valuetext={playhead(at)}
        onInput={(event) => setHeld(Number(event.currentTarget.value))}
        onChange={(event) => {
          setHeld(null);
          app.seekTo(Number(event.currentTarget.value));
        }}
      />
      <span>−{playhead(Math.max(0, player.durationSeconds - at))}</span>
    </div>
  );
}

function Sheet({ view, player }: { view: View; player: PlayerState }) {
  const { app, words } = view;
  const { play } = player;
  if (!play) return null;
  const choice = (id: string, text: string, chosen: boolean) => (
    <Tap key={id} app={app} id={id} look={chosen ? 'choice chosen' : 'choice'} pressed={chosen}>
      {text}
    </Tap>
  );
  return (
    <div class="sheet" role="dialog" aria-label={words.player.tracksTitle}>
      {player.hasNext ? (
        <div class="choices">
          <Tap app={app} id="next" look="choice">
            {words.player.nextEpisode}
          </Tap>
        </div>
      ) : null}
      <h2>{words.player.audio}</h2>
      <div class="choices">
        {play.audio.map(({ language, label }) =>
          choice(`audio:${language}`, trackName(language, label, words), player.audio === language),
        )}
      </div>
      <h2>{words.player.subtitles}</h2>
      <div class="choices">
        {choice('text:', words.player.off, player.text === null)}
        {play.text.map(({ language, label }) =>
          choice(`text:${language}`, trackName(language, label, words), player.text === language),
        )}
      </div>
      <SendTo player={player} words={words} choice={choice} />
      <button type="button" class="touch-go quiet" onClick={() => app.press('back')}>
        {words.player.done}
      </button>
    </div>
  );
}
