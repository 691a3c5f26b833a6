/** The last part of the player's panel: the household's other screens, each with the reason if the film can't go there. */
import { type OtherScreen, readReason } from '@duoping/client';
import type { ComponentChildren } from 'preact';
import type { PlayerState } from '../app/player.ts';
import type { Words } from '../words/index.ts';

export interface SendToProps {
  readonly player: PlayerState;
  readonly words: Words;
  readonly choice: (id: string, text: string, chosen: boolean) => ComponentChildren;
}

export function SendTo({ player, words, choice }: SendToProps) {
  const { screens, sentTo } = player;
  if (screens.length === 0) return null;
  return (
    <>
      <h2>{words.player.sendTo}</h2>
      <div class="choices">
        {screens.map((screen) =>
          screen.refused === null ? choice(`send:${screen.id}`, nameOf(screen, words), sentTo?.id === screen.id) : null,
        )}
      </div>
      {screens.map((screen) =>
        screen.refused === null ? null : (
          <p key={screen.id} class="cannot">
            <b>{nameOf(screen, words)}</b> {words.reasons[readReason(screen.refused)]}
          </p>
        ),
      )}
      {sentTo ? (
        <p class="cannot" role="status">
          {words.player.sent(nameOf(sentTo, words))}
        </p>
      ) : null}
    </>
  );
}

const nameOf = ({ name, screen }: OtherScreen, words: Words): string => name || words.device.kinds[screen];
