import sharp from 'sharp';

/** Real files for tests. */

/** A one-page PDF written by hand; `extra` are further objects, `catalog` further entries of the catalogue. */
export function pdfOf(extra = '', catalog = ''): Buffer {
  const objects = [
    `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalog} >>\nendobj\n`,
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n',
    '4 0 obj\n<< /Length 22 >>\nstream\n1 0 0 rg 0 0 300 842 re f\nendstream\nendobj\n',
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object) => {
    const at = body.length;
    body += object;
    return at;
  });
  body += extra;
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

export const pictureOf = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });
