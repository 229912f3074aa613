import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocx } from './render-docx.ts';
import { sampleFigures, sampleMeta } from './sample-figure.ts';
import { parseReport } from './template.ts';

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const DEFLATED = 8;

/** Entries of a zip archive as text, read from its central directory. */
const unzip = (zip: Buffer): Map<string, string> => {
  let end = zip.length - END_RECORD_BYTES;
  while (zip.readUInt32LE(end) !== END_RECORD) end -= 1;
  const entries = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const isDeflated = zip.readUInt16LE(at + 10) === DEFLATED;
    entries.set(name, (isDeflated ? inflateRawSync(data) : data).toString('utf8'));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
};

const MARKDOWN = `# 标题

## 一、甲

### （一）乙

#### 1．丙

低保:figure[a.b]和:figure[x.y]，&lt;script&gt;。

| 项 | 数 |
| --- | ---: |
| 甲 | :figure[a.b]{unit=no} |

落款前一段。

::signature[某某局]{date=2020-10-31}

::figures[a.]
`;

let files: Map<string, string>;
let body: string;

beforeAll(async () => {
  const figures = sampleFigures({ id: 'a.b', label: { zh: '<w:evil/>', en: '' }, assumptions: ['推定'] });
  files = unzip(await renderDocx(parseReport(MARKDOWN, 'x.md'), figures, sampleMeta));
  body = files.get('word/document.xml') ?? '';
});

const twips = (attribute: string): number => Number(new RegExp(`w:${attribute}="(-?\\d+)"`).exec(body)?.[1]);
const millimetres = (count: number): number => (count / 1440) * 25.4;

/** The paragraph that holds the text. */
const paragraphOf = (text: string): string =>
  body
    .split('<w:p>')
    .find((part) => part.includes(text))
    ?.split('</w:p>')[0] ?? '';

describe('renderDocx, GB/T 9704-2012', () => {
  it('is A4 with margins 37, 26, 35 and 28 mm: text area 156 × 225 mm', () => {
    const margin = /<w:pgMar [^>]*>/.exec(body)?.[0] ?? '';
    const side = (name: string): number =>
      millimetres(Number(new RegExp(`w:${name}="(\\d+)"`).exec(margin)?.[1]));
    expect(side('top')).toBeCloseTo(37, 1);
    expect(side('right')).toBeCloseTo(26, 1);
    expect(side('bottom')).toBeCloseTo(35, 1);
    expect(side('left')).toBeCloseTo(28, 1);
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  });

  it('has a grid of 28 characters and 22 lines', () => {
    expect(body).toMatch(/<w:docGrid [^>]*w:type="linesAndChars"/);
    const areaPoints = (225 / 25.4) * 72;
    expect(Math.floor((areaPoints * 20) / twips('linePitch'))).toBe(22);
    const spacing = /<w:docDefaults>.*?<w:spacing w:val="(-?\d+)"/s.exec(files.get('word/styles.xml') ?? '');
    const characterPoints = 16 + Number(spacing?.[1]) / 20;
    expect(body).not.toContain('w:charSpace');
    expect(Math.floor(((156 / 25.4) * 72) / characterPoints)).toBe(28);
  });

  it('sets the text in 3号仿宋 with exact line distance and two characters of indent', () => {
    const styles = files.get('word/styles.xml') ?? '';
    const defaults = /<w:docDefaults>.*<\/w:docDefaults>/s.exec(styles)?.[0] ?? '';
    expect(defaults).toContain('w:eastAsia="仿宋_GB2312"');
    expect(defaults).toContain('<w:sz w:val="32"/>');
    const paragraph = paragraphOf('低保');
    expect(paragraph).toMatch(/w:line="579"/);
    expect(paragraph).toMatch(/w:lineRule="exact"/);
    expect(paragraph).toMatch(/w:firstLineChars="200"/);
    expect(paragraph).toContain('<w:jc w:val="both"/>');
  });

  it('sets title and headings in 小标宋, 黑体, 楷体 and bold 仿宋', () => {
    const styles = files.get('word/styles.xml') ?? '';
    const style = (id: string): string => styles.split(`w:styleId="${id}"`)[1]?.split('</w:style>')[0] ?? '';
    expect(style('Title')).toContain('w:eastAsia="方正小标宋简体"');
    expect(style('Title')).toContain('<w:sz w:val="44"/>');
    expect(style('Heading1')).toContain('w:eastAsia="黑体"');
    expect(style('Heading2')).toContain('w:eastAsia="楷体_GB2312"');
    expect(style('Heading3')).toContain('w:eastAsia="仿宋_GB2312"');
    expect(style('Heading3')).toMatch(/<w:b\/>/);
    expect(paragraphOf('一、甲')).toContain('w:val="Heading1"');
    expect(paragraphOf('1．丙')).toContain('w:val="Heading3"');
  });

  it('numbers pages — 1 — in 4号宋体, right on odd and left on even pages', () => {
    expect(files.get('word/settings.xml')).toContain('<w:evenAndOddHeaders');
    const footer = (type: string): string => {
      const reference = body.match(/<w:footerReference [^>]*>/g)?.find((tag) => tag.includes(`"${type}"`));
      const id = /r:id="([^"]+)"/.exec(reference ?? '')?.[1] ?? '';
      const relations = files.get('word/_rels/document.xml.rels') ?? '';
      const tag = relations.match(/<Relationship [^>]*>/g)?.find((relation) => relation.includes(`"${id}"`));
      return files.get(`word/${/Target="([^"]+)"/.exec(tag ?? '')?.[1] ?? ''}`) ?? '';
    };
    for (const type of ['default', 'even']) {
      expect(footer(type)).toMatch(/— .*PAGE.* —/s);
      expect(footer(type)).toContain('w:eastAsia="宋体"');
      expect(footer(type)).toContain('<w:sz w:val="28"/>');
    }
    expect(footer('default')).toContain('<w:jc w:val="right"/>');
    expect(footer('default')).toMatch(/<w:ind [^>]*w:right="280"/);
    expect(footer('even')).toContain('<w:jc w:val="left"/>');
    expect(footer('even')).toMatch(/<w:ind [^>]*w:left="280"/);
  });

  it('leaves four characters to the right of the date and keeps it with the text before', () => {
    const date = paragraphOf('2020年10月31日');
    expect(date).toContain('<w:jc w:val="right"/>');
    const right = Number(/w:right="(\d+)"/.exec(date)?.[1]);
    expect(right / ((156 / 25.4) * 1440)).toBeCloseTo(4 / 28, 3);
    expect(paragraphOf('落款前一段')).toContain('<w:keepNext/>');
    expect(paragraphOf('某某局')).toContain('<w:keepNext/>');
  });

  it('draws thin table borders and repeats the head row', () => {
    expect(body).toMatch(/<w:insideH w:val="single"[^>]*w:sz="4"/);
    expect(body).toContain('<w:tblHeader/>');
    expect(paragraphOf('>项<')).toContain('<w:pStyle w:val="OffGrid"/>');
    expect(files.get('word/styles.xml')).toMatch(/w:styleId="OffGrid".*<w:snapToGrid w:val="(?:0|false)"\/>/);
  });

  it('links figures to the appendix and shows missing ones', () => {
    expect(body).toContain('w:anchor="fig_1"');
    expect(body).toMatch(/<w:bookmarkStart [^>]*w:name="fig_1"/);
    expect(body).toContain('221户');
    expect(body).toContain('〔登记簿尚未建立〕');
    expect(body).toContain('附录　数字口径');
    expect(body).toContain('假定：推定');
  });

  it('escapes text', () => {
    expect(body).not.toMatch(/<w:evil|<script/);
    expect(body).toContain('&lt;w:evil/&gt;');
  });
});
