/** Encrypted segments, subtitles and init files: bytes for whoever holds a token of this very minute, for this asset and track. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HotFiles } from '../hot-files.ts';
import { refuseWith } from './app.ts';
import { errorBody } from './shapes.ts';

const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;
const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  m4s: 'video/iso.segment',
  vtt: 'text/vtt; charset=utf-8',
  jpg: 'image/jpeg',
};

export interface SegmentPorts {
  /** Folder of packaged assets: `<asset>/<track>/<file>`. */
  readonly folder: string;
  readonly files: HotFiles;
  /** Null when the token opens the path now; otherwise why not. */
  readonly refusalOf: (token: string, path: string) => string | null;
}

export function segmentRoutes(instance: FastifyInstance, ports: SegmentPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const name = z.string().regex(NAME, 'is no file of an asset');
  app.get(
    '/media/:asset/:track/:file',
    {
      config: { access: 'anyone', decides: 'rights' },
      schema: {
        operationId: 'segment',
        summary: 'One file of a packaged asset, by the media token that the play was lent',
        tags: ['playback'],
        headers: z.object({ 'cta-common-access-token': z.string().max(4096).default('') }),
        params: z.object({ asset: name, track: name, file: name }),
        response: {
          200: z.unknown().meta({ description: 'The bytes' }),
          401: errorBody,
          403: errorBody,
          404: errorBody,
          503: errorBody,
        },
      },
    },
    async (request, reply) => {
      const token = request.headers['cta-common-access-token'];
      if (token === '') return refuseWith(reply, 401, { reason: 'no-token' });
      const [path = ''] = request.url.split('?');
      const refusal = ports.refusalOf(token, path);
      if (refusal !== null) return refuseWith(reply, 403, { reason: `token-${refusal}` });
      const { asset, track, file } = request.params;
      const found = await ports.files.read(join(ports.folder, asset, track, file));
      if (!found) return refuseWith(reply, 404, { reason: 'not-found' });
      reply
        .type(TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream')
        .header('vary', 'CTA-Common-Access-Token');
      return Buffer.isBuffer(found) ? reply.send(found) : reply.header('content-length', found.size).send(found.stream);
    },
  );
}
