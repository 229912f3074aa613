import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { LabelSchema } from '../module/schemas.ts';

export const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** Where an attachment comes from. */
export const ATTACHMENT_SOURCES = {
  uploaded: { zh: '上传', en: 'uploaded' },
  'e-licence': { zh: '电子证照', en: 'electronic licence' },
  scanned: { zh: '扫描', en: 'scanned' },
} as const;

export const AttachmentSourceSchema = z.enum(['uploaded', 'e-licence', 'scanned']);
export type AttachmentSource = z.output<typeof AttachmentSourceSchema>;

const ObjectKindSchema = z.string().regex(/^[a-z][a-z0-9_.-]{0,60}$/);
const AttachmentLabelSchema = z.string().trim().min(1).max(100);

/** What is said of a file that is added; its bytes are the body. */
export const AttachmentUpload = z.object({
  objectKind: ObjectKindSchema,
  objectId: z.uuid(),
  label: AttachmentLabelSchema,
  source: AttachmentSourceSchema,
  /** As it was on the user's machine; cleaned and cut before it is kept. */
  fileName: z.string().min(1).max(1_000),
});

export const AttachmentSchema = z.object({
  id: z.string(),
  objectKind: z.string(),
  objectId: z.string(),
  /** What it is, in the words of whoever added it: 身份证正面. */
  label: z.string(),
  source: AttachmentSourceSchema,
  sourceLabel: LabelSchema,
  mediaType: z.string(),
  fileName: z.string(),
  byteSize: z.int(),
  pageCount: z.int().nullable(),
  hasThumbnail: z.boolean(),
  sha256: z.string(),
  sm3: z.string(),
  addedBy: z.string(),
  addedAt: z.string(),
  /** Set when it has been withdrawn. */
  ended: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
});
export type Attachment = z.output<typeof AttachmentSchema>;

export const listAttachments = defineContract({
  method: 'GET',
  path: '/api/attachments',
  summary: 'Attachments of one object, withdrawn ones included',
  permission: 'attachment.read',
  input: z.object({ objectKind: ObjectKindSchema, objectId: z.uuid() }),
  output: z.object({ attachments: z.array(AttachmentSchema) }),
});

export const withdrawAttachment = defineContract({
  method: 'POST',
  path: '/api/attachments/:id/withdraw',
  summary: 'Withdraw an attachment with a reason; its content stays',
  permission: 'attachment.write',
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  output: AttachmentSchema,
});
