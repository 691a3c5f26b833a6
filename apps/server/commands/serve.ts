/** `duoping serve`: runs the server until it is told to stop. */
import type { Config } from '../config.ts';
import { type ServerOptions, startServer } from '../server.ts';
import { stopSignal } from '../stop-signal.ts';
import type { CommandIo, ExitCode } from './io.ts';

export async function serveCommand(
  config: Config,
  io: CommandIo,
  options: Pick<ServerOptions, 'brand' | 'extend'> & { started?: (address: string) => void },
): Promise<ExitCode> {
  const log = (line: string) => io.stderr(line);
  const stopped = stopSignal(log);
  const server = await startServer({ ...options, config, log });
  if (options.started) options.started(server.address);
  else io.stderr(`Duoping is at ${server.address}; its data lie in ${config.home}.`);
  if (server.inHouse !== undefined) io.stderr(server.inHouse);
  await stopped;
  await server.stop();
  return 0;
}
