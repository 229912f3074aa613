import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { conflict, notFound } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { attachmentsOf, getAttachment, holdContent } from './attachment-store.ts';
import type { Attachment, AttachmentSource } from './contract.ts';
import { type FilePart, keepFile, readKept } from './file-store.ts';
import { objectDivision } from './object-division.ts';
import type { PreparedFile } from './prepare-file.ts';

/** Attachments need the installation's folder besides what every use case has. */
export interface FileContext extends UseCaseContext {
  readonly home: string;
}

export interface NewAttachment {
  readonly objectKind: string;
  readonly objectId: string;
  readonly label: string;
  readonly source: AttachmentSource;
  readonly file: PreparedFile;
}

/**
 * Attaches a file to an object. The file is on the disk before its row is written: a transaction that fails leaves at
 * most a file that nothing refers to. Errors: forbidden, notFound outside the jurisdiction.
 */
export async function addAttachment(context: FileContext, given: NewAttachment): Promise<Attachment> {
  const { tx, registry, keyring, home, clock } = context;
  const { objectKind, objectId, label, source, file } = given;
  requirePermission(tx.actor, 'attachment.write');
  const divisionNo = await objectDivision(tx, registry, objectKind, objectId);
  await holdContent(tx, file.sha256);
  await keepFile(keyring, home, file.sha256, 'content', file.bytes);
  if (file.thumbnail !== null) await keepFile(keyring, home, file.sha256, 'thumbnail', file.thumbnail);
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into attachment (id, object_kind, object_id, division_no, sha256, sm3, media_type, file_name, byte_size,
      page_count, has_thumbnail, source, label, added_by, added_at)
    values (${id}::uuid, ${objectKind}, ${objectId}::uuid, ${divisionNo}, ${file.sha256}, ${file.sm3},
      ${file.mediaType}, ${file.fileName}, ${file.bytes.length}, ${file.pageCount}, ${file.thumbnail !== null},
      ${source}, ${label}, ${tx.actor.accountId}::uuid, ${clock.now().toISOString()}::timestamptz)`);
  await audit(tx, {
    action: 'attachment.add',
    objectKind,
    objectId,
    details: { attachmentId: id, mediaType: file.mediaType, byteSize: file.bytes.length, source },
  });
  return getAttachment(tx, id);
}

/** Attachments of an object that the actor may see, withdrawn ones included. */
export async function listObjectAttachments(
  { tx, registry }: Pick<FileContext, 'tx' | 'registry'>,
  objectKind: string,
  objectId: string,
): Promise<Attachment[]> {
  await objectDivision(tx, registry, objectKind, objectId);
  return attachmentsOf(tx, objectKind, objectId);
}

export interface AttachmentFile {
  readonly attachment: Attachment;
  readonly bytes: Buffer;
}

/** Content or small picture of an attachment; the reading is audited, for what is scanned is L4. */
export async function readAttachment(
  { tx, registry, keyring, home }: Pick<FileContext, 'tx' | 'registry' | 'keyring' | 'home'>,
  id: string,
  part: FilePart,
): Promise<AttachmentFile> {
  requirePermission(tx.actor, 'attachment.read');
  const attachment = await getAttachment(tx, id);
  const { objectKind, objectId, sha256 } = attachment;
  await objectDivision(tx, registry, objectKind, objectId);
  if (part === 'thumbnail' && !attachment.hasThumbnail) throw noThumbnail();
  const bytes = await readKept(keyring, home, sha256, part);
  await audit(tx, {
    action: 'attachment.read',
    objectKind,
    objectId,
    details: { attachmentId: id, part },
  });
  return { attachment, bytes };
}

/** Withdraws an attachment with a reason. Row and content stay; nothing is deleted. */
export async function endAttachment(
  { tx, registry, clock }: UseCaseContext,
  id: string,
  reason: string,
): Promise<Attachment> {
  const { objectKind, objectId } = await getAttachment(tx, id);
  await objectDivision(tx, registry, objectKind, objectId);
  const result = await tx.db.execute(sql`
    update attachment set ended_at = ${clock.now().toISOString()}::timestamptz,
           ended_by = ${tx.actor.accountId}::uuid, ended_reason = ${reason}
     where id = ${id}::uuid and ended_at is null`);
  if (result.rowCount === 0) {
    throw conflict(
      'attachment.ended',
      '该附件已撤回，不能再次撤回。',
      'The attachment has been withdrawn already.',
    );
  }
  return getAttachment(tx, id);
}

const noThumbnail = () =>
  notFound('attachment.no-thumbnail', '该附件没有缩略图。', 'The attachment has no small picture.');
