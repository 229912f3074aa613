import type { Keyring } from '../../access/cipher.ts';
import { inputError } from '../../base/errors.ts';
import type { Tx } from '../../db/database.ts';
import { Manifest } from './manifest-schema.ts';
import { type SignatureVerdict, verifyDocument } from './signing-key.ts';

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

/** Whether this installation signed the manifest as it stands. */
export function verifyManifest(tx: Tx, ring: Keyring, manifest: Manifest): Promise<SignatureVerdict> {
  const { signature, ...body } = manifest;
  return verifyDocument(tx, ring, body, signature);
}
