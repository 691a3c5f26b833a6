/** What plays on one screen can be carried to another one: its title is taken hold of under the screen and let go over the other. */

const CARRIED_BY = 6;

/** `letGo(from, to)` is told the two screens; nothing is told when it was let go anywhere else or over its own. */
export function carrying(sets, letGo) {
  const setAt = (x, y) =>
    sets.find(({ figure }) => {
      const { left, right, top, bottom } = figure.getBoundingClientRect();
      return x >= left && x <= right && y >= top && y <= bottom;
    });

  function handleOf(from) {
    const handle = document.createElement('span');
    handle.className = 'carried';
    handle.addEventListener('pointerdown', (down) => {
      down.preventDefault();
      handle.setPointerCapture(down.pointerId);
      const over = ({ clientX, clientY }) => {
        const one = setAt(clientX, clientY);
        return one === from ? undefined : one;
      };
      const mark = (target) => {
        for (const each of sets) each.figure.classList.toggle('over', each === target);
      };
      const move = (event) => {
        const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
        handle.classList.toggle('held', Math.hypot(x, y) > CARRIED_BY);
        handle.style.transform = `translate(${x}px, ${y}px)`;
        mark(over(event));
      };
      const end = (event) => {
        handle.removeEventListener('pointermove', move);
        handle.classList.remove('held');
        handle.style.transform = '';
        mark(undefined);
        const to = event.type === 'pointerup' ? over(event) : undefined;
        if (to) letGo(from, to);
      };
      handle.addEventListener('pointermove', move);
      handle.addEventListener('pointerup', end, { once: true });
      handle.addEventListener('pointercancel', end, { once: true });
    });
    return handle;
  }

  const handles = new Map(sets.map((one) => [one, handleOf(one)]));

  /** Shows under each screen what it plays; a handle that is being carried stays where it is. */
  return function show(playing, words) {
    for (const [one, handle] of handles) {
      const play = playing.find(({ screen }) => screen === one.name);
      if (!play) {
        handle.remove();
        continue;
      }
      handle.textContent = play.title;
      handle.title = words.carry;
      const caption = one.figure.querySelector('figcaption');
      if (handle.parentElement !== caption) caption.append(handle);
    }
  };
}
