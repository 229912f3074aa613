import { translate } from '../i18n/translate.ts';
import type { RegisterOutput } from './register-fields.ts';
import { fieldNamed, isPersonal } from './register-fields.ts';
import type { Condition } from '../../../../kernel/register/condition-contract.ts';
import { valueText, type Wording } from './value-text.ts';

/** A condition as its chip says it: 状态：正常、撤销. */
export function conditionText(register: RegisterOutput, condition: Condition, wording: Wording): string {
  const { language } = wording;
  const field = fieldNamed(register, condition.field);
  if (field === undefined) return condition.field;
  const name = field.label[language];
  const { op, value } = condition;
  if (op === 'empty' || op === 'filled') return translate(language, `filter.op.${op}.chip`, { name });
  // What was typed is a person's own number: it need not stand on the screen.
  if (isPersonal(field)) return translate(language, 'filter.given', { name });
  const values = Array.isArray(value) ? value : [value ?? null];
  const text = values
    .map((each) => {
      if (field.type === 'reference') return translate(language, 'filter.chosen-record');
      // A list of codes is asked for one code at a time.
      const shown = field.type === 'codes' ? { ...field, type: 'code' } : field;
      return valueText(shown, each, wording);
    })
    .join(language === 'zh' ? '、' : ', ');
  return translate(language, `filter.op.${op}.chip`, { name, value: text });
}
