import { z } from 'zod';
import type { Keyring } from '../../access/cipher.ts';
import { inputError } from '../../base/errors.ts';
import type { Tx } from '../../db/database.ts';
import { MonthSchema } from '../../module/schemas.ts';
import { type SignatureVerdict, verifyDocument } from './signing-key.ts';

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

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

const MANIFEST_BYTES_MAX = 32 * 1024 * 1024;

/** Reads a manifest; errors: inputError 'bank.manifest-unreadable' for what is none. */
export function parseManifest(content: Buffer): Manifest {
  try {
    if (content.length <= MANIFEST_BYTES_MAX) return Manifest.parse(JSON.parse(content.toString('utf8')));
  } catch {
    // Said below: what exactly is wrong with a foreign file helps nobody.
  }
  throw inputError(
    'bank.manifest-unreadable',
    '该文件不是本系统生成的代发清单（.manifest.json），或内容已损坏。',
    'The file is no manifest of this system (.manifest.json), or is damaged.',
  );
}

export type { SignatureVerdict };

/** Whether this installation signed the manifest as it stands. */
export function verifyManifest(tx: Tx, ring: Keyring, manifest: Manifest): Promise<SignatureVerdict> {
  const { signature, ...body } = manifest;
  return verifyDocument(tx, ring, body, signature);
}
