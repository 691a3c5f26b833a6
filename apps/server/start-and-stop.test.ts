/** The server as people start and stop it, and as machines do: real processes, real signals, real ports. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  endAll,
  freePort,
  launch,
  newHome,
  PROGRAM,
  postmasterOf,
  processesOf,
  type ServerProcess,
  startProcess,
  until,
} from './testing-process.ts';

const homes: string[] = [];
const home = (): string => {
  const made = newHome();
  homes.push(made);
  return made;
};
afterEach(() => {
  for (const made of homes.splice(0)) {
    endAll(made);
    rmSync(made, { recursive: true, force: true });
  }
});

/** Runs a command on a system without the users that the database could run as: it alone sees that. */
function withoutDatabaseUser(at: string, command: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const passwd = join(at, 'passwd');
  const others = readFileSync('/etc/passwd', 'utf8').split('\n');
  writeFileSync(passwd, others.filter((line) => !/^(postgres|duoping):/.test(line)).join('\n'));
  const script = `mount --bind ${passwd} /etc/passwd && exec "$@"`;
  return spawnSync('unshare', ['--mount', 'sh', '-c', script, 'sh', ...command], { encoding: 'utf8', env });
}
const canHideUsers = process.getuid?.() === 0 && withoutDatabaseUser(home(), ['true']).status === 0;

const group = (server: Pick<ServerProcess, 'child'>): number => -(server.child.pid ?? 0);
const addPartner = (server: ServerProcess, id: string) => server.call('PUT', `/api/partners/${id}`, { name: id });
const partners = async (server: ServerProcess): Promise<string[]> =>
  (JSON.parse((await server.call('GET', '/api/partners')).text) as { id: string }[]).map(({ id }) => id);

describe('Ctrl-C', () => {
  test('ends the server and its database, though npm hands the signal on a second time', async () => {
    const at = home();
    const server = await startProcess({ home: at });
    process.kill(group(server), 'SIGINT');
    await until(
      () => server.said().includes('Stopping') || undefined,
      () => server.said(),
    );
    process.kill(group(server), 'SIGINT');
    expect(await server.ended()).toBe(0);
    expect(server.said()).toMatch(/Stopping …\n$/);
    expect(processesOf(at)).toEqual([]);
    expect(existsSync(join(at, 'running.json'))).toBe(false);
  });

  test('in the middle of the start leaves no process', async () => {
    const at = home();
    const server = launch({ home: at });
    await until(
      () => existsSync(join(at, 'postgres', 'postmaster.pid')) || undefined,
      () => server.said(),
    );
    process.kill(-(server.child.pid ?? 0), 'SIGINT');
    await server.ended();
    await until(
      () => processesOf(at).length === 0 || undefined,
      () => server.said(),
    );
  });
});

describe('a server that is killed', () => {
  test('leaves a database that the next start adopts, with all that was acknowledged', async () => {
    const at = home();
    const killed = await startProcess({ home: at });
    expect((await addPartner(killed, 'kept')).status).toBe(200);
    const database = postmasterOf(at);
    process.kill(group(killed), 'SIGKILL');
    await killed.ended();
    expect(processesOf(at)).toContain(database);

    const next = await startProcess({ home: at });
    expect(next.said()).toMatch(/Adopting the database/);
    expect(postmasterOf(at)).toBe(database);
    expect(await partners(next)).toEqual(['kept']);
    process.kill(group(next), 'SIGTERM');
    expect(await next.ended()).toBe(0);
    expect(processesOf(at)).toEqual([]);
  });
});

describe('a database that is killed under a running server', () => {
  test('is refused plainly while it is away, and is back with all that was acknowledged', async () => {
    const at = home();
    const server = await startProcess({ home: at });
    const acknowledged: string[] = [];
    const refusals = new Set<string>();
    let unwell = '';
    process.kill(postmasterOf(at), 'SIGKILL');
    for (let n = 0; acknowledged.length < 20 && n < 2000; n++) {
      const answer = await addPartner(server, `partner-${n}`);
      if (answer.status === 200) acknowledged.push(`partner-${n}`);
      else refusals.add(`${answer.status} ${/"reason":"([^"]+)"/.exec(answer.text)?.[1]}`);
      if (answer.status === 503) unwell ||= (await server.call('GET', '/healthz')).text;
    }
    expect([...refusals]).toEqual(['503 unavailable']);
    expect(unwell).toMatch(/not-ready.*database/);
    const known = new Set(await partners(server));
    expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
    expect((await server.call('GET', '/healthz')).status).toBe(200);
    expect(server.said()).toMatch(/The database is back/);
    process.kill(group(server), 'SIGINT');
    expect(await server.ended()).toBe(0);
    expect(processesOf(at)).toEqual([]);
  });
});

describe('a start that cannot be', () => {
  test('on a taken port says so with the mend, and makes nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const at = home();
    const server = launch({ home: at, port });
    expect(await server.ended()).toBe(2);
    expect(server.said()).toMatch(
      new RegExp(`^Port ${port} is taken by another program: .*PORT=${port + 1} npm start\n$`),
    );
    expect(readdirSync(at)).toEqual([]);
    other.close();
  });

  test('while another runs on the same home says where that one is, with its port or another', async () => {
    const at = home();
    const port = await freePort();
    const first = await startProcess({ home: at, port });
    for (const again of [port, 0]) {
      const second = launch({ home: at, port: again });
      expect(await second.ended()).toBe(2);
      expect(second.said()).toBe(
        `Duoping is already running at http://127.0.0.1:${port}, on ${at}. Stop it first, or set DUOPING_HOME and PORT to start another.\n`,
      );
    }
    expect((await first.call('GET', '/healthz')).status).toBe(200);
    process.kill(group(first), 'SIGINT');
    expect(await first.ended()).toBe(0);
  });

  test.skipIf(!canHideUsers)('as root without a user for the database, and none to be made, names the command', () => {
    const at = home();
    const env = { ...process.env, DUOPING_HOME: at, DATABASE_URL: '', PORT: '0' };
    const run = withoutDatabaseUser(at, [process.execPath, PROGRAM, 'serve', '--no-system'], env);
    expect(run.status).toBe(2);
    expect(run.stderr).toBe(
      'The database can\'t run as root; create a user for it with "useradd --system duoping", or start as an ordinary user.\n',
    );
    expect(processesOf(at)).toEqual([]);
  });

  test('with a flag that does not exist is usage, not a default', async () => {
    const server = launch({ home: home(), args: ['serve', '--lann'] });
    expect(await server.ended()).toBe(2);
    expect(server.said()).toMatch(/--lann/);
  });
});
