import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { type Embedded, startEmbedded } from './embedded.ts';

const homes: string[] = [];
const newHome = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'duoping-embedded-'));
  chmodSync(home, 0o755);
  homes.push(home);
  return home;
};
afterAll(() => {
  for (const disk of disks) spawnSync('umount', ['--lazy', disk]);
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

const disks: string[] = [];
/** A home on a small file system of its own, to be filled up. */
const smallDisk = (megabytes: number): string => {
  const home = newHome();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', home]).status === 0) disks.push(home);
  chmodSync(home, 0o755);
  return home;
};
const canMount = process.getuid?.() === 0 && smallDisk(1) === disks[0];

const start = async (home: string, port?: number) => {
  const said: string[] = [];
  const running = await startEmbedded({ home, log: (line) => said.push(line), ...(port && { port }) });
  return { ...running, said };
};

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const pool = openDatabase({ url });
  try {
    return (await pool.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await pool.end();
  }
};

const processesOf = (home: string): string[] =>
  readdirSync('/proc').filter(
    (pid) => existsSync(`/proc/${pid}/cmdline`) && /^\d+$/.test(pid) && commandOf(pid).includes(join(home, 'postgres')),
  );

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // gone in between
  }
}

const postmasterPid = (home: string): number =>
  Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Another process that owns the home, as a second server would. */
async function startProcess(home: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing-server.ts'), home]);
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => said.push(line));
  const url = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error(said.join('\n'))));
  });
  return { child, url: await url, said };
}

const kill = async (child: Awaited<ReturnType<typeof startProcess>>['child']): Promise<void> => {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

describe('the embedded database', () => {
  test('starts in an empty home, keeps its secrets closed, and finds its rows again after a restart', async () => {
    const home = newHome();
    const first = await start(home);
    expect(first.said.join()).toMatch(/Creating the database/);
    await query(first.url, "create table kept as select '多屏' as word");
    await first.stop();
    expect(statSync(join(home, 'secrets')).mode & 0o077).toBe(0);
    expect(statSync(join(home, 'secrets', 'postgres-password')).mode & 0o077).toBe(0);
    expect(statSync(join(home, 'postgres')).mode & 0o077).toBe(0);

    const again = await start(home);
    expect(again.said).toEqual([]);
    expect(await query(again.url, 'select word from kept')).toEqual([{ word: '多屏' }]);
    await again.stop();
  });

  test('writes through to the disk, speaks UTF-8, and gives the application no administrator', async () => {
    const running = await start(newHome());
    const [facts] = await query(
      running.url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as durable,
        current_setting('server_encoding') as encoding, rolsuper from pg_roles where rolname = current_user`,
    );
    expect(facts).toEqual({ fsync: 'on', durable: 'on', encoding: 'UTF8', rolsuper: false });
    await running.stop();
  });

  test('refuses who does not know the password', async () => {
    const running = await start(newHome());
    const stranger = new URL(running.url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await running.stop();
  });

  test('takes the port it is told, and says so plainly when another program has it', async () => {
    const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const home = newHome();
    await expect(start(home, port)).rejects.toThrow(/port is taken/);
    other.close();
    await once(other, 'close');
    const running = await start(home, port);
    expect(new URL(running.url).port).toBe(String(port));
    await running.stop();
  });

  test('stopping twice is stopping once', async () => {
    const running = await start(newHome());
    await Promise.all([running.stop(), running.stop()]);
  });
});

describe('after a crash', () => {
  test('a database that outlived its killed server is adopted with every acknowledged row', async () => {
    const home = newHome();
    const killed = await startProcess(home);
    await query(killed.url, 'create table receipt as select generate_series(1, 1000) as id');
    const pid = postmasterPid(home);
    await kill(killed.child);

    const adopted = await start(home);
    expect(adopted.said.join()).toMatch(/Adopting/);
    expect(postmasterPid(home)).toBe(pid);
    expect(await query(adopted.url, 'select count(*) as rows from receipt')).toEqual([{ rows: 1000n }]);
    await adopted.stop();
  });

  test('a database that is killed comes back on its port with every acknowledged row', async () => {
    const home = newHome();
    const running = await start(home);
    const pool = openDatabase({ url: running.url });
    await pool.query('create table receipt (id int primary key)');
    const before = postmasterPid(home);
    let acknowledged = 0;
    try {
      for (let id = 1; ; id++) {
        if (id === 200) process.kill(before, 'SIGKILL');
        await pool.query('insert into receipt values ($1)', [id]);
        acknowledged = id;
      }
    } catch {
      // cut off in the middle of an insert, as meant
    }
    expect(acknowledged).toBeGreaterThanOrEqual(199);
    await expect.poll(() => running.said.at(-1), { timeout: 20_000 }).toBe('The database is back');
    expect(postmasterPid(home)).not.toBe(before);
    const { rows } = await pool.query<{ ids: bigint }>('select count(*) as ids from receipt where id <= $1', [
      acknowledged,
    ]);
    expect(rows).toEqual([{ ids: BigInt(acknowledged) }]);
    await pool.end();
    await running.stop();
  });

  test('a stop in the middle of a recovery waits for it, so that the home may go at once', async () => {
    const home = newHome();
    const running = await start(home);
    process.kill(postmasterPid(home), 'SIGKILL');
    await expect.poll(() => running.said.join(), { timeout: 20_000, interval: 1 }).toMatch(/starting it again/);
    await running.stop();
    expect(processesOf(home)).toEqual([]);
    rmSync(home, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(existsSync(home)).toBe(false);
    expect(running.said.at(-1)).toBe('The database went away; starting it again');
  });

  test.skipIf(!canMount)(
    'a database whose disk fills up comes back when there is room, with every acknowledged row',
    async () => {
      const home = smallDisk(220);
      const running = await start(home);
      const pool = openDatabase({ url: running.url });
      await pool.query('create table receipt (id int primary key, filler text)');
      let acknowledged = 0;
      const ballast = join(home, 'ballast');
      try {
        const { bavail, bsize } = statfsSync(home);
        expect(spawnSync('fallocate', ['-l', String(bavail * bsize - 4 * 1024 ** 2), ballast]).status).toBe(0);
        for (let id = 1; id < 2000; id++) {
          await pool.query(
            "insert into receipt select $1, string_agg(md5(n::text), '') from generate_series(1, 8000) n",
            [id],
          );
          acknowledged = id;
        }
      } catch {
        // the disk is full, as meant
      }
      expect(acknowledged).toBeLessThan(1999);
      rmSync(ballast);
      await expect
        .poll(async () => (await pool.query('insert into receipt values (0)').catch(() => undefined))?.rowCount, {
          timeout: 30_000,
        })
        .toBe(1);
      const { rows } = await pool.query<{ ids: bigint }>(
        'select count(*) as ids from receipt where id between 1 and $1',
        [acknowledged],
      );
      expect(rows).toEqual([{ ids: BigInt(acknowledged) }]);
      await pool.end();
      await running.stop();
    },
  );

  test('server and database killed together leave nothing that the next start trips over', async () => {
    const home = newHome();
    const killed = await startProcess(home);
    await query(killed.url, 'create table kept as select 1 as id');
    process.kill(postmasterPid(home), 'SIGKILL');
    await kill(killed.child);
    const again = await start(home);
    expect(await query(again.url, 'select id from kept')).toEqual([{ id: 1 }]);
    await again.stop();
  });

  test('a pid file whose number passed to a stranger is forgotten', async () => {
    const home = newHome();
    await (await start(home)).stop();
    const { uid, gid } = statSync(join(home, 'postgres'));
    const stranger = spawn('sleep', ['60'], { uid, gid }); // of the same user: PostgreSQL alone would give up
    const file = join(home, 'postgres', 'postmaster.pid');
    writeFileSync(file, `${stranger.pid}\n${join(home, 'postgres')}\n1700000000\n54321\n\n127.0.0.1\n`);
    const again = await start(home);
    expect(postmasterPid(home)).not.toBe(stranger.pid);
    expect(stranger.exitCode).toBe(null);
    await again.stop();
    stranger.kill();
  });
});

describe('two servers', () => {
  test('a second one on the same home is told to go elsewhere, and the first goes on', async () => {
    const home = newHome();
    const first = await start(home);
    await expect(startProcess(home)).rejects.toThrow(/already running on .*DUOPING_HOME/);
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  test('of two that start at once in an empty home, one wins and the other is told', async () => {
    const home = newHome();
    const starts = await Promise.allSettled([start(home), startProcess(home)]);
    const [won, lost] = [starts.filter((s) => s.status === 'fulfilled'), starts.filter((s) => s.status === 'rejected')];
    expect(lost.map((s) => String(s.reason))).toEqual([expect.stringMatching(/already running/)]);
    expect(won).toHaveLength(1);
    for (const { value } of won) await ('stop' in value ? (value as Embedded).stop() : kill(value.child)); // `in` can't narrow past the spread
    if (starts[1]?.status === 'fulfilled') await (await start(home)).stop();
  });
});

/** A system without the users that the database could run as: only this process and its children see it. */
const withoutUser = (command: readonly string[]) => {
  const passwd = join(newHome(), 'passwd');
  const others = readFileSync('/etc/passwd', 'utf8').split('\n');
  writeFileSync(passwd, others.filter((line) => !/^(postgres|duoping):/.test(line)).join('\n'));
  const script = `mount --bind ${passwd} /etc/passwd && exec "$@"`;
  return spawnSync('unshare', ['--mount', 'sh', '-c', script, 'sh', ...command], { encoding: 'utf8', timeout: 60_000 });
};

describe.skipIf(process.getuid?.() !== 0)('as root', () => {
  test.skipIf(withoutUser(['true']).status !== 0)(
    'makes no user where that is forbidden, and names the command',
    () => {
      const home = newHome();
      const before = readFileSync('/etc/passwd', 'utf8');
      const run = withoutUser([process.execPath, join(import.meta.dirname, 'testing-server.ts'), home, '--no-user']);
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/useradd --system duoping/);
      expect(run.stderr).not.toMatch(/Creating/);
      expect(readFileSync('/etc/passwd', 'utf8')).toBe(before);
      expect(existsSync(join(home, 'postgres'))).toBe(false);
    },
  );

  test('a home that others cannot enter is refused with the mend', async () => {
    const closed = newHome();
    chmodSync(closed, 0o700);
    const home = join(closed, 'inside');
    mkdirSync(home);
    await expect(start(home)).rejects.toThrow(/can't enter .*set DUOPING_HOME/);
  });

  test('the database does not run as root', async () => {
    const home = newHome();
    const running = await start(home);
    expect(statSync(join(home, 'postgres')).uid).not.toBe(0);
    expect(statSync(`/proc/${postmasterPid(home)}`).uid).not.toBe(0);
    await running.stop();
  });
});
