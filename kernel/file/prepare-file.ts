import { type DomainError, inputError } from '../base/errors.ts';
import { FILE_BYTES_MAX } from './contract.ts';
import { cleanFileName, fileTypeOf } from './file-type.ts';
import { digestsOf, type FileDigests } from './file-store.ts';
import { appearanceOf, type Appearance } from './thumbnail.ts';

/** A file that has been looked at and may be kept. */
export interface PreparedFile extends FileDigests, Appearance {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mediaType: string;
}

/** A file above the limit, told before or while it arrives. */
export const fileTooLarge = (): DomainError =>
  inputError(
    'file.too-large',
    `文件超过${FILE_BYTES_MAX / 1024 / 1024}MB：请压缩图片或分成几个文件上传。`,
    'The file is larger than 20 MB: compress the picture or split it.',
  );

/**
 * Looks at an uploaded file: type by content, small picture, digests. Done before the transaction, since drawing
 * takes time. Throws inputError 'file.*' for everything that is not kept.
 */
export async function prepareFile(bytes: Buffer, givenName: string): Promise<PreparedFile> {
  if (bytes.length > FILE_BYTES_MAX) throw fileTooLarge();
  const fileName = cleanFileName(givenName);
  const type = await fileTypeOf(bytes, fileName);
  const appearance = await appearanceOf(bytes, type);
  return { bytes, fileName, mediaType: type.mediaType, ...digestsOf(bytes), ...appearance };
}
