/** Bounds how long a request's body may take: a route's own, or as long as bytes keep coming where a route takes long bodies. */
import type { FastifyInstance } from 'fastify';

/** Every `withinMs` a body that has not ended is looked at. A connection that is given up is cut, so that it costs nothing more. */
export function boundBodies(app: FastifyInstance, withinMs: number): void {
  app.addHook('onRequest', async (request) => {
    const { raw } = request;
    if (raw.method === 'GET' || raw.method === 'HEAD' || raw.complete) return;
    let arrived = raw.socket.bytesRead;
    const timer = setInterval(() => {
      if (raw.complete) return clearInterval(timer);
      const goesOn = request.routeOptions.config.longBody === true && raw.socket.bytesRead > arrived;
      arrived = raw.socket.bytesRead;
      if (goesOn) return;
      clearInterval(timer);
      raw.destroy();
    }, withinMs).unref();
    raw.once('close', () => clearInterval(timer));
  });
}
