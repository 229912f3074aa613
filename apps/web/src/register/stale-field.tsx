import { Radio } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import type { FieldValue, RecordOutput, RegisterField, Values } from './register-fields.ts';
import { usePlaces } from './use-places.ts';
import { valueText } from './value-text.ts';

export type Choice = 'mine' | 'theirs';

interface Props {
  readonly field: RegisterField;
  readonly opened: RecordOutput;
  readonly current: RecordOutput;
  readonly mine: Values;
  /** Whose value stands, where both have changed it; undefined where there is nothing to choose. */
  readonly choice: { readonly value: Choice | undefined } | undefined;
  readonly onChoose: (choice: Choice) => void;
}

/** One field in which two versions differ. */
export function StaleField({ field, opened, current, mine, choice, onChoose }: Props) {
  const { language, t, label } = useI18n();
  const places = usePlaces();
  const { name } = field;
  const text = (value: FieldValue | undefined, titles: RecordOutput['titles']): string =>
    valueText(field, value, { language, places, titles }) || t('record.empty');
  const theirsText = t('stale.theirs', { value: text(current.values[name], current.titles) });
  const mineText = t('stale.mine', { value: text(mine[name], {}) });
  return (
    <li>
      <h3>{label(field.label)}</h3>
      <p className="quiet">{t('stale.opened', { value: text(opened.values[name], opened.titles) })}</p>
      {choice === undefined ? (
        <p>{name in mine ? mineText : theirsText}</p>
      ) : (
        <Radio.Group
          aria-label={label(field.label)}
          vertical
          value={choice.value}
          onChange={(event) => onChoose(event.target.value === 'mine' ? 'mine' : 'theirs')}
          options={[
            { value: 'theirs', label: theirsText },
            { value: 'mine', label: mineText },
          ]}
        />
      )}
    </li>
  );
}
