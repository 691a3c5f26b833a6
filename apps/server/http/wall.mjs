/** The living room's own hands: opens the four screens, pairs each into the demo household, and does what there is to try. */

const WORDS = {
  en: {
    subtitle: 'One household, four screens · demo operator, everything illustrative',
    portal: 'Portal',
    other: '中文',
    sets: {
      tv: ['TV', 'arrows, OK, Back'],
      stb: ['Set-top box', 'arrows, OK, Back'],
      tablet: ['Tablet', 'touch'],
      phone: ['Phone', 'touch'],
    },
    tries: [
      ['Play on the TV', 'Gives the TV your keys: arrows, Enter, Escape. The film comes encrypted.'],
      ['Go on by phone', 'Leave the film on the TV, then open it here: same place, rights decided anew.'],
      ['End a licence in 60 s', 'The title open on the TV says until when, and then leaves every screen.'],
      ['Withdraw a title', 'The title open on the TV goes at once; a running play ends within a minute.'],
      ['Be elsewhere', 'Moves the household to France and back: another country, another library.'],
    ],
    openOne: 'Open a title on the TV first.',
    focused: (set) => `Keys go to: ${set}`,
    ends: 'In 60 seconds this title is held back, for three minutes. Watch all four screens.',
    gone: 'Withdrawn for three minutes. Watch all four screens.',
    place: (territory) => `The household is now in ${territory}. The screens ask again within half a minute.`,
    failed: 'That was refused; nothing was changed.',
  },
  'zh-CN': {
    subtitle: '一个家庭，四块屏幕 · 演示运营方，内容均为示意',
    portal: '合作方门户',
    other: 'English',
    sets: {
      tv: ['电视', '方向键、OK、返回'],
      stb: ['机顶盒', '方向键、OK、返回'],
      tablet: ['平板', '触摸'],
      phone: ['手机', '触摸'],
    },
    tries: [
      ['在电视上播放', '按键交给电视：方向键、回车、Esc。影片加密播放。'],
      ['在手机上接着看', '在电视上退出影片，再到手机上打开：同一位置，授权重新判定。'],
      ['60 秒后到期', '电视上打开的影片会显示可看至何时，到时从所有屏幕消失。'],
      ['下线一部影片', '电视上打开的影片立即下线；正在播放的一分钟内停止。'],
      ['换个国家', '让家庭去法国再回来：换个国家，换个片库。'],
    ],
    openOne: '请先在电视上打开一部影片。',
    focused: (set) => `按键现在交给：${set}`,
    ends: '60 秒后这部影片停播三分钟。请看四块屏幕。',
    gone: '已下线三分钟。请看四块屏幕。',
    place: (territory) => `家庭现在位于 ${territory}。各屏幕半分钟内会重新询问。`,
    failed: '未能执行，什么都没有改变。',
  },
};
const ELSEWHERE = 'FR';
const PAIR_EVERY_MS = 1000;

let language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
let home = '';
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
const tv = sets[0];

const said = document.getElementById('said');
const say = (sentence) => {
  said.textContent = sentence;
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
  say(WORDS[language].focused(WORDS[language].sets[one.name][0]));
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
  });
  return answer.ok;
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
  if (!work) return say(WORDS[language].openOne);
  say((await post('/demo/withdrawals', { work, inSeconds })) ? sentence : WORDS[language].failed);
}

async function travel() {
  const { territory } = await (await fetch('/demo/place')).json();
  home ||= territory;
  const next = territory === home ? ELSEWHERE : home;
  const moved = await post('/demo/place', { territory: next });
  say(moved ? WORDS[language].place(next) : WORDS[language].failed);
}

const ACTS = [
  () => hand(tv),
  () => hand(sets.find(({ name }) => name === 'phone')),
  () => takeAway(60, WORDS[language].ends),
  () => takeAway(0, WORDS[language].gone),
  travel,
];

function draw() {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.querySelector('[data-words=subtitle]').textContent = words.subtitle;
  document.querySelector('[data-words=portal]').textContent = words.portal;
  document.getElementById('language').textContent = words.other;
  for (const { name, figure, frame, path } of sets) {
    const [what, how] = words.sets[name];
    const bold = document.createElement('b');
    bold.textContent = what;
    figure.querySelector('figcaption').replaceChildren(bold, how);
    frame.title = what;
    frame.src = `${path}?lang=${language}`;
  }
  const tries = words.tries.map(([title, body], place) => {
    const item = document.createElement('li');
    const button = document.createElement('button');
    const bold = document.createElement('b');
    const text = document.createElement('p');
    button.type = 'button';
    bold.textContent = `${place + 1} ${title}`;
    text.textContent = body;
    button.append(bold, text);
    button.addEventListener('click', () => void ACTS[place]());
    item.append(button);
    return item;
  });
  document.querySelector('.tries').replaceChildren(...tries);
}

document.getElementById('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  draw();
});
new ResizeObserver(layOut).observe(document.querySelector('.room'));
draw();
layOut();
setInterval(() => void pair(), PAIR_EVERY_MS);
