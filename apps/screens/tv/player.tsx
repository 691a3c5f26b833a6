/** The player's glass: names above, the bar and what each key does below, tracks on a sheet, and why it stopped. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PlayerState } from '../app/player.ts';
import { nextOf } from '../app/series.ts';
import { findCard } from '../app/state.ts';
import { clockTime, playhead, type Words } from '../words/index.ts';
import { Backdrop } from './backdrop.tsx';
import { nameOf, otherName } from './facts.tsx';
import { Icon } from './icons.tsx';
import { NextUp } from './next-up.tsx';
import { Notice } from './notice.tsx';
import { SendTo } from './send-to.tsx';
import { Item, type View } from './view.tsx';

export interface PlayerPageProps {
  readonly view: View;
  readonly work: string;
  /** Says where the picture goes. */
  readonly onFrame: (frame: HTMLElement | null) => void;
}

export function PlayerPage({ view, work, onFrame }: PlayerPageProps) {
  const { state } = view;
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
    <main class={player?.controls || player?.panel ? 'page-player controlled' : 'page-player'}>
      <div class="frame" ref={frame} />
      {covered ? <Backdrop image={card?.wide ?? null} full /> : null}
      {stopped && player ? <Stopped view={view} player={player} /> : null}
      {player?.offersNext && next && !player.panel ? <NextUp view={view} player={player} next={next} /> : null}
      {player && !stopped ? (
        <Glass
          view={view}
          player={player}
          name={card ? nameOf(card) : ''}
          other={card ? otherName(card, view.words) : ''}
        />
      ) : null}
    </main>
  );
}

export function Stopped({ view, player }: { view: View; player: PlayerState }) {
  const { words } = view;
  const { refusal } = player;
  if (!refusal) return null;
  const back = { id: 'back', text: words.title.back };
  const started = player.play !== null;
  if (refusal.reason === 'continued-elsewhere') {
    const title = words.player.goesOn(refusal.others[0]?.deviceName ?? '');
    return <Notice view={view} title={title} body={words.player.goesOnBody} actions={[back]} />;
  }
  return (
    <Notice
      view={view}
      title={started ? words.player.endedTitle : words.player.refusedTitle}
      body={words.reasons[refusal.reason]}
      more={
        <>
          {refusal.others.length > 0 ? (
            <ul class="others">
              {refusal.others.map((other) => (
                <li key={other.playId}>{words.player.otherPlays(other.deviceName, other.title)}</li>
              ))}
            </ul>
          ) : null}
          {refusal.until === null ? null : (
            <p class="soft">{words.sinceOrUntil(words.moment(new Date(refusal.until), new Date(view.state.nowMs)))}</p>
          )}
          {started ? <p class="soft">{words.player.unharmed}</p> : null}
        </>
      }
      actions={[
        ...refusal.others.map((other) => ({
          id: `stop:${other.playId}`,
          text: words.player.stopOther(other.deviceName),
        })),
        ...(player.canRetry ? [{ id: 'retry', text: words.retry }] : []),
        back,
      ]}
    />
  );
}

function Glass({ view, player, name, other }: { view: View; player: PlayerState; name: string; other: string }) {
  const { state, words } = view;
  const { play } = player;
  const now = new Date(state.nowMs);
  return (
    <>
      <div class="glass-shade" aria-hidden="true" />
      <header class="glass-top">
        <div>
          <h1 class="page">{name === '' ? (play?.title ?? '') : name}</h1>
          <div class="soft">{other === '' ? (play?.otherTitle ?? '') : other}</div>
        </div>
        <div class="glass-facts">
          <div>{clockTime(now)}</div>
          {play ? <div class="soft">{pictureWords(play, words)}</div> : null}
        </div>
      </header>
      <div class="glass-state" role="status">
        {stateWords(player, words)}
      </div>
      <footer class={player.panel ? 'glass-bottom pushed' : 'glass-bottom'}>
        <Bar player={player} />
        <div class="hints">
          <Hint keys="◀ ▶" text={words.player.seek} />
          <Hint keys="OK" text={okWords(player, words)} />
          <Hint keys="▲ ▼" text={words.player.tracks} />
          <span class="hint-end">
            {player.until === null ? '' : words.availableUntil(words.moment(new Date(player.until), now))}
          </span>
        </div>
      </footer>
      {player.panel ? <Panel view={view} player={player} /> : null}
    </>
  );
}

export const pictureWords = (play: NonNullable<PlayerState['play']>, words: Words): string =>
  `${play.formatProfile} · ${play.cappedByScreen ? words.player.capped(play.maxHeight) : words.player.picture(play.maxHeight)}`;

function stateWords(player: PlayerState, words: Words) {
  if (player.phase === 'starting') return <Dots text={words.player.starting} />;
  if (player.waiting && player.phase === 'playing') return <Dots text={words.player.waiting} />;
  if (player.phase === 'paused' && !player.seek) {
    return (
      <span class="paused">
        <Icon name="pause" />
        {words.player.paused}
      </span>
    );
  }
  return null;
}

const Dots = ({ text }: { text: string }) => (
  <span class="dots">
    <i />
    <i />
    <i />
    {text}
  </span>
);

const okWords = (player: PlayerState, words: Words): string => {
  if (player.seek) return words.player.playFromHere;
  return player.phase === 'paused' ? words.player.resume : words.player.pause;
};

const Hint = ({ keys, text }: { keys: string; text: string }) => (
  <span class="hint">
    <kbd>{keys}</kbd>
    {text}
  </span>
);

function Bar({ player }: { player: PlayerState }) {
  const { durationSeconds, positionSeconds, bufferedToSeconds, seek } = player;
  const share = (seconds: number) => `${durationSeconds > 0 ? Math.min(100, (seconds / durationSeconds) * 100) : 0}%`;
  const at = seek ? seek.toSeconds : positionSeconds;
  return (
    <div class={seek ? 'bar seeking' : 'bar'}>
      <div class="track">
        <i class="buffered" style={{ width: share(bufferedToSeconds) }} />
        <i class="between" style={{ width: share(Math.max(at, positionSeconds)) }} />
        <i class="played" style={{ width: share(Math.min(at, positionSeconds)) }} />
      </div>
      <div class="knob" style={{ left: share(at) }}>
        {seek ? <b>{playhead(seek.toSeconds)}</b> : null}
      </div>
      <div class="times">
        <span>{playhead(at)}</span>
        <span>−{playhead(Math.max(0, durationSeconds - at))}</span>
      </div>
    </div>
  );
}

/** In the viewer's own language; the manifest's label where these screens have no word for it. */
export const trackName = (language: string, label: string, words: Words): string =>
  words.languageName(language) === language ? label : words.languageName(language);

function Panel({ view, player }: { view: View; player: PlayerState }) {
  const { app, words, focus } = view;
  const play = player.play;
  if (!play) return null;
  const choice = (id: string, text: string, chosen: boolean) => (
    <Item key={id} app={app} id={id} focused={focus === id} look={chosen ? 'choice chosen' : 'choice'} pressed={chosen}>
      {text}
    </Item>
  );
  return (
    <div class="panel" role="dialog" aria-label={words.player.tracks}>
      {player.hasNext ? (
        <div class="choices">
          <Item app={app} id="next" focused={focus === 'next'} look="choice">
            {words.player.nextEpisode}
          </Item>
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
    </div>
  );
}
