/** `duoping serve`: runs the server until it is told to stop. */
import type { Config } from '../config.ts';
import { type ServerOptions, startServer } from '../server.ts';
import type { CommandIo, ExitCode } from './io.ts';

export async function serveCommand(
  config: Config,
  io: CommandIo,
  options: Pick<ServerOptions, 'brand' | 'extend'> & { started?: (address: string) => void },
): Promise<ExitCode> {
  const server = await startServer({ ...options, config, log: (line) => io.stderr(line) });
  if (options.started) options.started(server.address);
  else io.stderr(`Duoping is at ${server.address}; its data lie in ${config.home}.`);
  await stopSignal();
  io.stderr('Stopping …');
  await server.stop();
  return 0;
}

/** Resolves at the first Ctrl-C or SIGTERM. A second Ctrl-C ends the process at once, as Node does by itself. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
