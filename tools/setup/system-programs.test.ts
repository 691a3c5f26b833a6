import { describe, expect, test } from 'vitest';
import { CHROMIUM, ensurePrograms, FFMPEG, type Machine } from './system-programs.ts';

/** A machine that has these commands; apt-get adds the packages it is told to, unless it is offline. */
function machineWith(commands: string[], facts: { root: boolean; offline?: boolean }) {
  const ran: string[] = [];
  const said: string[] = [];
  const machine: Machine = {
    find: (command) => (commands.includes(command) ? `/usr/bin/${command}` : undefined),
    run: (command, parameters) => {
      ran.push([command, ...parameters].join(' '));
      if (parameters[0] === 'install' && !facts.offline) commands.push(...parameters.slice(1));
      return !facts.offline;
    },
    root: facts.root,
    log: (line) => said.push(line),
  };
  return { machine, ran, said };
}

describe('programs of the system', () => {
  test('that are there are used as they are, under any of their names', () => {
    const { machine, ran } = machineWith(['ffmpeg', 'google-chrome'], { root: true });
    const found = ensurePrograms([FFMPEG, CHROMIUM], { machine, mayInstall: true });
    expect(found).toEqual({
      ok: true,
      paths: new Map([
        [FFMPEG, '/usr/bin/ffmpeg'],
        [CHROMIUM, '/usr/bin/google-chrome'],
      ]),
    });
    expect(ran).toEqual([]);
  });

  test('that are missing are installed by root, who is told first', () => {
    const { machine, ran, said } = machineWith(['apt-get', 'ffmpeg'], { root: true });
    const found = ensurePrograms([FFMPEG, CHROMIUM], { machine, mayInstall: true });
    expect(found.ok).toBe(true);
    expect(ran).toEqual(['apt-get update -q', 'apt-get install -q -y --no-install-recommends chromium']);
    expect(said).toEqual([expect.stringMatching(/Installing on this system.*chromium/)]);
  });

  test.each([
    ['--no-system was given', { root: true, mayInstall: false, commands: ['apt-get'] }],
    ['an ordinary user asks', { root: false, mayInstall: true, commands: ['apt-get'] }],
  ])('that are missing are named with the command when %s', (_, { root, mayInstall, commands }) => {
    const { machine, ran } = machineWith(commands, { root });
    expect(ensurePrograms([FFMPEG], { machine, mayInstall })).toEqual({
      ok: false,
      sentence:
        'ffmpeg is needed to prepare films: run "sudo apt-get install --no-install-recommends ffmpeg" and then the same again.',
    });
    expect(ran).toEqual([]);
  });

  test('that apt-get could not bring are named too', () => {
    const { machine } = machineWith(['apt-get'], { root: true, offline: true });
    expect(ensurePrograms([FFMPEG], { machine, mayInstall: true })).toMatchObject({ ok: false });
  });

  test('are named without a command where there is no apt-get', () => {
    const { machine } = machineWith([], { root: true });
    expect(ensurePrograms([FFMPEG], { machine, mayInstall: true })).toEqual({
      ok: false,
      sentence: 'ffmpeg is needed to prepare films: install ffmpeg and run the same again.',
    });
  });
});
