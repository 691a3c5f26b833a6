/** The strip under the television: who plays by which row of which contract, what was watched, and what happened last. */

const ASK_EVERY_MS = 2000;
const LINES = 4;
const BARS = 60;
/** A heartbeat's worth: the highest bar. */
const FULL_SECONDS = 15;

const playing = document.getElementById('playing');
const logged = document.getElementById('logged');
const watched = document.getElementById('watched');
const acts = document.getElementById('acts');

/** Of the server's clock before this machine's, in milliseconds. */
let ahead = 0;
let seen;
/** What stood here before, so that only what is new arrives with a light. */
let known = new Set();

/** What plays at this moment, by the leases that were told last. */
const playingNow = () => {
  const now = Date.now() + ahead;
  return (seen?.playing ?? [])
    .map((play) => ({ ...play, leftMs: Date.parse(play.leaseUntil) - now }))
    .filter(({ leftMs }) => leftMs > 0);
};

/**
 * Asks again and again; `words` is asked for at each drawing, so that a change of language is followed at once.
 * `onPlaying` is told what plays whenever it was drawn.
 */
export function showNow(words, onPlaying) {
  const drawPlays = () => {
    drawPlaying(playingNow(), words());
    onPlaying(playingNow());
  };
  const draw = () => {
    if (!seen) return;
    drawPlays();
    drawAll(seen, words());
  };
  const ask = async () => {
    const answer = await fetch(`/demo/happening?language=${words().language}`).catch(() => null);
    if (!answer?.ok) return say(words().unreachable);
    seen = await answer.json();
    ahead = Date.parse(seen.now) - Date.now();
    draw();
  };
  setInterval(() => void ask(), ASK_EVERY_MS);
  setInterval(() => seen && drawPlays(), 1000);
  void ask();
  return { draw, ask, playing: playingNow };
}

const say = (sentence) => playing.replaceChildren(sentence);

function drawAll(happening, words) {
  logged.textContent = happening.logged > 0 ? words.logged(happening.logged) : '';
  drawBars(happening.watchedSeconds.slice(-BARS));
  const lines = grouped(happening.acts).slice(0, LINES);
  const keys = lines.map(keyOf);
  acts.replaceChildren(...lines.map((act, place) => lineOf(act, words, known.size > 0 && !known.has(keys[place]))));
  known = new Set(keys);
}

function drawPlaying(plays, words) {
  const parts = plays.map((play) => {
    const what = document.createElement('span');
    const title = document.createElement('b');
    title.textContent = play.title;
    const left = `00:${String(Math.min(59, Math.round(play.leftMs / 1000))).padStart(2, '0')}`;
    what.append(
      title,
      ` ${words.sets[play.screen]?.[0] ?? play.screen} · ${words.lease(left)} · ${words.clause(play)}`,
    );
    return what;
  });
  if (parts.length > 0) playing.replaceChildren(...parts);
  else say(seen.acts.length > 0 ? words.idle : words.nothing);
}

function drawBars(seconds) {
  const bars = seconds.map((each, place) => {
    const bar = document.createElement('i');
    bar.style.height = `${Math.max(6, Math.min(1, each / FULL_SECONDS) * 100)}%`;
    bar.style.opacity = String(0.35 + 0.65 * ((place + 1) / seconds.length));
    return bar;
  });
  watched.replaceChildren(...bars);
}

/** Receipts of one play that follow one another are one line. */
function grouped(told) {
  const lines = [];
  for (const act of told) {
    const last = lines.at(-1);
    if (act.kind === 'watched' && last?.kind === 'watched' && last.play === act.play) {
      last.watchedSeconds += act.watchedSeconds;
      last.receipts += 1;
    } else lines.push(act.kind === 'watched' ? { ...act, receipts: 1 } : act);
  }
  return lines;
}

const keyOf = ({ at, kind, play, title }) => `${kind} ${play ?? title ?? ''} ${kind === 'watched' ? '' : at}`;

function lineOf(act, words, isNew) {
  const line = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = act.at;
  time.textContent = clockOf(act.at, words.language);
  line.className = isNew ? `${act.kind} new` : act.kind;
  line.append(time, words.acts[act.kind](inWords(act, words.language), words));
  return line;
}

function inWords(act, language) {
  return {
    ...act,
    place: act.territory && placeName(act.territory, language),
    fromTime: act.from && momentOf(act.from, language),
    untilTime: act.until && momentOf(act.until, language),
  };
}

export const placeName = (territory, language) =>
  new Intl.DisplayNames([language], { type: 'region' }).of(territory) ?? territory;

const clockOf = (instant, language) => new Date(instant).toLocaleTimeString(language, { hourCycle: 'h23' });

/** The time alone for today, the date with it for any other day. */
function momentOf(instant, language) {
  const moment = new Date(instant);
  const today = moment.toDateString() === new Date().toDateString();
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (today) return moment.toLocaleTimeString(language, { ...time, second: '2-digit' });
  return moment.toLocaleDateString(language, { year: 'numeric', month: 'short', day: 'numeric' });
}
