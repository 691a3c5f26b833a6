/** The screens' own page and its files, as built into a folder. Everything on it asks the API for what may be shown. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Screen } from '@duoping/rights';
import type { FastifyInstance } from 'fastify';
import { refuseWith } from './app.ts';

const SHELL = { access: 'anyone', decides: 'public: the empty page of a screen, no title in it' } as const;
const FILE = { access: 'anyone', decides: 'public: fonts, scripts and styles, no title in them' } as const;
/** The player's worker and blob media sources are the screens' own; nothing comes from elsewhere, nothing runs inline. */
const CONTENT_SECURITY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export interface ScreenPage {
  /** Where a browser opens it: `/tv`. */
  readonly path: string;
  /** The device model that the page pairs as. */
  readonly model: string;
  /** The layout it is drawn in until the device is known; rights follow the model alone. */
  readonly screen: Screen;
}

export async function pageRoutes(
  app: FastifyInstance,
  at: { folder: string; pages: readonly ScreenPage[] },
): Promise<void> {
  const schema = { hide: true };
  const shell = await readFile(join(at.folder, 'index.html'), 'utf8').catch(() => undefined);
  for (const { path, model, screen } of at.pages) {
    app.get(path, { config: SHELL, schema }, async (_request, reply) => {
      if (shell === undefined) return refuseWith(reply, 503, { reason: 'screens-not-built', detail: 'Run: npm start' });
      const page = shell
        .replace(/(<meta name="duoping-model" content=")[^"]*/, `$1${model}`)
        .replace(/(<meta name="duoping-screen" content=")[^"]*/, `$1${screen}`);
      return reply.type('text/html; charset=utf-8').header('content-security-policy', CONTENT_SECURITY).send(page);
    });
  }

  const folder = join(at.folder, 'assets', 'screens');
  const names = new Set(await readdir(folder).catch(() => []));
  app.get<{ Params: { name: string } }>('/assets/screens/:name', { config: FILE, schema }, async (request, reply) => {
    const { name } = request.params;
    const type = TYPES[extname(name)];
    if (!names.has(name) || type === undefined) return refuseWith(reply, 404, { reason: 'not-found' });
    return reply
      .type(type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(await readFile(join(folder, name)));
  });

  const pairStyle = await readFile(fileURLToPath(new URL('pair.css', import.meta.url)), 'utf8');
  app.get('/pair.css', { config: FILE, schema }, (_request, reply) =>
    reply.type(TYPES['.css'] ?? 'text/css').send(pairStyle),
  );
}
