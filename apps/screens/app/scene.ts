/** What can have focus in each state. A state whose scene is empty says nothing and only waits. */

import { WORDS } from '../words/index.ts';
import { focusedItem, NO_FOCUS, type Scene, settle, type Zone } from './focus.ts';
import { searchZones } from './search-scene.ts';
import { seriesZones } from './series.ts';
import { currentRoute, findElsewhere, needsNewCode, placeOf, type State } from './state.ts';
import { whoZones } from './who.ts';

export const cardId = (railId: string, work: string): string => `card:${railId}:${work}`;

const row = (id: string, items: readonly string[]): Zone => ({ id, axis: 'row', items });
const column = (id: string, items: readonly string[]): Zone => ({ id, axis: 'column', items });

const MENU = column('menu', ['menu:home', 'menu:search', 'menu:language', 'menu:device']);

export function sceneOf(state: State): Scene {
  if (state.phase === 'starting') return { zones: [] };
  if (state.phase === 'unreachable') return { zones: [row('actions', ['retry', 'language'])] };
  if (state.phase === 'pairing') return { zones: [row('actions', pairingActions(state))] };
  if (state.phase === 'choosing') return { zones: whoZones(state, WORDS[state.language].who.names) };
  const route = currentRoute(state);
  switch (route.name) {
    case 'home':
      return { zones: homeZones(state), side: MENU };
    case 'search':
      return { zones: searchZones(state.search), side: MENU };
    case 'title':
      return { zones: titleZones(state, route.work) };
    case 'remote':
      return { zones: remoteZones(state, route.play) };
    case 'play':
      return { zones: playZones(state) };
    case 'device':
      return {
        zones: route.confirming ? [row('confirm', ['keep', 'forget'])] : [column('device', DEVICE_ACTIONS)],
      };
  }
}

/** The item that has focus now. */
export const focusOf = (state: State): string | null => focusedItem(memoryOf(state));

/** The focus memory of the current place, made true for what is there now. */
export const memoryOf = (state: State) => settle(sceneOf(state), state.focus[placeOf(state)] ?? NO_FOCUS);

const DEVICE_ACTIONS = ['ask-profile', 'language', 'ask-forget', 'back'];

const pairingActions = (state: State): readonly string[] =>
  needsNewCode(state) ? ['new-code', 'language'] : ['language'];

/** What may go on here, and what can be steered from here. */
const elsewhereItems = ({ elsewhere }: State): readonly string[] =>
  elsewhere.reduce<string[]>(
    (items, { id, refused }) => items.concat(refused === null ? [`move:${id}`] : [], [`remote:${id}`]),
    [],
  );

function remoteZones(state: State, playId: string): readonly Zone[] {
  const play = findElsewhere(state, playId);
  if (!play) return [row('actions', ['back'])];
  const steer = ['steer:back', play.moving ? 'steer:pause' : 'steer:play', 'steer:on', 'steer:stop'];
  return [row('steer', steer), row('actions', play.refused === null ? [`move:${playId}`, 'back'] : ['back'])];
}

function homeZones(state: State): readonly Zone[] {
  const { home } = state;

  if (home.status === 'loading') return [];
  if (home.status === 'failed') return [row('actions', ['retry'])];
  const above = row('elsewhere', elsewhereItems(state));
  if (home.value.rails.every((rail) => rail.cards.length === 0)) return [above, row('actions', ['retry'])];
  return [above].concat(
    home.value.rails.map((rail) =>
      row(
        rail.id,
        rail.cards.map((card) => cardId(rail.id, card.work)),
      ),
    ),
  );
}

function titleZones(state: State, work: string): readonly Zone[] {
  const title = state.titles[work];
  const series = title?.status === 'ready' ? seriesZones(state, title.value) : [];
  return [row('actions', titleActions(state, work))].concat(series);
}

function titleActions(state: State, work: string): readonly string[] {
  const title = state.titles[work];
  if (!title || title.status === 'loading') return []; // so that Play has focus once it is there; Back works meanwhile
  if (title.status === 'failed') return title.refusal.status === 0 ? ['retry', 'back'] : ['back'];
  if (!title.value.ready) return ['back'];
  return title.value.positionSeconds > 0 ? ['resume', 'from-start', 'back'] : ['play', 'back'];
}

function playZones({ player }: State): readonly Zone[] {
  if (!player) return [];
  if (player.phase === 'stopped') {
    const { refusal } = player;
    const held = refusal?.reason === 'stream-limit' ? refusal.others : [];
    const others = held.map(({ playId }) => `stop:${playId}`);
    return [row('actions', others.concat(player.canRetry ? ['retry', 'back'] : ['back']))];
  }
  if (!player.panel || !player.play) return [];
  return [
    row('next', player.hasNext ? ['next'] : []),
    row(
      'audio',
      player.play.audio.map((track) => `audio:${track.language}`),
    ),
    row('text', ['text:'].concat(player.play.text.map((track) => `text:${track.language}`))),
    row(
      'send',
      player.screens.filter(({ refused }) => refused === null).map(({ id }) => `send:${id}`),
    ),
  ];
}
