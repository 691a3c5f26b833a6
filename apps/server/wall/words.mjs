/** Every sentence of the living room, in both languages. Names of places come from the browser. */

const en = {
  language: 'en',
  subtitle: 'One household, four screens · demo operator, everything illustrative',
  console: 'Console',
  portal: 'Portal',
  other: '中文',
  now: 'Now',
  tryThis: 'What to try',
  sets: {
    tv: ['TV', 'arrows, OK, Back'],
    stb: ['Set-top box', 'arrows, OK, Back'],
    tablet: ['Tablet', 'touch'],
    phone: ['Phone', 'touch'],
  },
  tries: [
    ['Play on the TV', 'Gives the TV your keys: arrows, Enter, Escape. The film comes encrypted.'],
    ['Send it to the phone', 'Go on there at the same place. The rights are decided anew.'],
    ['End a licence in 60 s', 'The title open on the TV says until when, then leaves every screen.'],
    ['Withdraw a title', 'The title open on the TV goes at once; a running play ends within a minute.'],
    ['Be elsewhere', 'In another country, and home again: another library.'],
    ['Ask why', 'The console answers, down to the row of the contract.'],
  ],
  screens: { tv: 'the TV', stb: 'the set-top box', tablet: 'the tablet', phone: 'the phone', web: 'the browser' },
  openOne: 'Open a title on the TV first: choose a film there and press OK.',
  focused: (set) => `Your keys go to: ${set}`,
  sent: 'Your keys go to the phone. The film stands there where the TV left it: open it and go on.',
  ends: 'In 60 seconds this title is held back, for three minutes. Watch all four screens.',
  gone: 'Withdrawn for three minutes. Watch all four screens.',
  place: (territory) => `The household is now in ${territory}. The screens ask again within half a minute.`,
  failed: 'That was refused; nothing was changed.',
  unreachable: 'The server does not answer. It is asked again every few seconds.',
  nothing: 'Nothing plays yet. Each decision, key, receipt and withdrawal appears here as it happens.',
  idle: 'No screen plays at the moment.',
  lease: (left) => `lease ${left} left`,
  clause: ({ contract, contractVersion, row }) =>
    `${contract} v${contractVersion}${row === null ? '' : `, row ${row}`}`,
  logged: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'receipt' : 'receipts'} in the log`,
  acts: {
    allowed: (act, words) =>
      `${capital(words.screens[act.screen])} may play “${act.title}” in ${act.place}${act.until ? ` until ${act.untilTime}` : ''}, by ${words.clause(act)}`,
    keys: (act, words) =>
      `${act.keys} ${act.keys === 1 ? 'key' : 'keys'} for “${act.title}” lent to ${words.screens[act.screen]}`,
    watched: (act, words) =>
      `${act.watchedSeconds} s of “${act.title}” watched on ${words.screens[act.screen]}, ${act.receipts === 1 ? 'receipt' : `${act.receipts} receipts, the last`} no. ${act.receipt}`,
    ended: (act, words) =>
      `“${act.title}” ended on ${words.screens[act.screen]}: ${words.reasons[act.reason] ?? act.reason}`,
    withdrawn: (act) => `“${act.title}” is withdrawn from ${act.fromTime}${act.until ? ` to ${act.untilTime}` : ' on'}`,
    moved: (act) => `The household is in ${act.place}`,
  },
  reasons: {
    stopped: 'the viewer stopped it',
    'stopped-elsewhere': 'stopped from another screen',
    replaced: 'another film was started there',
    'lease-expired': 'the screen went silent, so its lease ran out',
    'denied:takedown': 'withdrawn by its rights holder',
    'denied:embargo': 'held back from this moment on',
    'denied:suspension': 'its licence is suspended',
    'denied:clearance': 'it has no clearance for this screen',
    'denied:rating': 'it has no rating for this place',
    'denied:quarantine': 'its delivery is in quarantine',
    ended: 'its licence has ended',
    territory: 'not licensed in this country',
    screen: 'not licensed for this screen',
    'no-grant': 'nobody licenses it any more',
    'no-entitlement': 'the household’s subscription doesn’t hold it',
    'device-removed': 'the screen left the household',
    'not-ready': 'its film is being prepared anew',
  },
};

const zh = {
  language: 'zh-CN',
  subtitle: '一个家庭，四块屏幕 · 演示运营方，内容均为示意',
  console: '控制台',
  portal: '合作方门户',
  other: 'English',
  now: '此刻',
  tryThis: '可以试试',
  sets: {
    tv: ['电视', '方向键、OK、返回'],
    stb: ['机顶盒', '方向键、OK、返回'],
    tablet: ['平板', '触摸'],
    phone: ['手机', '触摸'],
  },
  tries: [
    ['在电视上播放', '按键交给电视：方向键、回车、Esc。影片加密送达。'],
    ['送到手机上', '在手机上从同一位置接着看。授权会为手机重新判定。'],
    ['60 秒后到期', '电视上打开的影片会显示可看至何时，到时从所有屏幕消失。'],
    ['下线一部影片', '电视上打开的影片立即下线；正在播放的一分钟内停止。'],
    ['换个国家', '让家庭去法国，或者回家：换个国家，换个片库。'],
    ['问问为什么', '控制台会回答，一直查到合同的那一行。'],
  ],
  screens: { tv: '电视', stb: '机顶盒', tablet: '平板', phone: '手机', web: '浏览器' },
  openOne: '请先在电视上打开一部影片：选中影片，按 OK。',
  focused: (set) => `按键现在交给：${set}`,
  sent: '按键现在交给手机。影片停在电视离开的位置：打开它，接着看。',
  ends: '60 秒后这部影片停播三分钟。请看四块屏幕。',
  gone: '已下线三分钟。请看四块屏幕。',
  place: (territory) => `家庭现在位于${territory}。各屏幕半分钟内会重新询问。`,
  failed: '未能执行，什么都没有改变。',
  unreachable: '服务器没有回应，每隔几秒会再问一次。',
  nothing: '还没有播放。每一次判定、密钥、收据和下线都会在这里随时出现。',
  idle: '现在没有屏幕在播放。',
  lease: (left) => `租约还剩 ${left}`,
  clause: ({ contract, contractVersion, row }) =>
    `${contract} 第 ${contractVersion} 版${row === null ? '' : `第 ${row} 行`}`,
  logged: (count) => `日志中有 ${count.toLocaleString('zh-CN')} 张收据`,
  acts: {
    allowed: (act, words) =>
      `${words.screens[act.screen]}可在${act.place}播放《${act.title}》${act.until ? `，至 ${act.untilTime}` : ''}，依据 ${words.clause(act)}`,
    keys: (act, words) => `向${words.screens[act.screen]}借出《${act.title}》的 ${act.keys} 把密钥`,
    watched: (act, words) =>
      `${words.screens[act.screen]}观看《${act.title}》${act.watchedSeconds} 秒，${act.receipts === 1 ? '' : `${act.receipts} 张收据，最后一张为`}收据第 ${act.receipt} 号`,
    ended: (act, words) =>
      `《${act.title}》在${words.screens[act.screen]}上结束：${words.reasons[act.reason] ?? act.reason}`,
    withdrawn: (act) => `《${act.title}》自 ${act.fromTime} 起下线${act.until ? `，至 ${act.untilTime}` : ''}`,
    moved: (act) => `家庭位于${act.place}`,
  },
  reasons: {
    stopped: '观众停止播放',
    'stopped-elsewhere': '从另一块屏幕停止',
    replaced: '该屏幕开始播放另一部影片',
    'lease-expired': '屏幕没有回应，租约到期',
    'denied:takedown': '应权利方要求下线',
    'denied:embargo': '从此刻起停播',
    'denied:suspension': '授权已中止',
    'denied:clearance': '没有这块屏幕的播出许可',
    'denied:rating': '没有当地的分级',
    'denied:quarantine': '交付正在隔离检查',
    ended: '授权已到期',
    territory: '在这个国家没有授权',
    screen: '没有这块屏幕的授权',
    'no-grant': '已无合作方授权',
    'no-entitlement': '家庭的订阅不包含此片',
    'device-removed': '屏幕已离开家庭',
    'not-ready': '影片正在重新准备',
  },
};

export const WORDS = { en, 'zh-CN': zh };

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
