/** In the demo, whoever sits at this machine may look around as the operator or as one of its partners, without a password. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { House } from '../house.ts';
import { isForeign } from '../http/access.ts';
import { refuseWith } from '../http/app.ts';
import { isLocal } from '../http/place.ts';
import type { DemoOperator } from './seed.ts';

const DECIDES = { access: 'anyone', decides: 'public: who may look around in the demo, no title' } as const;
const OPERATOR = 'operator';
/** `.invalid` is reserved: nobody can own such an address (RFC 2606). */
const emailOf = (visitor: string): string => `${visitor}@demo.invalid`;

/** Opens the demo's doors: a list of whom one may be, and a session for each. Registered by the demo alone. */
export function demoVisitors(
  instance: FastifyInstance,
  { signIn, newPassword }: Pick<House, 'signIn' | 'newPassword'>,
  operator: DemoOperator,
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const visitors = [
    { id: OPERATOR, names: operator.brand.name, role: 'operator' as const },
    ...operator.partners.map(({ id, name }) => ({ id, names: name, role: 'partner' as const })),
  ];
  const schema = { hide: true };

  app.get('/demo/visitors', { config: DECIDES, schema }, (request, reply) =>
    isLocal(request) ? { visitors } : refuseWith(reply, 403, { reason: 'not-local' }),
  );

  const body = z.strictObject({ visitor: z.enum(visitors.map(({ id }) => id)) });
  app.post('/demo/session', { config: DECIDES, schema: { ...schema, body } }, async (request, reply) => {
    if (!isLocal(request) || isForeign(request)) return refuseWith(reply, 403, { reason: 'not-local' });
    const { visitor } = request.body;
    const email = emailOf(visitor);
    const password = newPassword();
    const known = (await signIn.accounts()).find((account) => account.email === email);
    const standing =
      visitor === OPERATOR ? { role: 'operator' as const } : { role: 'partner' as const, partner: visitor };
    if (known) await signIn.setPassword(known.id, password);
    else await signIn.add({ ...standing, email, name: 'Demo' }, password);
    const answer = await signIn.respond('sign-in', { headers: new Headers(), body: { email, password } });
    return reply.header('set-cookie', answer.headers.getSetCookie()).code(204).send();
  });
}
