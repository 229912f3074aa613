import type { FastifyReply, FastifyRequest } from 'fastify';
import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { Database, Tx } from '../../kernel/db/database.ts';
import type { ServerServices } from './services.ts';

/** Keeps the transaction open until the stream has been sent, so that it can still read. */
export async function streamed(
  services: ServerServices,
  db: Database,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  work: (tx: Tx) => Promise<Readable>,
): Promise<FastifyReply> {
  const actor = await services.sessions.actorOf(request);
  await db.transaction(actor, async (tx) => finished(await work(tx)));
  return reply;
}

/** Sends a stream as a file under its Chinese name. */
export function sendFile(reply: FastifyReply, stream: Readable, name: string, type: string): Readable {
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(type)
    .send(stream);
  return stream;
}
