/** The pages of the console and the portal, as built into a folder. They hold no data: everything comes by the API. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { refuseWith } from './app.ts';

const SHELL = { access: 'anyone', decides: 'public: the empty page of the console, no title in it' } as const;
const FILE = { access: 'anyone', decides: 'public: fonts, scripts and styles, no title in them' } as const;

/** The component library writes two style elements of its own, which a nonce lets in; nothing else runs inline. */
const contentSecurity = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
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

export async function consolePages(
  app: FastifyInstance,
  at: { folder: string; pages: readonly string[] },
): Promise<void> {
  const schema = { hide: true };
  const shell = await readFile(join(at.folder, 'index.html'), 'utf8').catch(() => undefined);
  for (const path of at.pages.flatMap((each) => [each, `${each}/*`])) {
    app.get(path, { config: SHELL, schema }, async (_request, reply) => {
      if (shell === undefined) return refuseWith(reply, 503, { reason: 'console-not-built', detail: 'Run: npm start' });
      const nonce = randomBytes(16).toString('base64');
      const page = shell.replace('content="style-nonce"', `content="${nonce}"`);
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', contentSecurity(nonce))
        .send(page);
    });
  }

  const folder = join(at.folder, 'assets', 'console');
  const names = new Set(await readdir(folder).catch(() => []));
  app.get<{ Params: { name: string } }>('/assets/console/:name', { config: FILE, schema }, async (request, reply) => {
    const { name } = request.params;
    const type = TYPES[extname(name)];
    if (!names.has(name) || type === undefined) return refuseWith(reply, 404, { reason: 'not-found' });
    return reply
      .type(type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(await readFile(join(folder, name)));
  });
}
