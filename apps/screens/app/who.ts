/** Who is watching, and who may: profiles chosen, added, renamed and removed, as data. */
import type { Calls, Profile, UiLanguage } from '@duoping/client';
import type { Zone } from './focus.ts';
import type { State, WhoPage } from './state.ts';

/** As many as the server keeps. */
export const MOST_PROFILES = 8;

const row = (id: string, items: readonly string[]): Zone => ({ id, axis: 'row', items });

/** `names` are those offered in the screen's language. */
export function whoZones({ who, profiles }: State, names: readonly string[]): readonly Zone[] {
  const { page } = who;
  if (page.name === 'one') {
    const only = profiles.length < 2;
    return [row('actions', ['who:rename'].concat(only ? [] : ['who:remove'], ['who:back']))];
  }
  if (page.name === 'removing') return [row('actions', ['who:keep', 'who:remove-now'])];
  if (page.name === 'naming')
    return [
      row(
        'names',
        offeredNames(profiles, names).map((name) => `name:${name}`),
      ),
      row('actions', ['who:back']),
    ];
  const editing = page.name === 'edit';
  const faces = profiles.map(({ id }) => (editing ? `edit:${id}` : `profile:${id}`));
  return [
    row('profiles', faces.concat(profiles.length < MOST_PROFILES ? ['who:add'] : [])),
    row('actions', [editing ? 'who:done' : 'who:edit', 'language']),
  ];
}

/** Those that nobody here bears yet. */
export const offeredNames = (profiles: State['profiles'], names: readonly string[]): readonly string[] =>
  names.filter((name) => profiles.every((profile) => profile.name !== name));

export interface WhoPorts {
  readonly calls: Pick<Calls, 'addProfile' | 'renameProfile' | 'removeProfile' | 'profiles'>;
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  readonly language: () => UiLanguage;
  readonly focusOn: (item: string) => void;
  /** Somebody was removed: if they watched here, nobody does. */
  readonly onRemoved: (profile: string) => void;
}

export interface Who {
  /** True when the item was one of these pages' own. */
  act(item: string): boolean;
  /** One page up; false on the first one. */
  back(): boolean;
  /** A name that was typed. */
  call(name: string): void;
}

export function createWho({ calls, state, set, language, focusOn, onRemoved }: WhoPorts): Who {
  const go = (page: WhoPage, failed = false) => set({ who: { page, failed } });
  const backTo = (page: WhoPage, focus: string) => {
    go(page);
    focusOn(focus);
  };
  const failed = async () => {
    set({ who: { ...state().who, failed: true } });
    const known = await calls.profiles(); // another screen may have changed them
    if (known.ok) set({ profiles: known.value.profiles });
  };
  const put = (profile: Profile) => {
    const others = state().profiles;
    const at = others.map(({ id }) => id).indexOf(profile.id);
    set({ profiles: at < 0 ? others.concat([profile]) : others.map((one) => (one.id === profile.id ? profile : one)) });
  };
  const call = async (name: string) => {
    const { page } = state().who;
    if (page.name !== 'naming') return;
    const renamed = page.profile;
    const answer = await (renamed === null ? calls.addProfile(name, language()) : calls.renameProfile(renamed, name));
    if (!answer.ok) return failed();
    put(answer.value);
    if (renamed === null) backTo({ name: 'watch' }, `profile:${answer.value.id}`);
    else backTo({ name: 'edit' }, `edit:${renamed}`);
  };
  const remove = async (profile: string) => {
    const answer = await calls.removeProfile(profile);
    if (!answer.ok) return failed();
    set({ profiles: state().profiles.filter(({ id }) => id !== profile) });
    go({ name: 'edit' });
    onRemoved(profile);
  };
  const back = (): boolean => {
    const { page } = state().who;
    if (page.name === 'edit') backTo({ name: 'watch' }, 'who:edit');
    else if (page.name === 'one') backTo({ name: 'edit' }, `edit:${page.profile}`);
    else if (page.name === 'removing') backTo({ name: 'one', profile: page.profile }, 'who:remove');
    else if (page.name === 'naming' && page.profile === null) backTo({ name: 'watch' }, 'who:add');
    else if (page.name === 'naming' && page.profile !== null)
      backTo({ name: 'one', profile: page.profile }, 'who:rename');
    else return false;
    return true;
  };

  return {
    back,
    call: (name) => void call(name),
    act(item) {
      const { page } = state().who;
      const profile = 'profile' in page ? page.profile : null;
      if (item.indexOf('edit:') === 0) go({ name: 'one', profile: item.slice(5) });
      else if (item.indexOf('name:') === 0) void call(item.slice(5));
      else if (item === 'who:add') go({ name: 'naming', profile: null });
      else if (item === 'who:edit') backTo({ name: 'edit' }, 'who:done');
      else if (item === 'who:done' || item === 'who:back' || item === 'who:keep') back();
      else if (item === 'who:rename' && profile !== null) go({ name: 'naming', profile });
      else if (item === 'who:remove' && profile !== null) go({ name: 'removing', profile });
      else if (item === 'who:remove-now' && profile !== null) void remove(profile);
      else return false;
      return true;
    },
  };
}
