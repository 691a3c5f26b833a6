/**
 * From the press of OK to the first frame, encrypted, on loopback: the television's own page beside a page with nothing
 * but Shaka Player on it, with the same manifest, segments behind tokens and ClearKey keys; in turns, in one Chromium.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { asId } from '@duoping/kit';
import type { Page } from 'playwright-core';
import { clearKeyLicense } from '#keys';
import { startPlay } from '#playback';
import { hotFiles } from '../apps/server/hot-files.ts';
import { manifestOf } from '../apps/server/play-media.ts';
import { HOUSEHOLD, TERRITORY } from '../journeys/house.ts';
import { openBrowser, type Television, unpackTelevision } from '../journeys/living-room.ts';
import { type FullHouse, openFullHouse } from './full-house.ts';
import { median } from './http-load.ts';
import type { BenchTable } from './table.ts';

const ROUNDS = 9;
/** How long a viewer looks at the title before the press of OK. */
const LOOKS_MS = 1_500;
const GIVE_UP_MS = 20_000;

export default async function firstFrameBench(): Promise<BenchTable> {
  const full = await openFullHouse({ filmSeconds: 30 });
  const bare = await bareShaka(full);
  const browser = await openBrowser();
  try {
    const television = await unpackTelevision(browser, full);
    await television.sees('The Lamp');
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await ourFirstFrame(full, television);
    await bareFirstFrame(page, bare.address);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await bareFirstFrame(page, bare.address));
      ours.push(await ourFirstFrame(full, television));
    }
    return {
      title: 'First frame',
      rows: [
        {
          what: 'press of OK to the first frame, encrypted, loopback',
          peer: `${told(theirs)}, Shaka Player ${SHAKA_VERSION} alone`,
          ours: told(ours),
          ratio: `${(median(ours) / median(theirs)).toFixed(2)} ×`,
          goal: '≤ 1.3 ×',
        },
      ],
      notes: [
        `The first play after the page was opened, median of ${ROUNDS} in turns (least–most), headless Chromium ${browser.version()}, 640×360 film of 30 s, cbcs.`,
        'Ours: key press; decision, lease, token, manifest and keys in one answer of the server; segments. Theirs: a page that has Shaka loaded, default settings, and a token and keys that are there already.',
      ],
    };
  } finally {
    await browser.close();
    await bare.close();
    await full.close();
  }
}

const SHAKA = createRequire(import.meta.url).resolve('shaka-player/dist/shaka-player.dash.js');
const SHAKA_VERSION = '5.2.12';

const told = (times: readonly number[]): string =>
  `${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;

/** From the next key press to the first frame that nothing covers. Runs in the page, so its types are the browser's. */
const WATCH = `window.firstFrame = new Promise((resolve) => {
  addEventListener('keydown', () => {
    const pressed = performance.now();
    const find = () => {
      const video = document.querySelector('video');
      const covered = document.querySelector('.backdrop') !== null;
      if (!video || covered) return requestAnimationFrame(find);
      if (video.getVideoPlaybackQuality().totalVideoFrames > 0) return resolve(performance.now() - pressed);
      video.requestVideoFrameCallback((shown) => resolve(shown - pressed));
    };
    find();
  }, { capture: true, once: true });
});
undefined`;

async function pressed(page: Page): Promise<number> {
  await page.evaluate(WATCH);
  await page.keyboard.press('Enter');
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`No frame within ${GIVE_UP_MS / 1000} s of the press`)), GIVE_UP_MS).unref();
  });
  return Promise.race([page.evaluate<number>('window.firstFrame'), late]);
}

async function ourFirstFrame({ server }: FullHouse, television: Television): Promise<number> {
  await server.house.db.run('delete from playback.resume_mark'); // both begin at the beginning
  await television.page.reload();
  await television.sees('The Lamp');
  await television.press('Enter');
  await television.page.waitForTimeout(LOOKS_MS);
  const ms = await pressed(television.page);
  await television.press('Escape');
  return ms;
}

async function bareFirstFrame(page: Page, address: string): Promise<number> {
  await page.goto(address);
  await page.waitForFunction('window.shaka !== undefined', undefined, { timeout: GIVE_UP_MS });
  await page.waitForTimeout(LOOKS_MS);
  const ms = await pressed(page);
  await page.goto('about:blank');
  return ms;
}

const PAGE = `<!doctype html><meta charset="utf-8"><video id="film" width="1280" height="720"></video>
<script src="/shaka.js"></script><script src="/page.js"></script>`;

const PAGE_SCRIPT = `
addEventListener('keydown', async () => {
  const player = new shaka.Player();
  await player.attach(document.getElementById('film'));
  player.configure({ drm: { servers: { 'org.w3.clearkey': '/license' } } });
  player.getNetworkingEngine().registerRequestFilter((type, request) => {
    if (type === shaka.net.NetworkingEngine.RequestType.SEGMENT)
      request.headers['CTA-Common-Access-Token'] = window.token;
  });
  await player.load('/film.mpd');
  document.getElementById('film').play();
}, { once: true });
fetch('/token').then((answer) => answer.text()).then((token) => { window.token = token; });`;

/** The film of the house on a page of its own. Its segments are checked and sent as the house does it. */
async function bareShaka(full: FullHouse) {
  const { house } = full.server;
  const device = asId<'device'>('bare');
  const paired = { household: HOUSEHOLD, model: 'demo-tv', name: 'TV', pairedAt: 0, removedAt: null };
  await house.devices.add({ ...paired, id: device, tokenHash: 'bare' });
  const started = await startPlay(house.playback, { device, work: full.work, territory: TERRITORY });
  if (!started.ok) throw new Error(started.reason.reason);
  const { play } = started.value;
  const manifest = manifestOf(house.shelf, play, 'manifest.mpd');
  const kids = full.asset.kids.map(({ kid }) => Buffer.from(kid, 'hex').toString('base64url'));
  const license = clearKeyLicense({ kids, type: 'temporary' }, await house.keysOf(full.asset.id));
  if (!manifest || !license.ok) throw new Error('No manifest or no keys');
  const { asset, tracks } = play.permission;
  const token = () =>
    house.playback.tokens.sign({ play: play.id, device, asset, tracks, expiresAt: house.clock.now() + 60_000 });
  const pages: Record<string, { type: string; body: () => string }> = {
    '/': { type: 'text/html', body: () => PAGE },
    '/page.js': { type: 'text/javascript', body: () => PAGE_SCRIPT },
    '/token': { type: 'text/plain', body: token },
    '/film.mpd': { type: 'application/dash+xml', body: () => manifest.body },
    '/license': { type: 'application/json', body: () => JSON.stringify(license.value) },
  };
  const shaka = await readFile(SHAKA, 'utf8');
  pages['/shaka.js'] = { type: 'text/javascript', body: () => shaka };
  const files = hotFiles({ now: () => performance.now() });
  const answer = async ({ url: path = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const page = pages[path];
    if (page) return void response.setHeader('content-type', page.type).end(page.body());
    const given = String(headers['cta-common-access-token'] ?? '');
    const allowed = house.verifyToken(given, { path, now: house.clock.now() }).ok;
    const file = allowed ? await files.read(`${house.mediaFolder}${path.slice('/media'.length)}`) : undefined;
    response.statusCode = Buffer.isBuffer(file) ? 200 : 404;
    response.end(Buffer.isBuffer(file) ? file : '');
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`, // a TCP server that listens has one
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
