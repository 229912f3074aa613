import { fen, formatYuan } from '../base/fen.ts';
import type { Label } from '../base/label.ts';
import { chineseMonth } from '../base/month.ts';
import type { FactDefinition, FactValue } from '../party/define-fact.ts';
import type { WhatWouldChangeOutput } from '../module/schemas.ts';
import type { Programme } from './define-programme.ts';
import { HOUSEHOLD_MEMBER } from './case-file.ts';
import { valueLabel } from './explain.ts';
import type { Aspect } from './supposition.ts';
import type { Change, WhatWouldChange, WouldChange } from './what-would-change.ts';

/** What a sentence needs beside the change itself: names that only the registry and the case know. */
export interface Naming {
  readonly programme: Programme;
  readonly labelOf: (programme: string) => Label;
  /** People of the case in the order in which they are listed. */
  readonly personIds: readonly string[];
}

const yuanLabel = (amount: number): Label => ({
  zh: `${formatYuan(fen(amount))} 元`,
  en: `${formatYuan(fen(amount))} yuan`,
});
const join = (parts: readonly Label[], zh: string, en: string): Label => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
});

type ChangeOutput = WhatWouldChangeOutput['found'][number]['changes'][number];

/** What would turn a decision over, as the interface and the command line show it. */
export const wouldChangeView = (of: WhatWouldChange, naming: Naming): WhatWouldChangeOutput => ({
  summary: summaryOf(of),
  found: of.found.map((way) => ({
    changes: way.changes.map(changeOutput),
    eligible: way.refusal === null,
    refusal: way.refusal,
    totalFen: fen(way.totalFen),
    text: wouldChangeText(way, naming),
  })),
});

const changeOutput = ({ aspect, from, to, personId, month }: Change): ChangeOutput => ({
  of: aspect.of,
  kind: kindOf(aspect),
  variant: aspect.of === 'parameter' ? aspect.variant : null,
  personId,
  from,
  to,
  month,
});

function kindOf(aspect: Aspect): string {
  switch (aspect.of) {
    case 'fact':
      return aspect.definition.kind;
    case 'total':
      return aspect.total.id;
    case 'parameter':
      return aspect.definition.key;
    case 'enrolment':
      return aspect.programme;
    case 'age':
      return 'person.birth-date';
    case 'fewer-members':
    case 'more-members':
      return HOUSEHOLD_MEMBER;
  }
}

/** The sentence above the list: that there is something, that it takes two things, or honestly that there is nothing. */
function summaryOf({ eligible, found, isPairs }: WhatWouldChange): Label {
  if (found.length === 0) {
    return {
      zh: '逐项试算，任何单项变化（以及两项变化的组合）都不会改变本月结论。',
      en: 'Tried one by one and two by two: no change would turn the decision of this month over.',
    };
  }
  const [zh, en] = eligible ? ['不再符合条件', 'no longer be entitled'] : ['符合条件', 'be entitled'];
  const isTwo = isPairs && found.some(({ changes }) => changes.length > 1);
  return {
    zh: isTwo
      ? `没有哪一项本人或家庭情况单独变化就能改变结论；下列两项同时变化，即${zh}。`
      : `其他情况和规则不变，发生下列任何一项变化，即${zh}（由小到大）。`,
    en: isTwo
      ? `No single circumstance would turn the decision over; with these two together the case would ${en}.`
      : `All else and the rules being the same, with any one of these the case would ${en} (least first).`,
  };
}

/** One way in words: 家庭收入合计减少 0.01 元（至 2,489.99 元），即符合条件，每月 0.01 元. */
function wouldChangeText(of: WouldChange, naming: Naming): Label {
  const what = join(
    of.changes.map((change) => changeText(change, naming)),
    '，同时',
    ', and ',
  );
  const [zh, en] =
    of.refusal === null
      ? granted(of.totalFen, naming.programme)
      : [`不再符合条件（${of.refusal.label.zh}）`, `no longer entitled (${of.refusal.label.en})`];
  return { zh: `${what.zh}，即${zh}`, en: `${what.en}: ${en}` };
}

function granted(totalFen: number, { cycle }: Programme): [zh: string, en: string] {
  const { zh, en } = yuanLabel(totalFen);
  if (cycle === 'recognition') return ['可认定', 'recognised'];
  return [`可享受，当月 ${zh}`, `entitled to ${en} for the month`];
}

function changeText({ aspect, from, to, personId, month }: Change, naming: Naming): Label {
  const who = nameOf(personId, naming);
  switch (aspect.of) {
    case 'total': {
      const isFamily = naming.programme.unit === 'household';
      const { zh, en } = aspect.total.label;
      const label = { zh: `${isFamily ? '家庭' : '本人'}${zh}`, en: `${isFamily ? 'family' : 'own'} ${en}` };
      return movedText(label, Number(from), Number(to), yuanLabel);
    }
    case 'fact':
      return factText(aspect.definition, who, from, to);
    case 'fewer-members':
      return { zh: `不计入${who.zh}`, en: `without ${who.en}` };
    case 'more-members':
      return { zh: '增加一名无收入的成年成员', en: 'one more member, an adult without income' };
    case 'age':
      return {
        zh: `${who.zh}满${String(to)}周岁（${month === null ? '' : `${chineseMonth(month)}起`}）`,
        en: `${who.en} is ${String(to)} years old (from ${month ?? ''})`,
      };
    case 'enrolment': {
      const { zh, en } = naming.labelOf(aspect.programme);
      return to === true
        ? { zh: `享受“${zh}”（现未享受）`, en: `with "${en}" in force` }
        : { zh: `不享受“${zh}”（现享受）`, en: `without "${en}"` };
    }
    case 'parameter': {
      const { definition, variant } = aspect;
      const of = definition.variants[variant] ?? { zh: '', en: '' };
      const name = {
        zh: of.zh === '' ? definition.label.zh : `${definition.label.zh}（${of.zh}）`,
        en: of.en === '' ? definition.label.en : `${definition.label.en} (${of.en})`,
      };
      return parameterText(name, definition.unit, definition.per, Number(from), Number(to));
    }
  }
}

function nameOf(personId: string | null, { programme, personIds }: Naming): Label {
  if (personId === null) return { zh: '', en: '' };
  if (programme.unit === 'person') return { zh: '本人', en: 'the person' };
  const n = personIds.indexOf(personId) + 1;
  return { zh: `成员${n}`, en: `member ${n}` };
}

function factText(definition: FactDefinition, who: Label, from: FactValue, to: FactValue): Label {
  const label = {
    zh: who.zh === '' ? definition.label.zh : `${who.zh}${definition.label.zh}`,
    en: who.en === '' ? definition.label.en : `${definition.label.en} of ${who.en}`,
  };
  const said = (value: FactValue): Label =>
    valueLabel(definition, typeof value === 'boolean' ? Number(value) : value);
  const isNumber = definition.value.type === 'money' || definition.value.type === 'count';
  if (isNumber) return movedText(label, Number(from), Number(to), said);
  return {
    zh: `${label.zh}为“${said(to).zh}”（现为“${said(from).zh}”）`,
    en: `${label.en} is "${said(to).en}" (now "${said(from).en}")`,
  };
}

function movedText(label: Label, from: number, to: number, said: (value: number) => Label): Label {
  const [zh, en] = to > from ? ['增加', 'more'] : ['减少', 'less'];
  const [moved, end] = [said(Math.abs(to - from)), said(to)];
  return {
    zh: `${label.zh}${zh} ${moved.zh}（至 ${end.zh}）`,
    en: `${label.en}: ${moved.en} ${en} (${end.en})`,
  };
}

function parameterText(label: Label, unit: string, per: Label, from: number, to: number): Label {
  const said = (value: number, of: Label, language: 'zh' | 'en'): string =>
    unit === 'fen'
      ? `${formatYuan(fen(value))} ${of[language]}`
      : unit === 'ratio'
        ? `${Number((value * 100).toFixed(4))}%`
        : `${value} ${of[language]}`.trim();
  return {
    zh: `${label.zh}由 ${said(from, per, 'zh')} 调整为 ${said(to, per, 'zh')}`,
    en: `${label.en} at ${said(to, per, 'en')} instead of ${said(from, per, 'en')}`,
  };
}
