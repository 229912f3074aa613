import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { absentRecord } from '../module/reading.ts';
import { type Attachment, ATTACHMENT_SOURCES, AttachmentSourceSchema } from './contract.ts';

/** An object never has so many; a list that did would be cut. */
const LISTED_MAX = 1_000;

interface AttachmentRow extends Record<string, unknown> {
  readonly id: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly label: string;
  readonly source: string;
  readonly mediaType: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly pageCount: number | null;
  readonly hasThumbnail: boolean;
  readonly sha256: string;
  readonly sm3: string;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly endedReason: string | null;
}

const selectWhere = (condition: SQL): SQL => sql`
  select a.id, a.object_kind as "objectKind", a.object_id as "objectId", a.label, a.source,
         a.media_type as "mediaType", a.file_name as "fileName", a.byte_size as "byteSize",
         a.page_count as "pageCount", a.has_thumbnail as "hasThumbnail", a.sha256, a.sm3,
         adder.display_name as "addedBy", a.added_at as "addedAt",
         ender.display_name as "endedBy", a.ended_at as "endedAt", a.ended_reason as "endedReason"
    from attachment a
    join account adder on adder.id = a.added_by
    left join account ender on ender.id = a.ended_by
   where ${condition}
   order by a.added_at, a.id limit ${LISTED_MAX}`;

const attachmentOf = ({ endedBy, endedAt, endedReason, ...row }: AttachmentRow): Attachment => {
  const source = AttachmentSourceSchema.parse(row.source);
  return {
    ...row,
    source,
    sourceLabel: ATTACHMENT_SOURCES[source],
    ended:
      endedBy === null || endedAt === null || endedReason === null
        ? null
        : { by: endedBy, at: endedAt, reason: endedReason },
  };
};

/** All attachments of an object that the actor's jurisdiction shows, in the order in which they were added. */
export async function attachmentsOf(tx: Tx, objectKind: string, objectId: string): Promise<Attachment[]> {
  const rows = await rowsOf<{ [K in keyof AttachmentRow]: AttachmentRow[K] }>(
    tx,
    selectWhere(sql`a.object_kind = ${objectKind} and a.object_id = ${objectId}::uuid`),
  );
  return rows.map(attachmentOf);
}

/** Throws notFound when it does not exist or lies outside the jurisdiction. */
export async function getAttachment(tx: Tx, id: string): Promise<Attachment> {
  const row = await findRow<{ [K in keyof AttachmentRow]: AttachmentRow[K] }>(
    tx,
    selectWhere(sql`a.id = ${id}::uuid`),
  );
  if (row === undefined) throw absentRecord();
  return attachmentOf(row);
}

/**
 * Keeps the sweep away from a content until the transaction ends: between finding the file and writing the row that
 * names it nobody may remove it.
 */
export const holdContent = (tx: Tx, sha256: string): Promise<unknown> =>
  tx.db.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${sha256}, ${CONTENT_LOCK}))`);

/** Second half of the lock's number, so that other locks by hash do not meet it. */
export const CONTENT_LOCK = 10;
