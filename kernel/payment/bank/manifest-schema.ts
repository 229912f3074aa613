import { z } from 'zod';
import { MonthSchema } from '../../module/schemas.ts';

const Count = z.int().min(0);

const ManifestFile = z.strictObject({
  fileNo: z.string(),
  name: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/),
  items: Count,
  totalFen: Count,
  hashTotal: z.string(),
  sha256: z.string(),
});

/** What was handed over at one time, before it is signed. */
export const ManifestBody = z.object({
  manifest: z.literal('huimin-bank-manifest-1'),
  name: z.string(),
  kind: z.enum(['sending', 'reissue']),
  run: z.string(),
  programme: z.string(),
  month: MonthSchema,
  bankFormat: z.string(),
  madeBy: z.strictObject({ account: z.string(), name: z.string() }),
  madeAt: z.string(),
  files: z.array(ManifestFile).max(100_000),
  items: Count,
  totalFen: Count,
});
export type ManifestBody = z.infer<typeof ManifestBody>;

/** Strict: what the signature does not cover may not stand in it. */
export const Manifest = z.strictObject({
  ...ManifestBody.shape,
  signature: z.strictObject({ algorithm: z.literal('ed25519'), keyId: z.string(), value: z.string() }),
});
export type Manifest = z.infer<typeof Manifest>;
