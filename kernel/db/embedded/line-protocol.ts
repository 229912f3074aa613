import type { Socket } from 'node:net';
import type { ErrorKind } from '../../base/errors.ts';
import { DomainError, failed } from '../../base/errors.ts';
import { isRecord } from './server-files.ts';

/** A line longer than any of ours: whoever sends it is not one of us. */
const LINE_CHARS_MAX = 64 * 1024;

/** From a client to the keeper. `hello` opens a lease that lasts as long as the connection. */
export type ClientMessage =
  | { readonly type: 'hello'; readonly token: string; readonly lingerMs: number }
  | { readonly type: 'stop' };

/** From the keeper to a client. */
export type KeeperMessage =
  | { readonly type: 'starting' }
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'failed'; readonly error: ErrorFacts }
  | { readonly type: 'kept' };

interface ErrorFacts {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly zh: string;
  readonly en: string;
  readonly details: Record<string, unknown>;
}

/** Sends one message as one line of JSON; a connection that is gone is not an error here. */
export function send(socket: Socket, message: ClientMessage | KeeperMessage): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls `receive` with each message; anything that is not ours ends the connection. */
export function onMessage(socket: Socket, receive: (message: Record<string, unknown>) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARS_MAX) socket.destroy();
    for (const line of lines) {
      const message = parseLine(line);
      if (message === undefined) socket.destroy();
      else receive(message);
    }
  });
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The facts of any error, for sending it to the clients that wait. */
export function errorFacts(error: unknown): ErrorFacts {
  const { code, kind, zh, en, details } =
    error instanceof DomainError ? error : startError(String(error), '');
  return { code, kind, zh, en, details };
}

/** The error a client throws for what the keeper reported. */
export function errorOf(facts: unknown): DomainError {
  if (!isRecord(facts)) return startError('unknown', '');
  const { code, zh, en, details } = facts;
  return failed(String(code), String(zh), String(en), isRecord(details) ? details : {});
}

/** The embedded server did not start; quotes the end of its log. */
export const startError = (reason: string, log: string): DomainError =>
  failed(
    'db.embedded-start',
    `内置数据库未能启动：${reason}。请查看日志后重试，或设置 DATABASE_URL 使用其他 PostgreSQL。日志：\n${log}`,
    `The embedded database did not start: ${reason}. Read the log and try again, or set DATABASE_URL to ` +
      `another PostgreSQL. Log:\n${log}`,
    { reason },
  );
