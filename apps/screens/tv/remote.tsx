/** This screen as a remote control for another one: where its picture is, and the keys that move it. */
import type { ComponentChildren } from 'preact';
import { placeNow, refusedHere } from '../app/elsewhere.ts';
import { findCard, findElsewhere } from '../app/state.ts';
import { playhead } from '../words/index.ts';
import { Backdrop } from './backdrop.tsx';
import { whereWords } from './elsewhere.tsx';
import { Icon } from './icons.tsx';
import { Notice } from './notice.tsx';
import { Button, Item, type View } from './view.tsx';

export function RemotePage({ view, playId }: { view: View; playId: string }) {
  const { app, state, words, focus } = view;
  const play = findElsewhere(state, playId);
  const back = { id: 'back', text: words.title.back };
  if (!play) {
    return (
      <main class="page-remote">
        <Notice view={view} title={words.elsewhere.nothing} body={words.player.unharmed} actions={[back]} />
      </main>
    );
  }
  const at = placeNow(play, state.nowMs);
  const refused = refusedHere(play);
  const device = play.deviceName || words.device.kinds[play.screen];
  const key = (id: string, label: string, face: ComponentChildren, look = 'steer') => (
    <Item app={app} id={id} focused={focus === id} look={look} label={label}>
      {face}
    </Item>
  );
  return (
    <main class="page-remote">
      <Backdrop image={findCard(state, play.work)?.wide ?? null} full />
      <div class="remote">
        <p class="elsewhere-where">
          <i />
          {whereWords(view, play)}
        </p>
        <h1 class="page">{play.title}</h1>
        <div class="remote-bar" role="presentation">
          <i style={{ width: `${play.durationSeconds > 0 ? (at / play.durationSeconds) * 100 : 0}%` }} />
        </div>
        <div class="remote-times">
          <span>{playhead(at)}</span>
          <span>−{playhead(play.durationSeconds - at)}</span>
        </div>
        <div class="remote-keys">
          {key('steer:back', words.player.backTen, '−10')}
          {play.moving
            ? key('steer:pause', words.elsewhere.pause, <Icon name="pause" />, 'steer large')
            : key('steer:play', words.elsewhere.play, <Icon name="play" />, 'steer large')}
          {key('steer:on', words.player.onTen, '+10')}
          {key('steer:stop', words.elsewhere.stopThere(device), <Icon name="stop" />)}
        </div>
        {refused === null ? null : <p class="soft">{words.reasons[refused]}</p>}
        <div class="actions">
          {refused === null ? (
            <Button view={view} id={`move:${play.id}`} text={words.elsewhere.continueHere} primary />
          ) : null}
          <Button view={view} id="back" text={words.title.back} />
        </div>
      </div>
    </main>
  );
}
