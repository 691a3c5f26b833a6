/** The living room's own hands: opens the four screens, pairs each into the demo household, and does what there is to try. */
import { carrying } from './carry.mjs';
import { placeName, showNow } from './now.mjs';
import { WORDS } from './words.mjs';

const ELSEWHERE = 'FR';
const PAIR_EVERY_MS = 1000;
/** A screen looks every few seconds for what the others play. */
const OFFERED_WITHIN_MS = 8000;
const WHY = '/console/calendar';

let language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
let home = '';
const words = () => WORDS[language];

const sets = [...document.querySelectorAll('.set')].map((figure) => {
  const frame = document.createElement('iframe');
  const { path, width, height } = figure.dataset;
  frame.allow = 'autoplay; encrypted-media; fullscreen';
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  figure.querySelector('.glass').append(frame);
  const one = { name: path.slice(1), figure, frame, path, width: Number(width), height: Number(height), code: '' };
  frame.addEventListener('load', () => {
    frame.contentWindow.addEventListener('focus', () => light(one));
    frame.contentWindow.addEventListener('pointerdown', () => light(one));
  });
  return one;
});
const setOf = (name) => sets.find((one) => one.name === name);
const tv = setOf('tv');

const said = document.getElementById('said');
/** What was said last, as a sentence of either language. */
let saying = () => '';
const say = (sentence) => {
  saying = sentence;
  said.textContent = sentence(words());
};

/** Each frame keeps its own size and is scaled into its place. */
function layOut() {
  for (const { figure, frame, width, height } of sets) {
    const glass = figure.querySelector('.glass');
    const scale = glass.clientWidth / width;
    glass.style.height = `${height * scale}px`;
    frame.style.transform = `scale(${scale})`;
  }
}

function light(one) {
  if (one.figure.classList.contains('on')) return; // what was just said stays said
  for (const each of sets) each.figure.classList.toggle('on', each === one);
  say((told) => told.focused(told.sets[one.name][0]));
}
const hand = (one) => {
  one.frame.contentWindow.focus();
  light(one);
};

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  void now.ask();
  return answer?.ok ?? false;
}

/** A screen that shows a code is confirmed, as its household would with a phone. */
async function pair() {
  for (const one of sets) {
    const code = one.frame.contentDocument?.querySelector('.code')?.textContent?.trim() ?? '';
    if (code === '' || code === one.code) continue;
    one.code = code;
    await fetch('/pair', { method: 'POST', body: new URLSearchParams({ code }) });
  }
}

/** The title that the TV has open, from the card that led to it; null on any other page. */
const openOnTv = () => tv.frame.contentDocument?.querySelector('.stage')?.dataset.work ?? null;

async function takeAway(inSeconds, sentence) {
  const work = openOnTv();
  if (!work) return say((told) => told.openOne);
  const done = await post('/demo/withdrawals', { work, inSeconds });
  say((told) => (done ? told[sentence] : told.failed));
}

async function travel() {
  const answer = await fetch('/demo/place').catch(() => null);
  if (!answer?.ok) return say((told) => told.failed);
  const { territory } = await answer.json();
  home ||= territory === ELSEWHERE ? 'CN' : territory;
  const next = territory === home ? ELSEWHERE : home;
  const moved = await post('/demo/place', { territory: next });
  say((told) => (moved ? told.place(placeName(next, told.language)) : told.failed));
}

/** Presses "Continue here" on the screen, as a hand would: it asks for its own rights, and plays or says why not. */
async function goOnAt(to, from) {
  const here = now.playing().find(({ screen }) => (from ? screen === from.name : screen !== to.name));
  if (!here) return say((told) => told.playFirst);
  hand(to);
  for (
    const end = Date.now() + OFFERED_WITHIN_MS;
    Date.now() < end;
    await new Promise((next) => setTimeout(next, 250))
  ) {
    const button = to.frame.contentDocument?.querySelector(`[id="move:${here.play}"]`);
    if (!button) continue;
    button.click();
    return say((told) => told.sent(told.screens[to.name]));
  }
  say((told) => told.notSent(told.screens[to.name]));
}

const ACTS = [
  () => hand(tv),
  () => goOnAt(setOf('phone')),
  () => takeAway(60, 'ends'),
  () => takeAway(0, 'gone'),
  travel,
  () => window.open(WHY, '_blank', 'noopener'),
];

/** Writes everything in the language; the screens turn with it and keep what they show where they can. */
function draw() {
  const told = words();
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-words]')) element.textContent = told[element.dataset.words];
  const turn = document.getElementById('language');
  turn.textContent = told.other;
  turn.lang = language === 'en' ? 'zh-CN' : 'en';
  said.textContent = saying(told);
  for (const { name, figure, frame, path } of sets) {
    const [what, how] = told.sets[name];
    const bold = document.createElement('b');
    bold.textContent = what;
    const hint = document.createElement('span');
    hint.textContent = how;
    figure.querySelector('figcaption').replaceChildren(bold, hint);
    frame.title = what;
    frame.src = `${path}?lang=${language}`;
  }
  document.querySelector('.tries').replaceChildren(...told.tries.map(tryOf));
}

function tryOf([title, body], place) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const bold = document.createElement('b');
  const number = document.createElement('i');
  const text = document.createElement('span');
  button.type = 'button';
  number.textContent = String(place + 1);
  bold.append(number, title);
  text.textContent = body;
  button.append(bold, text);
  button.addEventListener('click', () => void ACTS[place]());
  item.append(button);
  return item;
}

const showCarried = carrying(sets, (from, to) => void goOnAt(to, from));
const now = showNow(words, (playing) => showCarried(playing, words()));
document.getElementById('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  draw();
  now.draw();
  void now.ask();
});
new ResizeObserver(layOut).observe(document.querySelector('.room'));
draw();
layOut();
setInterval(() => void pair(), PAIR_EVERY_MS);
