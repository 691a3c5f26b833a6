/**
 * A load of HTTP requests from a thread of its own: raw sockets that are kept open, so that the sender costs little and
 * the server is what is measured. At a rate it counts from when a request was due, not from when it could be sent.
 */
import { connect, type Socket } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export interface LoadPlan {
  readonly port: number;
  readonly connections: number;
  /**
   * Whole requests, as they go over the wire, sent once and in this order. A list is one after the other on one
   * connection, and counts as one; `{id}` in its later ones is the `id` in the first one's JSON.
   */
  readonly requests: readonly (string | readonly string[])[];
  /** So many a second, evenly; absent: as fast as the connections take them. */
  readonly perSecond?: number;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** How many answers had this status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** CPU of this process while it ran, all threads but the sender's: the server's and its files' and no database's. */
  readonly cpuMs: number;
}

/** Sends the whole plan to a server in this process, and says how it was answered. */
export async function sendLoad(plan: LoadPlan): Promise<LoadResult> {
  const worker = new Worker(new URL(import.meta.url), { workerData: plan });
  const heard = <Message>() =>
    new Promise<Message>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  await heard<'ready'>();
  const before = process.cpuUsage();
  worker.postMessage('go');
  const { senderCpuMs, ...result } = await heard<Sent>();
  const cpuMs = milliseconds(process.cpuUsage(before)) - senderCpuMs;
  await worker.terminate();
  return { ...result, cpuMs };
}

type Sent = Omit<LoadResult, 'cpuMs'> & { readonly senderCpuMs: number };

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

if (!isMainThread) {
  const plan = workerData as LoadPlan; // what sendLoad handed over
  parentPort?.postMessage(await send(plan));
}

async function send({ port, connections, requests, perSecond }: LoadPlan): Promise<Sent> {
  const latencies = new Float64Array(requests.length);
  const statuses: Record<string, number> = {};
  const idle: Wire[] = await Promise.all(Array.from({ length: connections }, () => openWire(port)));
  const wires = [...idle];
  const go = new Promise((resolve) => parentPort?.once('message', resolve));
  parentPort?.postMessage('ready');
  await go;
  const cpuBefore = process.threadCpuUsage();
  let next = 0;
  let answered = 0;
  const start = performance.now();
  const due = (index: number) => (perSecond === undefined ? performance.now() : start + (index * 1000) / perSecond);
  await new Promise<void>((resolve, reject) => {
    const pump = () => {
      while (next < requests.length && idle.length > 0 && due(next) <= performance.now()) {
        const wire = idle.pop();
        const request = requests[next];
        if (!wire || request === undefined) break;
        const index = next++;
        const since = due(index);
        askAll(wire, typeof request === 'string' ? [request] : request, (status) => {
          latencies[index] = performance.now() - since;
          statuses[status] = (statuses[status] ?? 0) + 1;
          idle.push(wire);
          if (++answered === requests.length) resolve();
          else pump();
        });
      }
    };
    for (const { socket } of wires) socket.on('error', reject);
    pump();
    const ticking = setInterval(() => {
      pump();
      if (answered === requests.length) clearInterval(ticking);
    }, 1);
  });
  const seconds = (performance.now() - start) / 1000;
  const senderCpuMs = milliseconds(process.threadCpuUsage(cpuBefore));
  const bytes = wires.reduce((sum, { socket }) => sum + socket.bytesRead, 0);
  for (const { socket } of wires) socket.destroy();
  latencies.sort();
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
  return {
    ...{ perSecond: requests.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), worstMs: at(1) },
    ...{ statuses, bytes, senderCpuMs },
  };
}

interface Wire {
  readonly socket: Socket;
  ask(request: string, done: (status: string, start: string) => void): void;
}

/** Stops at the first answer that is not 2xx; the last status is the status of all. */
function askAll(wire: Wire, requests: readonly string[], done: (status: string) => void, id = ''): void {
  const [request = '', ...rest] = requests;
  wire.ask(request.replace('{id}', id), (status, start) => {
    if (rest.length === 0 || !status.startsWith('2')) return done(status);
    askAll(wire, rest, done, id || (/"id":"([^"]+)"/.exec(start)?.[1] ?? ''));
  });
}

/** One connection that asks one thing at a time. Reads answers by their Content-Length, which our servers send. */
function openWire(port: number): Promise<Wire> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let done: (status: string, start: string) => void = () => {};
  let head = '';
  let status = '';
  let left = -1;
  socket.on('data', (chunk) => {
    let body = chunk.length;
    if (left < 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      body = head.length - end - 4;
      status = head.slice(9, 12);
      left = Number(/\r\ncontent-length: (\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
    }
    left -= body;
    if (left > 0) return;
    const start = head;
    left = -1;
    head = '';
    done(status, start);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve({
        socket,
        ask(request, then) {
          done = then;
          socket.write(request);
        },
      }),
    );
  });
}
