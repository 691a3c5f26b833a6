/** The screens in English. */
import type { Reason } from '@duoping/client';
import { clockTime, daysAhead, nameOfLanguage, type Words } from './words.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const LANGUAGES = {
  zh: 'Chinese',
  'zh-CN': 'Chinese',
  'zh-Hans': 'Chinese (simplified)',
  'zh-Hant': 'Chinese (traditional)',
  cmn: 'Mandarin',
  yue: 'Cantonese',
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  de: 'German',
  ja: 'Japanese',
  ko: 'Korean',
  zxx: 'No dialogue',
};

const reasons = {
  'unknown-work': 'This title isn’t in the catalog any more.',
  'denied:takedown': 'This title was withdrawn at the request of its rights holder.',
  'denied:embargo': 'This title is held back for now.',
  'denied:suspension': 'The partner’s contract is suspended for now.',
  'denied:clearance': 'This title isn’t cleared for this screen yet.',
  'denied:rating': 'This title has no rating for here yet.',
  'denied:quarantine': 'This title is being checked.',
  'no-grant': 'This title isn’t licensed to this service.',
  verb: 'This title may be shown but not played.',
  'license-type': 'This title isn’t offered this way.',
  territory: 'This title isn’t licensed where you are.',
  screen: 'This title isn’t licensed for this kind of screen. It may play on another screen of your household.',
  'not-yet': 'The licence for this title hasn’t begun yet.',
  ended: 'The licence for this title has ended.',
  format: 'This title isn’t licensed in a quality that this screen can show.',
  language: 'This title isn’t licensed in this language.',
  'no-entitlement': 'This title isn’t part of your subscription.',
  'stream-limit': 'All of your household’s streams are in use. Stop one of them, then try again.',
  'not-ready': 'This title is still being prepared. Look in again in a little while.',
  'unknown-territory': 'We can’t tell where this screen is, so nothing may be played yet.',
  'lease-expired': 'The connection was gone for too long, so the stream was let go.',
  'device-removed': 'This screen was removed from its household. Pair it again to go on.',
  'stopped-elsewhere': 'Playback was stopped from another screen.',
  offline: 'The service can’t be reached. Check the network; nothing is lost.',
  'media-failed': 'The picture couldn’t be read. Try again, or come back later.',
  'no-protection': 'This browser can’t play protected titles here. Open the page over https or on localhost.',
  unexpected: 'Something went wrong on our side. Nothing is lost; try again in a moment.',
} satisfies Record<Reason, string>;

export const en = {
  menu: { home: 'Home', language: '切换到中文', device: 'This screen' },
  pairing: {
    title: 'Pair this screen',
    scan: 'Scan with your phone’s camera',
    orGo: (address) => `or open ${address}`,
    enter: 'and confirm this code',
    expiresIn: (clock) => `New code in ${clock}`,
    asking: 'Getting a code …',
    expired: 'This code has expired. Press OK for a new one.',
    denied: 'The request was declined on the phone. Press OK to try again.',
    unknownModel: 'The service doesn’t know this device model. Ask its operator to register it, then press OK.',
    unreachable: 'The service can’t be reached. We keep trying; check this screen’s network.',
    retrying: 'Connection lost. The code stays good, and we keep trying.',
    removed: 'This screen was removed from its household.',
    newCode: 'Get a new code',
    qrLabel: 'QR code with the address for pairing',
    promise: 'Nothing to type here. The picture comes on as soon as you confirm.',
  },
  home: {
    continueWatching: (left) => `Continue watching · ${left}`,
    illustrative: 'Illustrative',
    preparing: 'Being prepared',
    emptyTitle: 'Nothing to watch here yet',
    emptyBody: 'No title is licensed for this screen, here and now. New titles appear by themselves.',
    failedTitle: 'The catalog didn’t load',
    label: 'Titles',
  },
  title: {
    play: 'Play',
    resume: (position) => `Resume at ${position}`,
    fromStart: 'From the start',
    back: 'Back',
    audio: 'Audio',
    subtitles: 'Subtitles',
    credits: 'Credits',
    none: 'None',
    preparingBody: 'This title is being prepared for your screens. It can be played as soon as that is done.',
    illustrativeBody: 'An illustration made for this demonstration, not the film of that name.',
    failedTitle: 'This title can’t be shown',
    offer: {
      SVOD: 'In your subscription',
      AVOD: 'Free with advertising',
      FVOD: 'Free',
      VOD: 'To rent',
      TVOD: 'To rent',
      EST: 'To buy',
      POEST: 'To pre-order',
    },
  },
  player: {
    starting: 'Starting',
    waiting: 'Loading',
    paused: 'Paused',
    seek: 'seek',
    playFromHere: 'play from here',
    pause: 'pause',
    resume: 'play',
    tracks: 'audio and subtitles',
    leave: 'leave',
    audio: 'Audio',
    subtitles: 'Subtitles',
    off: 'Off',
    capped: (lines) => `This screen is licensed up to ${lines}p`,
    picture: (lines) => `Up to ${lines}p`,
    endedTitle: 'Playback has ended',
    refusedTitle: 'This can’t be played now',
    unharmed: 'Your place is kept.',
    others: 'Playing now',
    otherPlays: (device, title) => `${device}: ${title}`,
  },
  device: {
    title: 'This screen',
    name: 'Name',
    household: 'Household',
    profile: 'Profile',
    territory: 'Territory',
    kind: 'Kind',
    kinds: { stb: 'Set-top box', tv: 'Television', phone: 'Phone', tablet: 'Tablet', web: 'Web browser' },
    forget: 'Unpair this screen',
    confirmTitle: 'Unpair this screen?',
    confirmBody: 'It leaves the household until it is paired again. Your list and your places in films are kept.',
    keep: 'Keep it',
    forgetNow: 'Unpair',
  },
  retry: 'Try again',
  unreachableTitle: 'The service can’t be reached',
  unreachableBody: 'Check this screen’s network. We keep trying, and nothing is lost.',
  otherLanguage: '中文',
  reasons,
  sinceOrUntil: (when) => `This may change ${when}.`,
  languageName: (tag) => nameOfLanguage(LANGUAGES, tag),
  duration: (seconds) => {
    if (seconds < 60) return `${Math.round(seconds)} s`;
    const minutes = Math.round(seconds / 60);
    const hours = Math.floor(minutes / 60);
    if (hours === 0) return `${minutes} min`;
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  },
  timeLeft: (duration) => `${duration} left`,
  moment: (at, now) => {
    const days = daysAhead(at, now);
    const clock = clockTime(at);
    if (days === 0) return at.getHours() >= 18 ? `tonight ${clock}` : `today ${clock}`;
    if (days === 1) return `tomorrow ${clock}`;
    const year = at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`;
    return `${at.getDate()} ${MONTHS[at.getMonth()]}${year} ${clock}`;
  },
  availableUntil: (when) => `Available on this screen until ${when}`,
  availableHere: 'Available on this screen',
} satisfies Words;
