/** What comes next, announced over the last seconds of an episode; it begins by itself. */
import type { Card } from '@duoping/client';
import type { PlayerState } from '../app/player.ts';
import { episodeLine } from './facts.tsx';
import { Unpainted } from './unpainted.tsx';
import type { View } from './view.tsx';

export interface NextUpProps {
  readonly view: View;
  readonly player: PlayerState;
  readonly next: Card;
}

export function NextUp({ view, player, next }: NextUpProps) {
  const { app, words } = view;
  const left = Math.max(0, Math.ceil(player.durationSeconds - player.positionSeconds));
  return (
    <section class="next-up" aria-label={words.player.nextEpisode}>
      <span class="next-still">
        {next.wide === null ? <Unpainted work={next.work} /> : <img src={next.wide} alt="" />}
      </span>
      <p class="next-in">{words.player.nextIn(left)}</p>
      <p class="next-name">{episodeLine(next, words)}</p>
      <div class="next-keys">
        <button type="button" class="next-now" tabIndex={-1} onClick={() => app.press('ok')}>
          <kbd>OK</kbd>
          {words.player.playNext}
        </button>
        <button type="button" class="next-stay" tabIndex={-1} onClick={() => app.press('back')}>
          {words.player.stay}
        </button>
      </div>
    </section>
  );
}
