/** Bugs planted where it is decided: who may watch, where, until when, and what a node does when it can't ask. */
import { HOUR_MS, type Instant, MINUTE_MS } from '@duoping/kit';
import type { Lent, PlaybackPorts, Viewing } from '#playback';
import type { Decision, RightsRequest } from '#rights';
import { decideBy } from './licences.ts';
import type { Plant, Server, TokenClaims } from './node.ts';

export const PERMISSION_BUGS: Readonly<Record<string, Plant>> = {
  'a decision is kept for five minutes': {
    ports(ports) {
      const kept = new Map<string, { decision: Decision; at: Instant }>();
      return deciding(ports, (request, at, decide) => {
        const key = JSON.stringify(request);
        const known = kept.get(key);
        if (known?.decision.allow && at - known.at < 5 * MINUTE_MS) return { ...known.decision, until: null };
        const decision = decide(request, at);
        kept.set(key, { decision, at });
        return decision;
      });
    },
  },
  'one look in ten sees the rights before the last change': {
    ports: (ports, world) =>
      deciding(ports, (request, at, decide) => {
        const before = world.chance.flip(0.1) && world.history.get(world.facts.epoch - 1);
        return before ? decideBy(before, request, at) : decide(request, at);
      }),
  },
  'decisions are made in another time zone': {
    ports: (ports) => deciding(ports, (request, at, decide) => decide(request, at + HOUR_MS)),
  },
  'the end of a licence is rounded up to the next minute': {
    ports: (ports) =>
      deciding(ports, (request, at, decide) => {
        const decision = decide(request, at);
        const until = decision.until === null ? null : Math.ceil((decision.until + 1) / MINUTE_MS) * MINUTE_MS;
        return { ...decision, until };
      }),
  },
  'the picture may be as tall as it likes': {
    ports: (ports) =>
      deciding(ports, (request, at, decide) => {
        const decision = decide(request, at);
        return decision.allow ? { ...decision, quality: { ...decision.quality, maxHeight: 2160 } } : decision;
      }),
  },
  'everybody is at home': {
    server: (server) => ({
      ...server,
      start: (request) => server.start({ ...request, territory: 'CN' }),
      beat: (request) => server.beat({ ...request, territory: 'CN' }),
      keys: (request) => server.keys({ ...request, territory: 'CN' }),
    }),
  },
  'an expired token is good for two more minutes': {
    server: (server) => ({
      ...server,
      segment(token, track) {
        const claims = JSON.parse(token) as TokenClaims; // the world's own token
        return server.segment(JSON.stringify({ ...claims, expiresAt: claims.expiresAt + 2 * MINUTE_MS }), track);
      },
    }),
  },
  'keys are handed out as they are asked for': {
    server: (server) => ({
      ...server,
      async keys(request) {
        const answer = await server.keys(request);
        return answer.ok ? { ok: true, value: { ...answer.value, kids: request.kids } } : answer;
      },
    }),
  },
  'one household’s subscription is everybody’s': {
    ports(ports) {
      let held: Viewing['entitlement'];
      return viewing(ports, (seen) => {
        held ??= seen.entitlement && { ...seen.entitlement, until: null };
        return { ...seen, entitlement: seen.entitlement ?? held };
      });
    },
  },
  'a subscription ends five minutes late': {
    ports: (ports) =>
      viewing(ports, (seen) => {
        const { entitlement } = seen;
        if (entitlement?.kind !== 'subscription' || entitlement.until === null) return seen;
        return { ...seen, entitlement: { ...entitlement, until: entitlement.until + 5 * MINUTE_MS } };
      }),
  },
  'the stream limit is read once': {
    ports(ports) {
      const limits = new Map<string, number>();
      return viewing(ports, (seen) => {
        const { household } = seen;
        const streamLimit = limits.get(household.id) ?? household.streamLimit;
        limits.set(household.id, streamLimit);
        return { ...seen, household: { ...household, streamLimit } };
      });
    },
  },
  'where the database can’t be reached, a heartbeat is answered as the last one was': {
    server(server) {
      const last = new Map<string, Lent>();
      return answering(server, async (request) => {
        const answer = await server.beat(request).catch(() => undefined);
        const known = last.get(request.play);
        if (answer?.ok) last.set(request.play, answer.value);
        return answer ?? (known ? { ok: true, value: known } : server.beat(request));
      });
    },
  },
  'a heartbeat that is refused is answered as the last one was': {
    server(server) {
      const last = new Map<string, Lent>();
      return answering(server, async (request) => {
        const answer = await server.beat(request);
        const known = last.get(request.play);
        if (answer.ok) last.set(request.play, answer.value);
        return answer.ok || !known ? answer : { ok: true, value: known };
      });
    },
  },
};

/** Another way to decide, before the real one. */
function deciding(
  ports: PlaybackPorts,
  other: (request: RightsRequest, at: Instant, decide: (request: RightsRequest, at: Instant) => Decision) => Decision,
): PlaybackPorts {
  const current = () => {
    const view = ports.rights.current();
    return { ...view, decide: (request: RightsRequest, at: Instant) => other(request, at, view.decide) };
  };
  return { ...ports, rights: { current } };
}

/** Viewers seen otherwise than they are. */
const viewing = (ports: PlaybackPorts, change: (seen: Viewing) => Viewing): PlaybackPorts => ({
  ...ports,
  viewers: {
    async viewing(device, at, profile) {
      const seen = await ports.viewers.viewing(device, at, profile);
      return seen === undefined || seen === 'unknown-profile' ? seen : change(seen);
    },
  },
});

const answering = (server: Server, beat: Server['beat']): Server => ({ ...server, beat });
