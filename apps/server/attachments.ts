import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import type { Database } from '../../kernel/db/database.ts';
import { addAttachment, type AttachmentFile, readAttachment } from '../../kernel/file/attachment.ts';
import { AttachmentSchema, AttachmentUpload, FILE_BYTES_MAX } from '../../kernel/file/contract.ts';
import type { FilePart } from '../../kernel/file/file-store.ts';
import { fileTooLarge, prepareFile } from '../../kernel/file/prepare-file.ts';
import {
  IDEMPOTENCY_HEADER,
  idempotently,
  readIdempotencyKey,
  REPLAY_HEADER,
} from '../../kernel/module/idempotency.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import type { ServerServices } from './services.ts';

const BINARY = 'application/octet-stream';
const ROUTE = 'POST /api/attachments';

const Target = z.object({ id: z.uuid() });

export interface AttachmentOptions {
  readonly db: Database;
  readonly services: Pick<ServerServices, 'reading'> & {
    readonly sessions: Pick<ServerServices['sessions'], 'actorOf'>;
  };
  /** Folder of the installation, which the files lie under. */
  readonly home: string;
}

/**
 * The calls of attachments whose body is a file: `POST /api/attachments` with the bytes as they are and what they are
 * in the query, the content and the small picture. Not a form with parts: another site's page can send one without
 * being asked. Not contracts, because they do not speak JSON.
 */
export function bindAttachments(app: FastifyInstance, options: AttachmentOptions): void {
  const { db, services, home } = options;
  const read = async (request: FastifyRequest, part: FilePart): Promise<AttachmentFile> => {
    const actor = await services.sessions.actorOf(request);
    const { id } = readInput(Target, Object(request.params));
    const reading = await services.reading();
    return db.transaction(actor, (tx) => readAttachment({ ...reading, home, tx }, id, part));
  };
  app.get('/api/attachments/:id/content', async (request, reply) => {
    const { attachment, bytes } = await read(request, 'content');
    const shown = attachment.mediaType.startsWith('image/') || attachment.mediaType === 'application/pdf';
    return guarded(reply)
      .type(attachment.mediaType)
      .header('content-disposition', disposition(shown ? 'inline' : 'attachment', attachment.fileName))
      .send(bytes);
  });
  app.get('/api/attachments/:id/thumbnail', async (request, reply) => {
    const { bytes } = await read(request, 'thumbnail');
    return guarded(reply).type('image/webp').header('content-disposition', 'inline').send(bytes);
  });
  // In a scope of its own: the parser holds for this call alone.
  void app.register(async (scope) => {
    if (scope.hasContentTypeParser(BINARY)) scope.removeContentTypeParser(BINARY);
    scope.addContentTypeParser(BINARY, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/api/attachments', {
      bodyLimit: FILE_BYTES_MAX,
      errorHandler: (error) => {
        throw error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? fileTooLarge() : error;
      },
      handler: (request, reply) => upload(options, request, reply),
    });
  });
}

async function upload(
  { db, services, home }: AttachmentOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = await services.sessions.actorOf(request);
  requirePermission(actor, 'attachment.write');
  const key = readIdempotencyKey(request.headers[IDEMPOTENCY_HEADER]);
  const { fileName, ...given } = readInput(AttachmentUpload, Object(request.query));
  const file = await prepareFile(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), fileName);
  const reading = await services.reading();
  const { json, replayed } = await db.transaction(actor, async (tx) => {
    const work = async (): Promise<string> =>
      JSON.stringify(
        AttachmentSchema.parse(await addAttachment({ ...reading, home, tx }, { ...given, file })),
      );
    if (key === undefined) return { json: await work(), replayed: false };
    const input = { ...given, fileName, sha256: file.sha256 };
    return idempotently(tx, reading.keyring, { key, route: ROUTE, input }, work);
  });
  if (replayed) void reply.header(REPLAY_HEADER, 'true');
  return reply.type('application/json; charset=utf-8').send(json);
}

/** Whatever the file holds, the browser neither guesses at its type nor lets it run, reach out or be kept. */
const guarded = (reply: FastifyReply): FastifyReply =>
  reply
    .header('x-content-type-options', 'nosniff')
    .header(
      'content-security-policy',
      "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    )
    .header('cache-control', 'private, no-store');

/** The name in Chinese (RFC 5987), and a plain one for programs that cannot read it. */
const disposition = (how: 'inline' | 'attachment', name: string): string =>
  `${how}; filename="attachment"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, escapeChar)}`;

const escapeChar = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
