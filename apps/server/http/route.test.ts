/** A route that doesn't say who may call it and what decides is none. */
import Fastify, { type FastifyContextConfig } from 'fastify';
import { expect, test } from 'vitest';
import { requireDeclarations } from './route.ts';

function register(config?: FastifyContextConfig) {
  const app = Fastify();
  const routes = requireDeclarations(app);
  app.route({ method: ['GET', 'POST'], url: '/here', ...(config ? { config } : {}), handler: async () => 'in' });
  return routes;
}

test.each<[string, FastifyContextConfig | undefined]>([
  ['nothing', undefined],
  ['only who may call', { access: 'device' }],
  ['only what decides', { decides: 'rights' }],
  ['that it is public without a reason', { access: 'anyone', decides: 'public: ' }],
  ['that it is public for too little of a reason', { access: 'anyone', decides: 'public: because' }],
  ['something else', { access: 'anyone', decides: 'rights or so' as 'rights' }], // what a careless route would say
])('a route that declares %s can’t be registered', (_, config) => {
  expect(() => register(config)).toThrow('Route GET,POST /here must declare who may call it and what decides');
});

test.each<FastifyContextConfig>([
  { access: 'device', decides: 'rights' },
  { access: 'anyone', decides: 'public: the words of the page itself' },
])('a route that declares %j is listed by each of its methods, once', (config) => {
  expect(register(config)).toEqual(['GET', 'POST'].map((method) => ({ method, url: '/here', ...config })));
});
