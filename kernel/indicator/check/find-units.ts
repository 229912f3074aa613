import type { PlacedFigure, ReportFinding, Severity } from './contract.ts';

const ROUND_STEP = 10;
const PRECISION = 2;

const finding = (
  figure: PlacedFigure,
  rule: string,
  severity: Severity,
  message: string,
  fix: string,
): ReportFinding => ({ rule, severity, quote: figure.text, offset: figure.offset, message, fix });

function ofFigure(text: string, figure: PlacedFigure): ReportFinding[] {
  const found: ReportFinding[] = [];
  if (figure.unit.endsWith('元') && !figure.text.endsWith('元') && figure.scale > 1)
    found.push(
      finding(
        figure,
        'unit.missing-yuan',
        'warning',
        `金额缺少单位“元”：${figure.text}。`,
        `请写为“${figure.text}元”。`,
      ),
    );
  if (/^[余多]$/u.test(figure.qualifier) && figure.scale === 1 && figure.value % ROUND_STEP !== 0)
    found.push(
      finding(
        figure,
        'unit.qualifier',
        'warning',
        `精确数后不宜用“${figure.qualifier}”：${figure.text}。`,
        `请去掉“${figure.qualifier}”，或取整后再用。`,
      ),
    );
  if (figure.kind === 'money' && figure.scale > 1 && figure.decimals > PRECISION)
    found.push(
      finding(
        figure,
        'unit.precision',
        'note',
        `金额小数位数与通行的两位不一致：${figure.text}。`,
        '请全文统一保留两位小数，明细数据保留在台账中。',
      ),
    );
  if (
    /^人(?=[^，,。；、的]{2,8}(?:人|者|对象)(?:[^员数次群口]|$))/u.test(
      figure.unit + text.slice(figure.end, figure.end + 12),
    ) &&
    /(?:对|为|给|向)$/u.test(figure.before)
  )
    found.push(
      finding(
        figure,
        'unit.classifier',
        'note',
        `量词“人”与后文重复：${figure.text}${figure.after}。`,
        '请将量词“人”改为“名”。',
      ),
    );
  return found;
}

/** 按城镇500元每人、农村300元标准: the second standard does not say what it is paid per. */
function halfSaid(text: string, first: PlacedFigure, second: PlacedFigure | undefined): ReportFinding[] {
  if (second === undefined || first.unit !== '元/人' || second.unit !== '元/人') return [];
  const between = text.slice(first.end, second.start);
  if (!/[每/]/u.test(first.text) || /[每/，。；]/u.test(between + second.text) || !between.startsWith('、'))
    return [];
  return [
    finding(
      second,
      'unit.per-person',
      'note',
      `并列标准的后一项未写明计发单位：${second.text}。`,
      `请写为“每人${second.text}”。`,
    ),
  ];
}

/** 元 and 万元 for sums of one paragraph. */
function mixedScales(text: string, figures: readonly PlacedFigure[]): ReportFinding[] {
  const found: ReportFinding[] = [];
  let from = 0;
  for (const paragraph of text.split('\n')) {
    const to = from + paragraph.length;
    const money = figures.filter((f) => f.kind === 'money' && f.start >= from && f.start < to);
    const small = money.filter((f) => f.scale === 1 && f.amount >= 1000);
    if (small.length < money.length && money.some((f) => f.scale > 1))
      found.push(
        ...small.map((f) =>
          finding(
            f,
            'unit.mixed-scale',
            'note',
            `同一段落中“元”与“万元”混用：${f.text}。`,
            '请统一为“万元”，或在该段统一用“元”。',
          ),
        ),
      );
    from = to + 1;
  }
  return found;
}

/** 城镇低保 beside 城市低保: one thing under two names. */
function twoNames(text: string, figures: readonly PlacedFigure[]): ReportFinding[] {
  for (const match of text.matchAll(/城镇([\p{Script=Han}]{2})/gu)) {
    const figure = figures.find((f) => f.start > match.index && f.start - match.index < 16);
    if (figure !== undefined && text.includes(`城市${match[1]}`))
      return [
        finding(
          { ...figure, text: match[0], offset: figure.offset - (figure.start - match.index) },
          'unit.vocabulary',
          'note',
          `同一对象有两种称谓：“城镇${match[1]}”与“城市${match[1]}”。`,
          '请全文统一称谓。',
        ),
      ];
  }
  return [];
}

/** How figures are written: units left out, qualifiers behind exact numbers, mixed scales. None of it is an error. */
export function findUnits(text: string, figures: readonly PlacedFigure[]): ReportFinding[] {
  return [
    ...figures.flatMap((figure) => ofFigure(text, figure)),
    ...figures.flatMap((figure, i) => halfSaid(text, figure, figures[i + 1])),
    ...mixedScales(text, figures),
    ...twoNames(text, figures),
  ];
}
