/** A whole server with one licensed film, and as many paired televisions and running plays as a benchmark wants. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import { keysForPlay, startPlay } from '#playback';
import {
  HOUSEHOLD,
  type HouseOptions,
  openHouse,
  PARTNER,
  shootFilm,
  TERRITORY,
  waitForMedia,
  writeAvails,
} from '../journeys/house.ts';
import { ownCluster } from './own-cluster.ts';

export type FullHouse = Awaited<ReturnType<typeof openFullHouse>>;

export const ALID = 'md:alid:org:cinema:lamp';

/** A house over a database cluster of its own, with one packaged film. Needs ffmpeg. */
export async function openFullHouse({ filmSeconds, ...options }: { filmSeconds: number } & HouseOptions) {
  const stopCluster = await ownCluster();
  const house = await openHouse(options);
  const folder = join(house.home, 'drop');
  await writeAvails(folder, [{ alid: ALID, title: 'The Lamp' }], house.server.house.clock.now());
  await shootFilm(join(folder, 'film.mp4'), filmSeconds);
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${ALID}=film.mp4`);
  if (delivered.code !== 0) throw new Error(delivered.stderr);
  await waitForMedia(house, ALID);
  const asset = house.server.house.shelf.assetOf(PARTNER, ALID);
  const [work] = house.server.house.library().works.keys();
  if (!asset || !work) throw new Error('The film was delivered and is not there');
  return {
    ...house,
    port: Number(new URL(house.server.address).port),
    work,
    asset,
    async close() {
      await house.close();
      await stopCluster();
    },
  };
}

export interface Seat {
  readonly play: string;
  readonly token: string;
}

const seatOf = (index: number): Seat => ({
  play: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  token: `television-${index}`,
});

/** So many households, each with one paired television, numbered from `first`; straight into the tables, as pairing leaves them. */
export async function pairTelevisions({ server }: FullHouse, count: number, first = 1): Promise<readonly Seat[]> {
  const { db } = server.house;
  const [from, to] = [first, first + count - 1];
  for (const statement of [
    `insert into households.household select 'h' || n, 'Family ' || n, 2, '${'ab'.repeat(32)}' from generate_series($1::int, $2::int) n`,
    `insert into households.profile (id, household, name, language) select 'p' || n, 'h' || n, 'Me', 'en' from generate_series($1::int, $2::int) n`,
    `insert into commerce.subscription select 's' || n, 'h' || n, 'all', now() - interval '1 day', null from generate_series($1::int, $2::int) n`,
    `insert into devices.device select 'd' || n, 'h' || n, 'demo-tv', 'TV', encode(sha256(('television-' || n)::bytea), 'hex'), now(), null
     from generate_series($1::int, $2::int) n`,
  ])
    await db.run(statement, [from, to]);
  await db.run('analyze');
  return Array.from({ length: count }, (_, index) => seatOf(first + index));
}

/** A running play with keys on each of these televisions: one is started as a screen would, the others are its copies. */
export async function startPlays(full: FullHouse, count: number): Promise<void> {
  const { db, devices, playback } = full.server.house;
  const device = asId<'device'>('template');
  const tokenHash = createHash('sha256').update('template').digest('hex');
  const paired = { household: HOUSEHOLD, model: 'demo-tv', name: 'TV', pairedAt: 0, removedAt: null };
  await devices.add({ ...paired, id: device, tokenHash });
  const started = await startPlay(playback, { device, work: full.work, territory: TERRITORY });
  if (!started.ok) throw new Error(started.reason.reason);
  const { id: play } = started.value.play;
  const kids = full.asset.kids.map(({ kid }) => kid);
  const keys = await keysForPlay(playback, { play, device, territory: TERRITORY, kids });
  if (!keys.ok) throw new Error(keys.reason.reason);
  await db.run(
    `insert into playback.play select '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), 'h' || n, 'd' || n, 'p' || n, work,
       lease_until, null, null, version, sequence, state from playback.play, generate_series(1, $2::int) n where id = $1`,
    [play, count],
  );
  await db.run('analyze playback.play');
}

/** A heartbeat as it goes over the wire. */
export function beatRequest({ play, token }: Seat, sequence: number, watched: readonly [number, number]): string {
  const body = JSON.stringify({ sequence, state: 'playing', positionSeconds: watched[1], watched: [watched] });
  return postRequest(`/api/plays/${play}/heartbeat`, { token, body });
}

export const postRequest = (path: string, { token, body }: { token: string; body: string }): string =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
