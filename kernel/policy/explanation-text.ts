import { fen, formatYuan } from '../base/fen.ts';
import type { Language } from '../base/label.ts';
import { chineseMonth } from '../base/month.ts';
import { chineseDate, plainDate } from '../base/plain-date.ts';
import type { Explanation } from './explain.ts';
import type { Citation, Step } from './tracer.ts';

/** The decision in plain words, a line a step, as it is read out at the window or printed under an amount. */
export function explanationText(explanation: Explanation, language: Language): string[] {
  const zh = language === 'zh';
  const name = explanation.programmeLabel[language];
  const yuan = formatYuan(fen(explanation.totalFen));
  const lines = [
    zh
      ? `${name} ${explanation.awardNo} ${chineseMonth(explanation.month)}`
      : `${name} ${explanation.awardNo}, ${explanation.month}`,
  ];
  if (!explanation.inForce) {
    lines.push(
      zh
        ? '本月待遇未生效，不发放；以下为按当月情况试算。'
        : 'The award is not in force in this month; what follows is a trial.',
    );
  }
  for (const step of explanation.steps) lines.push(`· ${stepText(step, language)}`);
  if (explanation.refusal !== null) {
    lines.push(
      zh
        ? `结论：不符合条件——${explanation.refusal.label.zh}。`
        : `Result: not entitled: ${explanation.refusal.label.en}.`,
    );
  } else {
    lines.push(zh ? `结论：本月应发 ${yuan} 元。` : `Result: ${yuan} yuan are due for this month.`);
  }
  const sources = explanation.sources.map((source) =>
    sourceText(source.title, source.number, source.article),
  );
  if (sources.length > 0) lines.push(zh ? `规则依据：${sources.join('；')}` : `Rule: ${sources.join('; ')}`);
  return lines;
}

/** One step of a decision in words. */
export function stepText(step: Step, language: Language): string {
  const zh = language === 'zh';
  const colon = zh ? '：' : ': ';
  if (step.citation !== undefined)
    return `${step.label[language]}${colon}${citationText(step.citation, language)}`;
  if (step.facts !== undefined) {
    if (step.facts.length === 0) return `${step.label[language]}${colon}${zh ? '无记录' : 'none on record'}`;
    const facts = step.facts.map((fact) => {
      const since =
        fact.validFrom === null ? '' : zh ? `，自${fact.validFrom}起` : `, since ${fact.validFrom}`;
      const source = fact.source === null ? '' : zh ? `，来源：${fact.source}` : `, source: ${fact.source}`;
      return `${fact.label[language]} ${fact.valueLabel[language]}${zh ? '（' : ' ('}${(since + source).replace(/^[，,] ?/, '')}${zh ? '）' : ')'}`;
    });
    return `${step.label[language]}${colon}${facts.join(zh ? '；' : '; ')}`;
  }
  const value = valueText(step, language);
  return step.formula === undefined
    ? `${step.label[language]}${colon}${value}`
    : `${step.label[language]}${colon}${step.formula}${step.unit === 'truth' ? (zh ? '，' : ', ') : ' = '}${value}`;
}

function valueText(step: Step, language: Language): string {
  const zh = language === 'zh';
  switch (step.unit) {
    case 'fen':
      return `${formatYuan(fen(Number(step.value)))}${zh ? ' 元' : ' yuan'}`;
    case 'ratio':
      return `${Number((Number(step.value) * 100).toFixed(4))}%`;
    case 'persons':
      return `${step.value}${zh ? ' 人' : ' persons'}`;
    case 'days':
      return `${step.value}${zh ? ' 天' : ' days'}`;
    case 'years':
      return `${step.value}${zh ? ' 岁' : ' years'}`;
    case 'times':
      return `${step.value}${zh ? ' 倍' : ' times'}`;
    case 'truth':
      return step.value === true ? (zh ? '是' : 'yes') : zh ? '否' : 'no';
    case 'text':
      return String(step.value);
  }
}

const CITED: Readonly<Record<Language, WeakMap<Citation, string>>> = { zh: new WeakMap(), en: new WeakMap() };

/** Decisions of a month cite the same few values: each is put into words once. */
function citationText(citation: Citation, language: Language): string {
  const known = CITED[language].get(citation) ?? citationWords(citation, language);
  CITED[language].set(citation, known);
  return known;
}

function citationWords(citation: Citation, language: Language): string {
  const zh = language === 'zh';
  const amount =
    citation.unit === 'fen'
      ? `${formatYuan(fen(citation.value))} ${citation.per[language]}`
      : citation.unit === 'ratio'
        ? `${Number((citation.value * 100).toFixed(4))}%`
        : `${citation.value} ${citation.per[language]}`;
  const variant = citation.variantLabel[language];
  if (citation.effectiveFrom === null) {
    return zh ? `${amount}（本月无文件规定，按默认值）` : `${amount} (no document for this month: default)`;
  }
  const since = zh
    ? `自${chineseDate(plainDate(citation.effectiveFrom))}起`
    : `since ${citation.effectiveFrom}`;
  const source = sourceText(citation.documentTitle ?? '', citation.documentNo ?? '', citation.article ?? '');
  const mark = citation.note === null ? '' : noteText(citation, zh);
  const parts = [variant, since, source, derivationText(citation, language)].filter((part) => part !== '');
  return zh ? `${amount}（${parts.join('，')}${mark}）` : `${amount} (${parts.join(', ')}${mark})`;
}

/** The formula of a derived value and the values that went into it, each with its own document. */
function derivationText({ derivation }: Citation, language: Language): string {
  if (derivation === undefined) return '';
  const zh = language === 'zh';
  const inputs = derivation.inputs.map(
    (input) => `${input.label[language]}${zh ? '' : ' '}${citationText(input, language)}`,
  );
  return [derivation.formula[language], ...inputs].join(zh ? '：' : ': ');
}

function noteText({ certainty, note }: Citation, zh: boolean): string {
  if (certainty === 'assumption') return zh ? `；演示假设：${note}` : `; demonstration assumption: ${note}`;
  return zh ? `；说明：${note}` : `; note: ${note}`;
}

const sourceText = (title: string, number: string, article: string): string =>
  [title === '' ? '' : `《${title}》`, number, article].filter((part) => part !== '').join(' ');
