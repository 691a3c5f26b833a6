/** What every route must declare before it may exist: who may call it, and whether rights decide what it shows. */
import type { FastifyInstance } from 'fastify';

/** `rights`: answers only what a decision allowed. `public: …`: touches no title, and says why it needs no decision. */
export type Decides = 'rights' | `public: ${string}`;

/** Who may call: a paired device, the operator, a partner's people, anybody who signed in, or anyone at all. */
export type Access = 'device' | 'operator' | 'partner' | 'staff' | 'anyone';

declare module 'fastify' {
  interface FastifyContextConfig {
    decides?: Decides;
    access?: Access;
    /** A body may take as long as it keeps coming; others have half a minute. */
    longBody?: boolean;
  }
}

export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly decides: Decides;
  readonly access: Access;
}

/** Refuses to register a route without both declarations, and keeps the list that tests and documents are made from. */
export function requireDeclarations(app: FastifyInstance): readonly DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    const { decides, access } = config ?? {};
    if (!access || !isReason(decides)) {
      throw new Error(
        `Route ${String(method)} ${url} must declare who may call it and what decides (rights, or public: why)`,
      );
    }
    for (const name of [method].flat()) if (name !== 'HEAD') routes.push({ method: name, url, decides, access });
  });
  return routes;
}

const isReason = (decides: Decides | undefined): decides is Decides => /^(rights|public: .{8,})$/.test(decides ?? '');
