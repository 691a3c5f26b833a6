/** The picture by Shaka Player: DASH, ClearKey, the newest token on each segment. The player's code loads with the first play. */
import type { Reason } from '@duoping/client';
import shakaUrl from 'shaka-player/dist/shaka-player.dash.js?url';
import type { Look, Stage, StageSource } from '../app/stage.ts';
import type { ShakaGlobal, ShakaPlayer, ShakaTrack } from './shaka-shape.ts';

/** A right that ends stops the picture at once; what is buffered is the most that could still be shown. Seconds. */
const BUFFER_AHEAD_S = 20;
const BUFFER_BEHIND_S = 10;
const STARTS_WITH_S = 1;
const BROUGHT = 'brought';
const BROUGHT_MANIFEST = `${BROUGHT}:manifest.mpd`;
const BROUGHT_LICENSE = `${BROUGHT}:license`;
/** The title's page comes in and stands still before the player's code may take the processor. */
const READING_MS = 500;

/** A player with its video, attached: what takes the processor longest before the first frame. */
interface Prepared {
  readonly video: HTMLVideoElement;
  /** null when the player's code could not be had. */
  readonly ready: Promise<{ shaka: ShakaGlobal; current: ShakaPlayer } | null>;
}

/** Shows the picture and the captions inside the frame, which is asked for when there is something to load into it. */
export function openShakaStage(frame: () => HTMLElement): Stage {
  const prepared = takePrepared();
  const { video } = prepared;
  const captions = document.createElement('div');
  captions.className = 'captions';
  let player: ShakaPlayer | null = null;
  let closed = false;
  const preparing = 'requestMediaKeySystemAccess' in navigator ? prepared.ready : null;
  preparing?.then(
    (one) => {
      player = one?.current ?? null;
      if (closed) void player?.destroy();
    },
    () => {}, // whoever loads is told of it
  );

  const load = async (source: StageSource): Promise<Reason | null> => {
    if (!preparing) return 'no-protection';
    for (const element of [video, captions]) frame().appendChild(element);
    const ready = await preparing;
    if (closed) return null;
    if (!ready) return 'offline';
    const { shaka, current } = ready;
    const { dash, clearKey } = addressesOf(source, shaka);
    current.setVideoContainer(captions);
    current.configure({
      // The native displayer loads an empty data: track, which the content policy forbids.
      textDisplayFactory: (shown: ShakaPlayer) => new shaka.text.UITextDisplayer(shown),
      preferredAudio: source.audio === null ? [] : [{ language: source.audio }],
      drm: { servers: { 'org.w3.clearkey': clearKey } },
      streaming: { bufferingGoal: BUFFER_AHEAD_S, bufferBehind: BUFFER_BEHIND_S, rebufferingGoal: STARTS_WITH_S },
    });
    const { RequestType } = shaka.net.NetworkingEngine;
    current.getNetworkingEngine().registerRequestFilter((type, request) => {
      const segment = type === RequestType.SEGMENT;
      if (segment) request.headers['CTA-Common-Access-Token'] = source.mediaToken();
      else request.headers.Authorization = `Bearer ${source.accessToken() ?? ''}`;
    });
    current.addEventListener('error', (event) => {
      if (!closed) source.onFailure(reasonOf(event.detail, shaka));
    });
    for (const name of [
      'playing',
      'pause',
      'waiting',
      'seeking',
      'seeked',
      'stalled',
      'ratechange',
      'durationchange',
    ]) {
      video.addEventListener(name, source.onChange);
    }
    video.addEventListener('ended', source.onEnd);
    try {
      await current.load(dash, source.startSeconds, 'application/dash+xml');
      return null;
    } catch (error) {
      return closed ? null : reasonOf(error, shaka);
    }
  };

  return {
    load,
    play: () => {
      // A set that wants a press first stays paused; the state says so.
      video.play()?.then(undefined, () => {});
    },
    pause: () => video.pause(),
    seek: (seconds) => {
      video.currentTime = seconds;
    },
    setAudio: (language) => chooseAudio(player, language),
    setText: (language) => showText(player, language),
    look: () => lookAt(video),
    close: () => {
      closed = true;
      video.pause();
      const ending = player ? player.destroy() : Promise.resolve();
      const remove = () => {
        for (const element of [video, captions]) element.parentNode?.removeChild(element);
      };
      video.style.visibility = 'hidden'; // at once; taking the media apart may take a moment
      captions.style.visibility = 'hidden';
      ending.then(remove, remove);
    },
  };
}

/** Where Shaka finds manifest and license: what the start brought along is answered here, without asking the server. */
function addressesOf({ opening, dash, clearKey }: StageSource, shaka: ShakaGlobal): { dash: string; clearKey: string } {
  if (!opening) return { dash, clearKey };
  const { manifest, license } = opening;
  const { net, util } = shaka;
  net.NetworkingEngine.registerScheme(BROUGHT, (originalUri, originalRequest) =>
    util.AbortableOperation.completed({
      ...{ uri: new URL(dash, location.href).href, originalUri, originalRequest, headers: {} },
      data: util.StringUtils.toUTF8(originalUri === BROUGHT_MANIFEST ? manifest : JSON.stringify(license)),
    }),
  );
  return { dash: BROUGHT_MANIFEST, clearKey: license ? BROUGHT_LICENSE : clearKey };
}

function lookAt(video: HTMLVideoElement): Look {
  const { buffered, currentTime, duration, readyState } = video;
  let bufferedToSeconds = currentTime;
  for (let i = 0; i < buffered.length; i++) {
    if (buffered.start(i) <= currentTime + 0.1) bufferedToSeconds = Math.max(bufferedToSeconds, buffered.end(i));
  }
  const hasData = readyState >= 3; // HAVE_FUTURE_DATA
  return {
    positionSeconds: currentTime,
    durationSeconds: duration > 0 && duration < Infinity ? duration : 0,
    bufferedToSeconds,
    moving: !video.paused && !video.seeking && !video.ended && hasData,
    waiting: !video.paused && !video.ended && (video.seeking || !hasData),
  };
}

function chooseAudio(player: ShakaPlayer | null, language: string): void {
  const track = player?.getAudioTracks().filter((one) => speaks(one, language))[0];
  if (track) player?.selectAudioTrack(track);
}

function showText(player: ShakaPlayer | null, language: string | null): void {
  const track = player?.getTextTracks().filter((one) => language !== null && speaks(one, language))[0];
  player?.selectTextTrack(track ?? null);
}

/** Shaka writes languages its own way (`zh-cn`, `en`); the original is as the manifest has it. */
const speaks = (track: ShakaTrack, language: string): boolean =>
  [track.language, track.originalLanguage ?? ''].some((one) => one.toLowerCase() === language.toLowerCase());

function reasonOf(error: unknown, shaka: ShakaGlobal): Reason {
  const { Code, Category } = shaka.util.Error;
  // Shaka's own error object: code, category and data.
  const { code, category, data } = error as { code?: number; category?: number; data?: unknown };
  console.warn('The picture failed', code, category, data ?? error);
  if (code === Code.REQUESTED_KEY_SYSTEM_CONFIG_UNAVAILABLE) return 'no-protection';
  return category === Category.NETWORK ? 'offline' : 'media-failed';
}

/** Called when a title is looked at. The page has been drawn by then, and the viewer is reading: the time to get ready. */
export function prefetchShaka(): void {
  setTimeout(() => {
    spare ??= prepare();
  }, READING_MS);
}

/** Stands ready for the next play. It holds no decoder: nothing has been loaded into it. */
let spare: Prepared | null = null;

function takePrepared(): Prepared {
  const taken = spare ?? prepare();
  spare = null;
  return taken;
}

function prepare(): Prepared {
  const video = document.createElement('video');
  video.className = 'picture';
  video.setAttribute('playsinline', '');
  const ready = loadShaka().then(async (shaka) => {
    if (!shaka) return null;
    const current = new shaka.Player();
    await current.attach(video);
    return { shaka, current };
  });
  const prepared = { video, ready };
  const forget = () => {
    if (spare === prepared) spare = null;
  };
  ready.then((one) => one ?? forget(), forget); // what could not be made is tried again at the press
  return prepared;
}

let loading: Promise<ShakaGlobal | null> | null = null;

/** One script element for the whole evening; a failed download is tried again at the next play. */
function loadShaka(): Promise<ShakaGlobal | null> {
  loading ??= new Promise<ShakaGlobal | null>((resolve) => {
    const script = document.createElement('script');
    script.src = shakaUrl;
    script.onload = () => {
      const { shaka } = window;
      shaka?.polyfill.installAll();
      resolve(shaka ?? null);
    };
    script.onerror = () => {
      loading = null;
      resolve(null);
    };
    document.head.appendChild(script);
  });
  return loading;
}
