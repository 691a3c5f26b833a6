/** Runs one tool on someone else's file: no network, no environment, limits on memory, CPU, time and output. */
import { spawn, spawnSync } from 'node:child_process';

export interface Sandbox {
  /** Which fences this machine has, for `doctor`. */
  readonly fences: readonly Fence[];
  run(command: readonly string[], options: RunOptions): Promise<RunResult>;
}

/** `ends-with-us`: a killed server leaves no encode behind. */
export type Fence = 'no-network' | 'memory-and-cpu' | 'ends-with-us';

export interface RunOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly ended: 'exited' | 'timed-out' | 'too-much-output' | 'aborted';
  readonly code: number | null;
  readonly stdout: string;
  /** The last 8 KiB. */
  readonly stderr: string;
}

const MAX_STDOUT = 4 * 2 ** 20;
const MAX_STDERR = 8 * 2 ** 10;
const MEMORY_BYTES = 6 * 2 ** 30;
const FILE_BYTES = 64 * 2 ** 30;
const LEASH = ['--pdeathsig', 'KILL', '--'];

/** Tries once which fences work here. All come with util-linux; `unshare` also needs root or user namespaces. */
export function detectSandbox(): Sandbox {
  const works = (command: string, ...args: string[]): boolean =>
    spawnSync(command, [...args, 'true'], { stdio: 'ignore', timeout: 5000 }).status === 0;
  const networkFence = [
    ['unshare', '--net', '--'],
    ['unshare', '--map-root-user', '--net', '--'],
  ].find(([command = '', ...args]) => works(command, ...args));
  const limits = works('prlimit', '--core=0', '--');
  const leash = works('setpriv', ...LEASH) ? ['setpriv', ...LEASH] : [];
  const fences: Sandbox['fences'] = [
    ...(networkFence ? ['no-network' as const] : []), // `as const`: a name of the union
    ...(limits ? ['memory-and-cpu' as const] : []),
    ...(leash.length > 0 ? ['ends-with-us' as const] : []),
  ];
  return {
    fences,
    run: (command, options) =>
      runFenced([...(networkFence ?? []), ...limitsFor(limits, options), ...leash, ...command], options),
  };
}

function limitsFor(available: boolean, { timeoutMs }: RunOptions): string[] {
  if (!available) return [];
  const cpuSeconds = Math.ceil(timeoutMs / 1000) * 8; // of all threads together
  return ['prlimit', `--as=${MEMORY_BYTES}`, `--cpu=${cpuSeconds}`, `--fsize=${FILE_BYTES}`, '--core=0', '--'];
}

function runFenced(command: readonly string[], options: RunOptions): Promise<RunResult> {
  const [program = '', ...args] = command;
  const { cwd, timeoutMs, signal, onLine } = options;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve({ ended: 'aborted', code: null, stdout: '', stderr: '' });
    let ended: RunResult['ended'] = 'exited';
    let stdout = '';
    let stderr = '';
    let line = '';
    const child = spawn(program, args, {
      cwd,
      env: { PATH, LC_ALL: 'C' },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = (why: RunResult['ended']): void => {
      ended = why;
      if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
    };
    const onAbort = (): void => kill('aborted');
    const timer = setTimeout(() => kill('timed-out'), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (onLine) {
        const lines = (line + chunk).split('\n');
        line = (lines.pop() ?? '').slice(-MAX_STDERR);
        for (const complete of lines) onLine(complete);
      } else if (stdout.length + chunk.length > MAX_STDOUT) kill('too-much-output');
      else stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr = (stderr + chunk).slice(-MAX_STDERR);
    });
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    child.once('error', (cause) => {
      settle();
      reject(new Error(`${program} could not be started`, { cause }));
    });
    child.once('close', (code) => {
      settle();
      resolve({ ended, code, stdout, stderr });
    });
  });
}

const PATH = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin';

/** The fences are parents of the tool, so the whole group goes. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // already gone
  }
}
