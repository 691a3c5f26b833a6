/** `duoping withdraw`: take a title, a contract or a partner off every screen, now. */
import { parseArgs } from 'node:util';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

const USAGE = `Usage: duoping withdraw --work ID | --alid ALID | --partner ID | --contract ID --authority WHO
                        [--kind takedown|embargo|suspension|rating|quarantine] [--territory CC]… [--screen KIND]… [--case NUMBER]
       duoping withdraw --lift WITHDRAWAL`;

export async function withdrawCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      work: { type: 'string' },
      alid: { type: 'string' },
      partner: { type: 'string' },
      contract: { type: 'string' },
      authority: { type: 'string' },
      kind: { type: 'string' },
      case: { type: 'string' },
      territory: { type: 'string', multiple: true },
      screen: { type: 'string', multiple: true },
      lift: { type: 'string' },
    },
  });
  const { lift, territory: territories, screen: screens, ...rest } = values;
  if (lift !== undefined) {
    await server.json('DELETE', `/api/withdrawals/${encodeURIComponent(lift)}`);
    io.stderr('Lifted. The grants count again.');
    return 0;
  }
  if (!(rest.work ?? rest.alid ?? rest.partner ?? rest.contract) || rest.authority === undefined) {
    io.stderr(USAGE);
    return 2;
  }
  const withdrawn = await server.json('POST', '/api/withdrawals', {
    ...rest,
    ...(territories ? { territories } : {}),
    ...(screens ? { screens } : {}),
  });
  io.stdout(JSON.stringify(withdrawn));
  io.stderr('Withdrawn: gone from every list; running plays end within 60 seconds.');
  return 0;
}
