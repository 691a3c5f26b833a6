/**
 * Listens on this machine's addresses in the house: HTTPS for everything, and on the same port plain HTTP for nothing
 * but the page that helps a device to trust the certificate. The first byte tells which of the two is spoken.
 */
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import type { KeyAndCertificate } from './certificate.ts';

export interface HouseListener {
  /** Serves new connections under another certificate. */
  renew(certificate: KeyAndCertificate): void;
  close(): Promise<void>;
}

export interface ListenerOptions {
  readonly addresses: readonly string[];
  readonly port: number;
  readonly certificate: KeyAndCertificate;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** May this path be asked for without encryption? */
  readonly isOpen: (path: string) => boolean;
  /** Where all other plain requests are sent. */
  readonly openPage: string;
}

const TLS_HANDSHAKE = 0x16;
const FIRST_BYTE_WITHIN_MS = 10_000;
const MAX_CONNECTIONS = 1_000;
const LIMITS = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 72_000, maxHeaderSize: 16_384 };

export async function listenInHouse(options: ListenerOptions): Promise<HouseListener> {
  const { addresses, port, handle } = options;
  const secure = createHttpsServer({ ...LIMITS, ...tls(options.certificate) }, handle);
  const plain = createHttpServer(LIMITS, (request, response) => answerPlain(options, request, response));
  const sockets = new Set<Socket>();
  const listeners = addresses.map(() => createServer((socket) => sort(socket, { secure, plain, sockets })));
  const close = async () => {
    await Promise.all(listeners.map((each) => new Promise((resolve) => each.close(resolve))));
  };
  try {
    for (const [index, each] of listeners.entries()) {
      each.maxConnections = MAX_CONNECTIONS;
      await new Promise<void>((resolve, reject) => {
        each.once('error', reject).listen({ host: addresses[index], port }, resolve);
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    renew: (certificate) => secure.setSecureContext(tls(certificate)),
    close: () => {
      const closed = close();
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

const tls = ({ key, certificate }: KeyAndCertificate) => ({ key, cert: certificate, minVersion: 'TLSv1.2' as const }); // a name of the union

function sort(socket: Socket, to: { secure: Server; plain: Server; sockets: Set<Socket> }): void {
  to.sockets.add(socket);
  socket.once('close', () => to.sockets.delete(socket));
  socket.on('error', () => socket.destroy()); // a caller who went away
  socket.setTimeout(FIRST_BYTE_WITHIN_MS, () => socket.destroy());
  socket.once('data', (chunk: Buffer) => {
    socket.setTimeout(0);
    socket.removeAllListeners('timeout');
    socket.pause();
    socket.unshift(chunk);
    (chunk[0] === TLS_HANDSHAKE ? to.secure : to.plain).emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}

function answerPlain(options: ListenerOptions, request: IncomingMessage, response: ServerResponse): void {
  const [path = ''] = (request.url ?? '').split('?');
  if (options.isOpen(path)) {
    options.handle(request, response);
    return;
  }
  const open = request.method === 'GET' || request.method === 'HEAD';
  response.writeHead(open ? 302 : 426, {
    ...(open ? { location: options.openPage } : { upgrade: 'TLS/1.2', connection: 'Upgrade' }),
    'content-length': 0,
    'cache-control': 'no-store',
  });
  response.end();
}
