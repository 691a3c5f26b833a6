/** `duoping event`: say when a premiere or a broadcast is, take it back, and see what waits for one. */
import { parseArgs } from 'node:util';
import type { CommandIo, ExitCode } from './io.ts';
import type { ServerCall } from './server-call.ts';

const USAGE = `Usage: duoping event say KIND --partner ID --alid ID --territory CODE --at INSTANT [--note WHY] [--id UUID]
       duoping event say KIND --work ID|EIDR --territory CODE --at INSTANT    a title, whoever offers it
       duoping event say KIND … --withdrawn                                   take back what was said before
       duoping event say KIND … --suppose                                     only tell what it would open and close
       duoping event list [--partner ID --alid ID | --work ID|EIDR]           what was said, the newest first
       duoping event waiting [--partner ID]                                   clauses that wait for an event
  KIND     Theatrical, Broadcast, Completed, ESTStart     INSTANT  RFC 3339, as 2027-01-29T00:00:00+08:00
  CODE     a country, a part of one, ZZ for the world     UUID     the same words under one id are said once`;

interface Said {
  readonly added: boolean;
  readonly ended: number;
  readonly begun: number;
}

export async function eventCommand(args: readonly string[], io: CommandIo, server: ServerCall): Promise<ExitCode> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ partner: text, alid: text, work: text, territory: text, at: text, note: text, id: text },
      ...{ withdrawn: { type: 'boolean', default: false }, suppose: { type: 'boolean', default: false } },
    },
  });
  const [act, kind, ...more] = positionals;
  const { withdrawn, suppose, at, ...rest } = values;
  const { partner, alid, work } = rest;
  if (act === 'list' && kind === undefined)
    return tellAll(io, server, { path: '/api/events', member: 'events', query: { partner, alid, work } });
  if (act === 'waiting' && kind === undefined)
    return tellAll(io, server, { path: '/api/events/waiting', member: 'waiting', query: { partner } });
  if (act !== 'say' || kind === undefined || more.length > 0 || (at === undefined) !== withdrawn) return usage(io);
  const path = suppose ? '/api/events/suppose' : '/api/events';
  const answer = await server.json('POST', path, { ...rest, kind, at: at ?? null });
  io.stdout(JSON.stringify(answer));
  if (suppose) return 0;
  const { added, ended, begun } = answer as Said; // the server's own answer
  io.stderr(added ? `Said. ${ended} grants ended by it, ${begun} began.` : 'It was said before: nothing changed.');
  return 0;
}

/** Every page of a list, a line each. */
async function tellAll(
  io: CommandIo,
  server: ServerCall,
  list: { path: string; member: string; query: Readonly<Record<string, string | undefined>> },
): Promise<ExitCode> {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(list.query)) if (value !== undefined) asked.set(name, value);
  for (let after: string | null = ''; after !== null; ) {
    if (after !== '') asked.set('after', after);
    const page = (await server.json('GET', `${list.path}?${asked}`)) as Readonly<Record<string, unknown>>; // the server's own answer
    for (const each of page[list.member] as readonly unknown[]) io.stdout(JSON.stringify(each)); // as above
    after = page.next as string | null; // as above
  }
  return 0;
}

function usage(io: CommandIo): ExitCode {
  io.stderr(USAGE);
  return 2;
}
