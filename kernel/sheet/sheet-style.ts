/** Fonts, fills and borders that the styles below name by position. */
const FONTS = [
  '<font><sz val="11"/><name val="宋体"/></font>',
  '<font><b/><sz val="16"/><name val="宋体"/></font>',
  '<font><b/><sz val="11"/><name val="宋体"/></font>',
  '<font><sz val="9"/><color rgb="FF595959"/><name val="宋体"/></font>',
  '<font><b/><sz val="11"/><color rgb="FFB42318"/><name val="宋体"/></font>',
  '<font><sz val="11"/><color rgb="FFB42318"/><name val="宋体"/></font>',
] as const;
const [PLAIN, BIG, BOLD, SMALL, BOLD_RED, RED] = [0, 1, 2, 3, 4, 5] as const;

const solid = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/></patternFill></fill>`;
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('FFEAF1FB'),
  solid('FFFFD9D6'),
] as const;
const [NO_FILL, HEAD_FILL, FAULT_FILL] = [0, 2, 3] as const;

const EDGES = ['left', 'right', 'top', 'bottom'] as const;
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${EDGES.map((edge) => `<${edge} style="thin"><color rgb="FFBFBFBF"/></${edge}>`).join('')}<diagonal/></border>`,
] as const;

const FORMATS = { general: 0, whole: 1, text: 49, money: 164, day: 165 } as const;
const MONEY_FORMAT = '#,##0.00';
const DAY_FORMAT = 'yyyy\\-mm\\-dd';

interface StyleFacts {
  readonly font?: number;
  readonly fill?: number;
  readonly format?: keyof typeof FORMATS;
  readonly edged?: boolean;
  readonly align?: string;
}

const WRAP = 'vertical="center" wrapText="1"';

/** Every way a cell can look. Text cells have the text format, so that a later edit is not taken for a formula. */
const STYLES = {
  plain: {},
  text: { format: 'text' },
  integer: { format: 'whole' },
  money: { format: 'money' },
  date: { format: 'day' },
  title: { font: BIG, format: 'text', align: 'horizontal="center" vertical="center"' },
  note: { font: SMALL, format: 'text', align: WRAP },
  hint: { font: SMALL, format: 'text', edged: true, align: WRAP },
  heading: { font: BOLD, fill: HEAD_FILL, format: 'text', edged: true, align: `horizontal="center" ${WRAP}` },
  required: {
    font: BOLD_RED,
    fill: HEAD_FILL,
    format: 'text',
    edged: true,
    align: `horizontal="center" ${WRAP}`,
  },
  reason: { font: RED, format: 'text', align: WRAP },
  faultyText: { fill: FAULT_FILL, format: 'text' },
  faulty: { fill: FAULT_FILL },
} as const satisfies Record<string, StyleFacts>;
export type Style = keyof typeof STYLES;

const names = Object.keys(STYLES);

/** The number under which the workbook knows a style. */
export const styleIndex = (style: Style): number => names.indexOf(style);

function xf({ font = PLAIN, fill = NO_FILL, format = 'general', edged = false, align }: StyleFacts): string {
  const attributes = `numFmtId="${FORMATS[format]}" fontId="${font}" fillId="${fill}" borderId="${edged ? 1 : 0}" xfId="0"`;
  const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"';
  return align === undefined
    ? `<xf ${attributes} ${applied}/>`
    : `<xf ${attributes} ${applied} applyAlignment="1"><alignment ${align}/></xf>`;
}

const list = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

/** xl/styles.xml */
export const stylesXml = (): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
  `<numFmts count="2"><numFmt numFmtId="${FORMATS.money}" formatCode="${MONEY_FORMAT}"/><numFmt numFmtId="${FORMATS.day}" formatCode="${DAY_FORMAT}"/></numFmts>` +
  list('fonts', FONTS) +
  list('fills', FILLS) +
  list('borders', BORDERS) +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  list(
    'cellXfs',
    Object.values<StyleFacts>(STYLES).map((style) => xf(style)),
  ) +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
