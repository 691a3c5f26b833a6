/** Who may watch, without a browser: added, renamed and removed by remote control, and what comes of it. */
import { expect, test } from 'vitest';
import { livingRoom } from './living-room.test-support.ts';

const PEOPLE = ['全家', '小满'];
const names = (room: Awaited<ReturnType<typeof livingRoom>>) => room.app.state().profiles.map(({ name }) => name);

test('somebody is added by a name that is offered, and has focus then', async () => {
  const room = await livingRoom({ profiles: PEOPLE });
  await room.press('right', 'right', 'ok');
  expect([room.place(), room.focus()]).toEqual(['choosing', 'name:妈妈']);
  await room.press('right', 'ok');
  expect([names(room), room.focus()]).toEqual([['全家', '小满', '爸爸'], 'profile:p2']);
  await room.press('ok');
  expect([room.place(), room.kept.profile]).toEqual(['home', 'p2']);
});

test('a name that somebody bears is not offered again', async () => {
  const room = await livingRoom({ profiles: ['妈妈', '爸爸'] });
  await room.press('right', 'right', 'ok');
  expect(room.focus()).toBe('name:外婆');
});

test('there is no adding beyond eight', async () => {
  const room = await livingRoom({ profiles: Array.from({ length: 8 }, (_, place) => `P${place}`) });
  for (let count = 0; count < 9; count++) await room.press('right');
  expect(room.focus()).toBe('profile:p7');
});

test('one is renamed, and Back leads one page up to the very face', async () => {
  const room = await livingRoom({ profiles: PEOPLE });
  await room.press('down', 'ok');
  expect(room.focus()).toBe('who:done');
  await room.press('up', 'right', 'ok');
  expect(room.focus()).toBe('who:rename');
  await room.press('ok', 'ok');
  expect([names(room), room.focus()]).toEqual([['全家', '妈妈'], 'edit:p1']);
  await room.press('ok', 'ok', 'back');
  expect(room.focus()).toBe('who:rename');
  await room.press('back');
  expect(room.focus()).toBe('edit:p1');
  await room.press('back');
  expect(room.focus()).toBe('who:edit');
});

test('one is removed only after being asked, and the last one can’t be', async () => {
  const room = await livingRoom({ profiles: PEOPLE });
  await room.press('down', 'ok', 'up', 'right', 'ok', 'right', 'ok');
  expect(room.focus()).toBe('who:keep');
  await room.press('ok');
  expect([names(room), room.focus()]).toEqual([PEOPLE, 'who:remove']);
  await room.press('ok', 'right', 'ok');
  expect(names(room)).toEqual(['全家']);
  room.app.choose('edit:p0');
  await room.press('right', 'right', 'right');
  expect(room.focus()).toBe('who:back');
});

test('who watches here and is removed is asked for anew; what was on the glass is gone', async () => {
  const room = await livingRoom({ profiles: PEOPLE });
  await room.press('right', 'ok');
  expect([room.place(), room.kept.profile]).toEqual(['home', 'p1']);
  await room.press('left', 'down', 'down', 'down', 'ok', 'ok');
  expect(room.place()).toBe('choosing');
  await room.press('down', 'ok', 'up', 'right', 'ok', 'right', 'ok', 'right', 'ok');
  expect([names(room), room.kept.profile, room.place()]).toEqual([['全家'], null, 'choosing']);
  expect(room.app.state().home.status).toBe('loading');
});

test('what is refused is said, and the profiles are asked for anew', async () => {
  const room = await livingRoom({ profiles: PEOPLE });
  room.wishes.profilesFail = true;
  await room.press('right', 'right', 'ok', 'ok');
  expect([room.app.state().who.failed, names(room)]).toEqual([true, PEOPLE]);
  await room.press('back');
  expect([room.app.state().who.failed, room.focus()]).toEqual([false, 'who:add']);
});

test('a name of one’s own is written where there is a keyboard', async () => {
  const room = await livingRoom({ profiles: PEOPLE });
  room.app.choose('who:add');
  room.app.callProfile('阿公');
  await room.clock.pass(0);
  expect(names(room)).toEqual(['全家', '小满', '阿公']);
});

test('a household of one finds the page from the page of this screen, and Back leaves it as it was', async () => {
  const room = await livingRoom();
  await room.press('left', 'down', 'down', 'down', 'ok', 'ok');
  expect([room.place(), room.focus()]).toEqual(['choosing', 'profile:p0']);
  await room.press('back');
  expect(room.place()).toBe('device');
});
