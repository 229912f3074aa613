import sharp, { type Metadata, type Sharp } from 'sharp';
import { type DomainError, inputError } from '../base/errors.ts';
import { checkPdf } from './check-pdf.ts';
import { drawFirstPage } from './draw-page.ts';
import type { FileType } from './file-type.ts';

/** What a file looks like: its small picture, and how many pages it has. */
export interface Appearance {
  readonly thumbnail: Buffer | null;
  readonly pageCount: number | null;
}

const EDGE_MAX = 480;
const PIXELS_MAX = 100_000_000;
const PAGES_MAX = 10_000;
const QUALITY = 75;
const SECONDS_MAX = 20;

const tooManyPixels = (): DomainError =>
  inputError(
    'file.image-too-large',
    '图片超过1亿像素：请以较低的分辨率重新扫描或拍摄。',
    'The picture has more than 100 megapixels: scan it with a lower resolution.',
  );

const unreadable = (): DomainError =>
  inputError(
    'file.image-unreadable',
    '图片无法读取：文件可能已损坏，请重新扫描或拍摄后上传。',
    'The picture cannot be read: it may be damaged. Scan it anew.',
  );

/**
 * The first page of a file as WebP of at most 480 × 480 pixels, upright and without the camera's data (place, device).
 * Documents that are only handed out have none. Throws inputError when a picture or PDF is broken, too large or active.
 */
export async function appearanceOf(bytes: Buffer, { kind }: FileType): Promise<Appearance> {
  if (kind === 'document') return { thumbnail: null, pageCount: null };
  return kind === 'pdf' ? pdfAppearance(bytes) : imageAppearance(bytes);
}

async function imageAppearance(bytes: Buffer): Promise<Appearance> {
  // Sizes are in the file's head: looking at them unpacks nothing.
  const { width, height, pages = 1 } = await metadataOf(sharp(bytes, { limitInputPixels: false }));
  if (width * height > PIXELS_MAX || pages > PAGES_MAX) throw tooManyPixels();
  const image = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' });
  return { thumbnail: await small(image.autoOrient()), pageCount: pages };
}

async function pdfAppearance(bytes: Buffer): Promise<Appearance> {
  checkPdf(bytes);
  const { pixels, width, height, pageCount } = await drawFirstPage(bytes, EDGE_MAX);
  const page = sharp(pixels, { raw: { width, height, channels: 4 } });
  return { thumbnail: await small(page.flatten({ background: '#ffffff' })), pageCount };
}

async function metadataOf(image: Sharp): Promise<Metadata> {
  try {
    return await image.metadata();
  } catch {
    throw unreadable();
  }
}

async function small(image: Sharp): Promise<Buffer> {
  try {
    return await image
      .resize({ width: EDGE_MAX, height: EDGE_MAX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer();
  } catch {
    throw unreadable();
  }
}
