/** The `duoping` command: finds the act that was asked for, and turns whatever goes wrong into a sentence and an exit code. */
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { CannotStart } from '#engines/postgres';
import type { CommandIo, ExitCode } from './commands/io.ts';
import { ServerAway, ServerRefusal } from './commands/server-call.ts';
import { ConfigError, readConfig, readFlags, withFlags } from './config.ts';

type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

const io: CommandIo = {
  stdout: (line) => process.stdout.write(`${line}\n`),
  stderr: (line) => process.stderr.write(`${line}\n`),
  readFile: (path) => (path === '-' ? buffer(process.stdin) : readFile(path)),
};

const config = () => readConfig(process.env, process.getuid?.() === 0);
const server = async () => (await import('./commands/server-call.ts')).serverCall(config());

// Whoever reads our output may stop, as `head` does: that ends the output, not the act.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

/** Each command is loaded when it is asked for: the pure ones need no server, no database and none of their weight. */
const COMMANDS: Readonly<Record<string, { readonly says: string; readonly run: Command }>> = {
  serve: {
    says: 'run the server',
    run: async (args, at) =>
      (await import('./commands/serve.ts')).serveCommand(withFlags(config(), readFlags(args)), at, {
        brand: 'Duoping',
      }),
  },
  demo: {
    says: 'run the server with the demo operator, its partners and their films',
    run: async (args, at) => (await import('./commands/demo.ts')).demoCommand(withFlags(config(), readFlags(args)), at),
  },
  partner: {
    says: 'add a partner, or rename it',
    run: async (args, at) => (await import('./commands/contract.ts')).partnerCommand(args, at, await server()),
  },
  account: {
    says: 'let somebody sign in to the console or the portal: add, list, reset, remove',
    run: async (args, at) => (await import('./commands/account.ts')).accountCommand(args, at, await server()),
  },
  contract: {
    says: 'add a version of a contract from a JSON file',
    run: async (args, at) => (await import('./commands/contract.ts')).contractCommand(args, at, await server()),
  },
  deliver: {
    says: "hand a partner's files to the server: findings, difference, apply",
    run: async (args, at) => (await import('./commands/deliver.ts')).deliverCommand(args, at, await server()),
  },
  withdraw: {
    says: 'take a title, a contract or a partner off every screen',
    run: async (args, at) => (await import('./commands/withdraw.ts')).withdrawCommand(args, at, await server()),
  },
  event: {
    says: 'premieres and broadcasts that windows hang on: say when one is, what was said, what waits',
    run: async (args, at) => (await import('./commands/event.ts')).eventCommand(args, at, await server()),
  },
  authority: {
    says: 'an outside authority: its own key, its approvals, its stops',
    run: async (args, at) => (await import('./commands/authority.ts')).authorityCommand(args, at, await server()),
  },
  takedown: {
    says: 'takedown cases: notice, removal, counter-notice, restoral, signed proof',
    run: async (args, at) => (await import('./commands/takedown.ts')).takedownCommand(args, at, await server()),
  },
  settle: {
    says: 'what each partner is owed for a month: settle --period 2026-11',
    run: async (args, at) => (await import('./commands/settle.ts')).settleCommand(args, at, await server()),
  },
  avails: {
    says: "avails check FILE… [--annotate OUT]: what partners' files say, with findings · avails convert FILE --to xlsx|xml|json --out FILE",
    run: async (args, at) => {
      const { availsCommand } = await import('./commands/avails.ts');
      return availsCommand([...args], { ...at, writeFile, readChunks: createReadStream });
    },
  },
  rights: {
    says: 'rights ask | explain | calendar | what-if | exposure | conflicts: what avails and contracts allow, without a server',
    run: async (args, at) => {
      const [{ rightsCommand }, { readAvails }] = await Promise.all([
        import('./commands/rights.ts'),
        import('@duoping/avails'),
      ]);
      return rightsCommand(args, { ...at, readAvails: async (file, options) => readAvails(file, options) });
    },
  },
  evidence: {
    says: 'evidence verify FOLDER: is it what was signed, without a server · evidence export FOLDER',
    run: async (args, at) => (await import('./commands/evidence.ts')).evidenceCommand(args, at, server),
  },
  backup: {
    says: 'backup FOLDER|FILE.tar: database, objects, films and secrets, while the server runs',
    run: async (args, at) => (await import('./commands/backup.ts')).backupCommand(args, at, config()),
  },
  restore: {
    says: 'restore FOLDER|FILE.tar: into an empty home, verified first, all or nothing',
    run: async (args, at) => (await import('./commands/backup.ts')).restoreCommand(args, at, config()),
  },
  doctor: {
    says: 'look at engines, ffmpeg, clock, disk and ports, each with its mend',
    run: async (_args, at) => (await import('./commands/doctor.ts')).doctorCommand(config(), at),
  },
  media: {
    says: 'package a film into encrypted tracks, without a server',
    run: async (args) => {
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      return (await import('./commands/media.ts')).mediaCommand(args, {
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
        env: process.env,
        signal: stop.signal,
      });
    },
  },
};

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    io.stderr(`Usage: npm run -s duoping -- COMMAND …\n`);
    for (const [each, { says }] of Object.entries(COMMANDS)) io.stderr(`  ${each.padEnd(10)} ${says}`);
    return 2;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    const sentence = plainSentence(error);
    if (sentence === undefined) throw error;
    io.stderr(sentence.text);
    return sentence.code;
  }
}

/** What people can mend gets a sentence; anything else is a bug and keeps its stack. */
function plainSentence(error: unknown): { text: string; code: ExitCode } | undefined {
  if (error instanceof ServerRefusal) return { text: `The server refused: ${error.message}`, code: 1 };
  if (error instanceof ServerAway || error instanceof ConfigError || error instanceof CannotStart) {
    return { text: error.message, code: 2 };
  }
  const { code, message } = error as NodeJS.ErrnoException; // Node's own errors carry a code
  if (code === 'EACCES' || code === 'EPERM' || code === 'ENOENT') return { text: message, code: 2 };
  if (code?.startsWith('ERR_PARSE_ARGS')) return { text: message, code: 2 };
  return undefined;
}

process.exitCode = await main(process.argv.slice(2));
