/**
 * Runs in a page: goes by arrows from every place that can have focus to every other, and says where that fails. Ends on
 * the place where it began. `MOST_PRESSES` bounds a page that never comes to rest.
 */
export async function crawlFocus() {
  const MOST_PRESSES = 4000;
  const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
  const focused = () => (document.activeElement?.matches('.item') ? document.activeElement.id : '');
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const begin = focused();
  if (begin === '') return { places: 0, findings: [] };

  const place = () => document.querySelector('.stage').dataset.place;
  const home = place();
  const seen = new Set();
  /** From place to place by arrow: what pressing it did the last time. */
  const steps = new Map();
  let presses = 0;
  const press = async (arrow) => {
    const from = focused();
    for (const item of document.querySelectorAll('.item')) seen.add(item.id);
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: arrow, bubbles: true, cancelable: true }));
    await settled();
    presses += 1;
    const to = focused();
    if (!steps.has(from)) steps.set(from, new Map());
    steps.get(from).set(arrow, to);
    return to;
  };

  /** The shortest known way to a place where `wanted` holds, as arrows. */
  const wayTo = (wanted) => {
    const ways = [[focused(), []]];
    const been = new Set([focused()]);
    for (const [at, way] of ways) {
      if (wanted(at)) return way;
      for (const [arrow, to] of steps.get(at) ?? []) {
        if (been.has(to)) continue;
        been.add(to);
        ways.push([to, [...way, arrow]]);
      }
    }
    return null;
  };
  const untried = (at) => ARROWS.find((arrow) => !steps.get(at)?.has(arrow));

  const findings = [];
  while (presses < MOST_PRESSES && findings.length === 0) {
    const way = wayTo((at) => untried(at) !== undefined);
    if (way === null) break;
    // Rails remember their card, so a known way may lead elsewhere this time: one step, then looked at anew.
    const [arrow = untried(focused())] = way;
    const to = await press(arrow);
    if (to === '' || place() !== home) findings.push(`${arrow} leads out of the page, to ${place()} ${to}`);
  }
  if (presses >= MOST_PRESSES) findings.push('focus never comes to rest');

  const reached = new Set(steps.keys());
  for (const id of seen) if (!reached.has(id)) findings.push(`${id} is never reached`);
  for (const from of reached) {
    const can = new Set([from]);
    for (const at of can) for (const to of (steps.get(at) ?? new Map()).values()) can.add(to);
    for (const to of reached) if (!can.has(to)) findings.push(`no way from ${from} to ${to}`);
  }
  for (let tries = 0; focused() !== begin && tries < 200; tries++) {
    const [arrow] = wayTo((at) => at === begin) ?? [];
    if (arrow === undefined) break;
    await press(arrow);
  }
  if (focused() !== begin) findings.push(`the way back to ${begin} was not found, but ${focused()}`);
  return { places: reached.size, findings: findings.slice(0, 5) };
}
