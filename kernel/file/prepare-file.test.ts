import { deflateSync } from 'node:zlib';
import { Document, Packer, Paragraph } from 'docx';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { workbookOf, zipOf } from '../sheet/sample-files.ts';
import { cleanFileName } from './file-type.ts';
import { FILE_BYTES_MAX } from './contract.ts';
import { prepareFile } from './prepare-file.ts';
import { pdfOf, pictureOf } from './sample-uploads.ts';

describe('what is kept', () => {
  test.each(['jpg', 'png', 'webp', 'tif'] as const)(
    'a picture (%s) with a small one of at most 480 pixels',
    async (ending) => {
      const format = ending === 'jpg' ? 'jpeg' : ending === 'tif' ? 'tiff' : ending;
      const file = await prepareFile(
        await pictureOf(1200, 600).toFormat(format).toBuffer(),
        `身份证.${ending}`,
      );
      expect(file).toMatchObject({
        mediaType: `image/${format}`,
        fileName: `身份证.${ending}`,
        pageCount: 1,
      });
      expect(await sharp(file.thumbnail ?? undefined).metadata()).toMatchObject({
        format: 'webp',
        width: 480,
        height: 240,
      });
    },
  );

  test('the small picture stands upright and does not say where it was taken', async () => {
    const taken = await pictureOf(1000, 500)
      .jpeg()
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 0/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(taken).metadata()).orientation).toBe(6);
    const { thumbnail } = await prepareFile(taken, 'a.jpg');
    const small = await sharp(thumbnail ?? undefined).metadata();
    expect(small).toMatchObject({ width: 240, height: 480 });
    expect([small.exif, small.xmp, small.iptc]).toEqual([undefined, undefined, undefined]);
  });

  test('a PDF with its number of pages and its first page drawn', async () => {
    const file = await prepareFile(pdfOf(), '决定书.pdf');
    expect(file).toMatchObject({ mediaType: 'application/pdf', pageCount: 1 });
    const { data, info } = await sharp(file.thumbnail ?? undefined)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.height).toBe(480);
    // The left half of the page is red, the right half is paper.
    expect(data[0]).toBeGreaterThan(200);
    expect(data[2]).toBeLessThan(60);
    expect(data[(info.width - 1) * info.channels + 2]).toBeGreaterThan(200);
  });

  test('documents and plain text, without a picture', async () => {
    const docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('申请书')] }] }));
    expect(await prepareFile(docx, '申请书.docx')).toMatchObject({
      mediaType: expect.stringContaining('wordprocessingml'),
      thumbnail: null,
    });
    expect(await prepareFile(workbookOf(''), '名单.xlsx')).toMatchObject({
      mediaType: expect.stringContaining('spreadsheetml'),
    });
    expect(await prepareFile(zipOf([{ path: 'OFD.xml', content: '<ofd/>' }]), '证照.ofd')).toMatchObject({
      mediaType: 'application/ofd',
    });
    expect(await prepareFile(Buffer.from('情况说明：以上属实。'), '说明.txt')).toMatchObject({
      mediaType: 'text/plain; charset=utf-8',
    });
  });

  test('both digests are of the bytes as they came', async () => {
    // GB/T 32905 appendix A.1 and FIPS 180: the text "abc".
    expect(await prepareFile(Buffer.from('abc'), 'a.txt')).toMatchObject({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    });
  });
});

describe('what is refused', () => {
  const ole = (stream: string): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(512),
    ]);
  const elf = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(64)]);

  test.each([
    ['nothing at all', Buffer.alloc(0), 'a.pdf', 'file.empty'],
    ['a Windows program', Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), 'a.exe', 'file.type-refused'],
    ['a Linux program named .jpg', elf, 'a.jpg', 'file.type-refused'],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.html', 'file.type-refused'],
    ['a web page named .txt', Buffer.from('\n <html></html>'), 'a.txt', 'file.type-refused'],
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      'a.svg',
      'file.type-refused',
    ],
    ['an SVG named .png', Buffer.from('<?xml version="1.0"?><svg/>'), 'a.png', 'file.type-refused'],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'a.txt', 'file.type-refused'],
    ['a text that is a script by its name', Buffer.from('alert(1)'), 'a.js', 'file.name-differs'],
    ['an archive', zipOf([{ path: 'a.txt', content: 'x' }]), 'a.zip', 'file.type-refused'],
    ['an archive named .docx', zipOf([{ path: 'a.txt', content: 'x' }]), 'a.docx', 'file.type-refused'],
    [
      'a RAR archive',
      Buffer.from('526172211a0700cf907300000d00000000000000', 'hex'),
      'a.rar',
      'file.type-refused',
    ],
    [
      'a document with macros',
      zipOf([
        { path: 'word/document.xml', content: '' },
        { path: 'word/vbaProject.bin', content: '' },
      ]),
      'a.docx',
      'file.type-refused',
    ],
    ['an old document with macros', ole('_VBA_PROJECT'), 'a.doc', 'file.type-refused'],
    ['a document with a password', ole('EncryptedPackage'), 'a.docx', 'file.type-refused'],
    ['a PDF named .jpg', pdfOf(), 'a.jpg', 'file.name-differs'],
    ['bytes of no kind', Buffer.from([0, 1, 2, 3, 4, 250, 251]), 'a.bin', 'file.type-refused'],
    ['a broken PDF', Buffer.from('%PDF-1.7\nnothing'), 'a.pdf', 'file.pdf-unreadable'],
    [
      'a broken picture',
      Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(500)]),
      'a.jpg',
      'file.image-unreadable',
    ],
  ])('%s', async (_, bytes, name, code) => {
    await expect(prepareFile(bytes, name)).rejects.toMatchObject({ code });
  });

  test('a picture that has been cut off', async () => {
    const noise = sharp({
      create: {
        width: 800,
        height: 800,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    });
    const whole = await noise.png().toBuffer();
    await expect(prepareFile(whole.subarray(0, whole.length / 2), 'a.png')).rejects.toMatchObject({
      code: 'file.image-unreadable',
    });
  });

  test('a picture that unpacks to more than 100 megapixels', async () => {
    const bytes = await pictureOf(10_001, 10_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bytes.length).toBeLessThan(1024 * 1024);
    await expect(prepareFile(bytes, 'a.png')).rejects.toMatchObject({ code: 'file.image-too-large' });
  });

  test('more than 20 MB', async () => {
    await expect(prepareFile(Buffer.alloc(FILE_BYTES_MAX + 1, 'a'), 'a.txt')).rejects.toMatchObject({
      code: 'file.too-large',
    });
  });

  test('a document that unpacks to gigabytes', async () => {
    const huge = { path: 'word/media/a', content: 'x', claimedSize: 600 * 1024 * 1024 };
    await expect(
      prepareFile(zipOf([{ path: 'word/document.xml', content: '' }, huge]), 'a.docx'),
    ).rejects.toMatchObject({ code: 'sheet.zip-bomb' });
  });

  const packed = deflateSync(Buffer.from('6 0 7 9 << /S /JavaScript /JS (app.alert(1)) >>')).toString(
    'latin1',
  );
  test.each([
    [
      'runs a script when opened',
      pdfOf('5 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n', '/OpenAction 5 0 R'),
    ],
    ['spells the script’s name otherwise', pdfOf('5 0 obj\n<< /S /J#61vaScript /J#53 (x) >>\nendobj\n')],
    ['starts a program', pdfOf('5 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n')],
    [
      'hides the script in a packed object stream',
      pdfOf(
        `5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`,
      ),
    ],
  ])('a PDF that %s', async (_, bytes) => {
    await expect(prepareFile(bytes, 'a.pdf')).rejects.toMatchObject({ code: 'file.pdf-active' });
  });
});

test.each([
  ['C:\\资料\\身份证 正面.jpg', '身份证 正面.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['a\u0000b\n.txt', 'ab.txt'],
  ['\u202etxt.exe', 'txt.exe'],
  ['..', '未命名'],
  ['', '未命名'],
  [`${'长'.repeat(300)}.jpg`, `${'长'.repeat(196)}.jpg`],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});
