/**
 * What `npm start`, `npm test`, `npm run check` and `npm run deep` call. Plain JavaScript for the Node that is there
 * (20.19 or later): installs the locked dependencies when they changed, then hands over to tools/setup/*.ts on Node 24.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.duoping-lockfile');
const LOCK = join(ROOT, '.cache', 'install.pid');
const COMMANDS = ['start', 'test', 'check', 'deep'];

const [command, ...rest] = process.argv.slice(2);
if (!COMMANDS.includes(command)) fail(`Usage: npm start | npm test | npm run check | npm run deep`);
if (!isAtLeast(process.versions.node, 20, 19)) {
  fail(`Duoping needs Node 20.19 or later to set itself up, and this is ${process.version}: see https://nodejs.org`);
}
await installDependencies();
handOver(findNode24(), join(ROOT, 'tools', 'setup', `${command}.ts`));

/** Installs only when the lockfile is another than the installed one, and one command at a time. */
async function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  const installed = () => (existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined);
  if (installed() === wanted) return;
  await takeLock();
  try {
    if (installed() === wanted) return; // the command we waited for did it
    // A whole node_modules is brought up to date in place, because a running server may use it; a torn one is made anew.
    const whole = existsSync(join(MODULES, '.package-lock.json')) && installed() !== 'unfinished';
    const how = whole ? ['install', '--no-save'] : ['ci'];
    console.error(
      `Installing the dependencies of package-lock.json into node_modules (npm ${how.join(' ')}), about a minute …`,
    );
    if (whole) writeFileSync(STAMP, 'unfinished');
    const npm = spawnSync('npm', [...how, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (npm.status !== 0)
      fail('npm could not install the dependencies: see its message above, then run the same again.');
    writeFileSync(STAMP, wanted);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** Waits while another Duoping command installs. A lock whose process is gone counts for nothing. */
async function takeLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (let said = false; ; await new Promise((resolve) => setTimeout(resolve, 500))) {
    try {
      return writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    } catch {
      if (!isAlive(Number(readIfThere(LOCK)))) rmSync(LOCK, { force: true });
      else if (!said) console.error('Another Duoping command is installing the dependencies; waiting for it …');
      said = true;
    }
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The Node 24 that npm installed for this platform, else the system's if it is new enough. */
function findNode24() {
  const own = join(MODULES, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  for (const node of [own, process.execPath]) {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim();
    if (version && isAtLeast(version.slice(1), 24, 0)) return node;
  }
  return fail(
    `Duoping runs on Node 24, which npm brings for Linux only; install it from https://nodejs.org and start again.`,
  );
}

/** @param {string} version such as 20.19.0 */
function isAtLeast(version, major, minor) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/** Becomes the program as far as one process can: same streams, same signals, same end. */
function handOver(node, program) {
  const bin = join(MODULES, '.bin');
  const child = spawn(node, [program, ...rest], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(node), bin, process.env.PATH].join(process.platform === 'win32' ? ';' : ':'),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to the whole group, so the child has it already.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
