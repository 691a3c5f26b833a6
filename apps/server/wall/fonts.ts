/** The house's letters for the living room, out of the packages that the screens are built with: the living room itself is not built. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { refuseWith } from '../http/app.ts';

const LETTERS = { access: 'anyone', decides: 'public: fonts and their style sheets, no title in them' } as const;
const FONTS = [
  { name: 'inter', sheet: '@fontsource-variable/inter/opsz.css' },
  { name: 'noto-sans-sc', sheet: '@fontsource-variable/noto-sans-sc/index.css' },
];
const KEPT = 'public, max-age=86400';

/** Serves `/wall/fonts/inter.css` and its like, and the files that they name. */
export async function fontRoutes(app: FastifyInstance): Promise<void> {
  const require = createRequire(import.meta.url);
  const schema = { hide: true };
  for (const { name, sheet } of FONTS) {
    const path = require.resolve(sheet);
    const folder = join(dirname(path), 'files');
    const files = new Set((await readdir(folder)).filter((file) => file.endsWith('.woff2')));
    const style = (await readFile(path, 'utf8')).replaceAll('./files/', `${name}/`);
    app.get(`/wall/fonts/${name}.css`, { config: LETTERS, schema }, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', KEPT).send(style),
    );
    app.get<{ Params: { file: string } }>(
      `/wall/fonts/${name}/:file`,
      { config: LETTERS, schema },
      async (request, reply) => {
        const { file } = request.params;
        if (!files.has(file)) return refuseWith(reply, 404, { reason: 'not-found' });
        return reply
          .type('font/woff2')
          .header('cache-control', KEPT)
          .send(await readFile(join(folder, file)));
      },
    );
  }
}
