/**
 * Bugs planted on purpose, each the kind that a hurried change could bring. They stand in the wiring of the simulated
 * world, never in the product; the simulation is worth only as much as it finds of them.
 */
import { MINUTE_MS, SECOND_MS } from '@duoping/kit';
import type { Play, PlaybackPorts, Viewing } from '#playback';
import { decideBy } from './licences.ts';
import type { Plant, Server, TokenClaims } from './node.ts';
import { ASSET, type World } from './world.ts';
import { PERMISSION_BUGS } from './zoo-permission.ts';
import { RECORD_BUGS } from './zoo-records.ts';

export const ZOO: Readonly<Record<string, Plant>> = {
  ...PERMISSION_BUGS,
  ...RECORD_BUGS,
  'the streams are counted first and the play added later': {
    plays: ({ truth, time }) => ({
      ...truth,
      async claim({ play, limit, lapsed, ...rest }) {
        const holding = (await truth.unended({ household: play.household })).filter(
          (other) => other.lease.until > lapsed && other.device !== play.device,
        );
        if (holding.length >= limit) return { ok: false, reason: holding };
        await time.sleep(50);
        return truth.claim({ play, limit: Number.POSITIVE_INFINITY, lapsed, ...rest });
      },
    }),
  },
  'one stream too many is allowed': {
    plays: ({ truth }) => ({ ...truth, claim: (claim) => truth.claim({ ...claim, limit: claim.limit + 1 }) }),
  },
  'a lapsed play keeps no slot, yet may come back into it': {
    plays: ({ truth }) => ({
      ...truth,
      async claim(claim) {
        const { play, limit, lapsed } = claim;
        const others = await truth.unended({ household: play.household });
        const gone = others.filter((other) => other.lease.until <= lapsed).length;
        return truth.claim({ ...claim, limit: limit + gone, lapsed: 0 });
      },
    }),
  },
  'a lease is longer than its decision': {
    ports: (ports) => ({ ...ports, rights: { current: () => forgetful(ports) } }),
  },
  'a token outlives its lease': {
    ports: (ports) => ({
      ...ports,
      tokens: { sign: (claims) => ports.tokens.sign({ ...claims, expiresAt: claims.expiresAt + 5 * MINUTE_MS }) },
    }),
  },
  'the tokens name every track, whatever was allowed': {
    ports: (ports) => ({
      ...ports,
      tokens: { sign: (claims) => ports.tokens.sign({ ...claims, tracks: ['v480', 'v1080', 'zh'] }) },
    }),
  },
  'a token without an expiry is taken': {
    server: (server) => ({
      ...server,
      segment(token, track) {
        const claims = JSON.parse(token) as TokenClaims; // the world's own token
        return claims.tracks.includes(track);
      },
    }),
  },
  'a heartbeat said twice counts twice': {
    plays: ({ truth }) => ({
      ...truth,
      byId: async (id) =>
        change(await truth.byId(id), ({ heard }) => ({ heard: { ...heard, sequence: 0, accounted: [] } })),
    }),
  },
  'a pause counts as watched': {
    server: (server) => ({
      ...server,
      beat: (request) => {
        const { beat } = request;
        if (beat.state === 'playing') return server.beat(request);
        const { positionSeconds } = beat;
        return server.beat({ ...request, beat: { ...beat, watched: [[positionSeconds, positionSeconds + 15]] } });
      },
    }),
  },
  'the length of the beat is booked instead of what was shown': {
    server: (server) => ({
      ...server,
      beat: (request) => {
        const { beat } = request;
        const from = Math.max(0, beat.positionSeconds - 15);
        return server.beat({ ...request, beat: { ...beat, watched: [[from, beat.positionSeconds]] } });
      },
    }),
  },
  'the node’s own clock is believed': {
    wallClock: (_, wall) => ({ read: () => ({ trusted: true, at: wall(), errorMs: 0 }) }),
  },
  'a node goes by the rights it first saw': {
    ports: (ports, world) => {
      const first = world.facts;
      const view = () => ({
        confirmedAt: world.time.now(),
        decide: (request: Request, at: number) => decideBy(first, request, at),
      });
      return { ...ports, rights: { current: view } };
    },
  },
  'rights that were not confirmed for long are good enough': {
    ports: (ports, world) => ({
      ...ports,
      rights: { current: () => ({ ...ports.rights.current(), confirmedAt: world.time.now() }) },
    }),
  },
  'keys are given after the end': {
    server: (server, world) => ({
      ...server,
      async keys(request) {
        const answer = await server.keys(request);
        const { play, kids } = request;
        return !answer.ok && world.truth.plays.has(play)
          ? { ok: true, value: { asset: ASSET.id, kids, until: 0 } }
          : answer;
      },
    }),
  },
  'the keys that come with a start are all the film has': {
    server: (server) => ({
      ...server,
      async start(request) {
        const answer = await server.start(request);
        if (!answer.ok || !answer.value.keys) return answer;
        return { ok: true, value: { ...answer.value, keys: { ...answer.value.keys, kids: ['sd', 'hd', 'audio'] } } };
      },
    }),
  },
  'another play’s heartbeat is taken': {
    server: (server, world) => ({ ...server, beat: (request) => server.beat(misdirected(world, request)) }),
  },
  'the subscription is never looked at again': {
    ports: (ports) => ({ ...ports, viewers: entitledForEver(ports.viewers) }),
  },
  'a removed device goes on': {
    ports: (ports) => ({ ...ports, viewers: remembering(ports.viewers) }),
  },
  'a receipt is lost while its beat is acknowledged': {
    plays: ({ truth, chance }) => ({
      ...truth,
      write: async (written) => (chance.flip(0.02) && written.receipt ? true : truth.write(written)),
    }),
  },
  'every screen is taken for a TV': {
    ports: (ports) => ({ ...ports, viewers: always(ports.viewers, { id: 'tv', name: 'tv', screen: 'tv' }) }),
  },
  'time before the key counts': {
    plays: ({ truth }) => ({
      ...truth,
      byId: async (id) =>
        change(await truth.byId(id), ({ key, startedAt }) => ({ key: key && { ...key, at: startedAt - SECOND_MS } })),
    }),
  },
};

type Request = Parameters<ReturnType<PlaybackPorts['rights']['current']>['decide']>[0];
type Viewers = PlaybackPorts['viewers'];

const change = (play: Play | undefined, changes: (play: Play) => Partial<Play>): Play | undefined =>
  play && { ...play, ...changes(play) };

/** Decisions without an end. */
function forgetful(ports: PlaybackPorts): ReturnType<PlaybackPorts['rights']['current']> {
  const view = ports.rights.current();
  return { ...view, decide: (request, at) => ({ ...view.decide(request, at), until: null }) };
}

/** Books every fifth beat on another running play of the world, as if nobody asked whose it is. */
function misdirected(world: World, request: Parameters<Server['beat']>[0]): Parameters<Server['beat']>[0] {
  const other = [...world.truth.unendedPlays.values()].find((play) => play.id !== request.play);
  if (!other || request.beat.sequence % 5 !== 0) return request;
  return { ...request, play: other.id, device: other.device };
}

/** What was once held is held for ever. */
function entitledForEver(viewers: Viewers): Viewers {
  const first = new Map<string, Viewing['entitlement']>();
  return {
    async viewing(device, at, profile) {
      const seen = await viewers.viewing(device, at, profile);
      if (seen === undefined || seen === 'unknown-profile') return seen;
      const { entitlement } = seen;
      if (entitlement && !first.has(device)) first.set(device, { ...entitlement, until: null });
      return { ...seen, entitlement: first.get(device) };
    },
  };
}

/** Who was once seen is known for ever. */
function remembering(viewers: Viewers): Viewers {
  const known = new Map<string, Viewing>();
  return {
    async viewing(device, at, profile) {
      const seen = await viewers.viewing(device, at, profile);
      if (seen !== undefined && seen !== 'unknown-profile') known.set(device, seen);
      return seen ?? known.get(device);
    },
  };
}

const always = (viewers: Viewers, model: Viewing['model']): Viewers => ({
  async viewing(device, at, profile) {
    const seen = await viewers.viewing(device, at, profile);
    return seen === undefined || seen === 'unknown-profile' ? seen : { ...seen, model };
  },
});
