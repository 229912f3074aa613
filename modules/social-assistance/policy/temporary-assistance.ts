import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import type { ParameterValuesOf } from '../../../kernel/policy/define-parameter.ts';
import { defineProgramme, type SubjectOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { EPIDEMIC66, LI2023, LS2018, SAIM, SAL } from './sources.ts';

const facts = {
  award: {
    type: fact.temporaryType,
    grade: fact.temporaryGrade,
    persons: fact.aidedPersons,
    place: fact.emergencyPlace,
  },
  household: { hukou: fact.householdHukou },
};
const parameters = {
  dibaoStandard: parameter.dibaoStandard,
  multiple: parameter.temporaryMultiple,
  epidemicMultiple: parameter.epidemicMultiple,
};
type Case = SubjectOf<typeof facts, never>;
type Parameters = ParameterValuesOf<typeof parameters>;
type TemporaryDraft = Draft<'grant', 'hukou-unknown' | 'no-measure' | 'incomplete'>;

/** `helpsAnybody`: whether the place of the emergency helps, whatever the hukou (国办发〔2023〕39号; SAL art. 37). */
const by =
  ({ helpsAnybody }: { readonly helpsAnybody: boolean }) =>
  ({ award, household }: Case, p: Parameters, draft: TemporaryDraft): void => {
    const { type, grade, persons } = award;
    const kind = helpsAnybody ? (household.hukou ?? award.place) : household.hukou;
    if (kind === null) return draft.refuse('hukou-unknown');
    draft.trace?.facts('case', { zh: '救助情形', en: 'case' }, 'award', ['type', 'grade', 'persons']);
    if (household.hukou === null) {
      draft.trace?.facts('place', { zh: '按急难发生地救助', en: 'aided by the place' }, 'award', ['place']);
    }
    if (type === null || persons === 0) return draft.refuse('incomplete');
    const epidemic = type === 'confirmed' || type === 'flexible';
    if (!epidemic && grade === null) return draft.refuse('incomplete');
    const multiple = epidemic ? p.epidemicMultiple[type] : p.multiple[grade ?? 'light'];
    if (epidemic) draft.trace?.parameter('epidemicMultiple', type);
    else draft.trace?.parameter('multiple', grade ?? 'light');
    if (multiple === 0) return draft.refuse('no-measure');
    const standardFen = p.dibaoStandard[kind];
    draft.trace?.parameter('dibaoStandard', kind);
    const amountFen = Math.round(standardFen * multiple) * persons;
    draft.trace?.result(
      'grant',
      { zh: '救助金额', en: 'grant' },
      amountFen,
      'fen',
      `${formatYuan(fen(standardFen))} × ${multiple} × ${persons}`,
    );
    draft.pay('grant', amountFen);
  };

/**
 * Temporary assistance (临时救助): a multiple of the dibao standard for each person aided, by degree of hardship. In
 * the epidemic two kinds were added with multiples of their own; they are cases of the same programme.
 */
export const temporaryAssistance = defineProgramme({
  id: 'temporary-assistance',
  label: { zh: '临时救助', en: 'temporary assistance' },
  code: 'LS',
  unit: 'household',
  cycle: 'once',
  fund: 'assistance',
  facts,
  parameters,
  components: { grant: { zh: '临时救助金', en: 'grant' } },
  refusals: {
    'hukou-unknown': { zh: '家庭城乡类别未登记', en: 'the hukou kind is not on file' },
    'no-measure': { zh: '当月没有此类疫情救助政策', en: 'no such epidemic measure in this month' },
    incomplete: { zh: '救助类型、困难程度或人数未登记', en: 'type, degree or persons are not on file' },
  },
  enrolments: {},
  versions: [
    {
      id: 'LS2018',
      from: month('2018-01'),
      sources: [SAIM, LS2018, EPIDEMIC66],
      decide: by({ helpsAnybody: false }),
    },
    {
      id: 'LI2023',
      from: month('2023-10'),
      sources: [SAIM, LS2018, LI2023],
      decide: by({ helpsAnybody: true }),
    },
    {
      id: 'SAL2026',
      from: month('2026-07'),
      sources: [{ ...SAL, article: '第三十七条' }, LS2018, LI2023],
      decide: by({ helpsAnybody: true }),
    },
  ],
  rulesFolder: import.meta.dirname,
});
