import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEADER_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

export interface Target {
  readonly port: number;
  readonly paths: readonly string[];
  readonly cookie?: string | undefined;
}

/** One connection that is kept open; answers come one after the other. */
export interface Caller {
  call(path: string): Promise<void>;
  /** Posts JSON and gives the text of the answer. */
  post(path: string, body: object): Promise<string>;
  close(): void;
}

/** As little of HTTP as a measuring client needs, so that it costs less than what it measures. */
export async function openCaller({ port, cookie }: Omit<Target, 'paths'>): Promise<Caller> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let received = '';
  let settle: { resolve: (body: string) => void; reject: (error: Error) => void } | undefined;
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    const head = received.indexOf(HEADER_END);
    const length = head < 0 ? undefined : LENGTH.exec(received.slice(0, head + 2))?.[1];
    if (length === undefined || received.length < head + HEADER_END.length + Number(length)) return;
    const answer = received;
    received = '';
    if (answer.startsWith('HTTP/1.1 200')) settle?.resolve(answer.slice(head + HEADER_END.length));
    else settle?.reject(new Error(`the server answered ${answer.slice(0, 1200)}`));
  });
  socket.on('error', (error) => settle?.reject(error));
  const rest = `host: 127.0.0.1\r\n${cookie === undefined ? '' : `cookie: ${cookie}\r\n`}`;
  const send = (request: string): Promise<string> =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
      socket.write(request);
    });
  return {
    call: async (path) => void (await send(`GET ${path} HTTP/1.1\r\n${rest}\r\n`)),
    post: (path, body) => {
      const json = JSON.stringify(body);
      const type = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n`;
      return send(`POST ${path} HTTP/1.1\r\n${rest}${type}\r\n${json}`);
    },
    close: () => socket.destroy(),
  };
}

/** Milliseconds of each call, sorted: so many connections, each asking again as soon as it was answered. */
export async function timesOf(target: Target, connections: number, seconds: number): Promise<number[]> {
  const callers = await Promise.all(Array.from({ length: connections }, () => openCaller(target)));
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  let calls = 0;
  await Promise.all(
    callers.map(async (caller) => {
      while (performance.now() < until) {
        const start = performance.now();
        await caller.call(target.paths[calls++ % target.paths.length] ?? '/');
        times.push(performance.now() - start);
      }
    }),
  );
  callers.forEach((caller) => caller.close());
  return times.toSorted((a, b) => a - b);
}

/** Calls a second of so many connections. */
export const closedLoop = async (target: Target, connections: number, seconds: number): Promise<number> =>
  (await timesOf(target, connections, seconds)).length / seconds;

/** More would be turned away by the system, not by the server that is measured. */
const CONNECTIONS_MAX = 200;

/** Milliseconds of each call at a fixed rate, counted from the moment it was due, sorted. */
export async function openLoop(target: Target, perSecond: number, seconds: number): Promise<number[]> {
  const every = await Promise.all(Array.from({ length: CONNECTIONS_MAX }, () => openCaller(target)));
  const idle = [...every];
  const waiting: ((caller: Caller) => void)[] = [];
  const times: number[] = [];
  const under: Promise<void>[] = [];
  const start = performance.now();
  const one = async (due: number, path: string): Promise<void> => {
    const caller = idle.pop() ?? (await new Promise<Caller>((resolve) => waiting.push(resolve)));
    await caller.call(path);
    times.push(performance.now() - due);
    const next = waiting.shift();
    if (next === undefined) idle.push(caller);
    else next(caller);
  };
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = start + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const call = one(due, target.paths[i % target.paths.length] ?? '/');
    // Looked at when all have been sent.
    call.catch(() => undefined);
    under.push(call);
  }
  await Promise.all(under);
  every.forEach((caller) => caller.close());
  return times.toSorted((a, b) => a - b);
}
