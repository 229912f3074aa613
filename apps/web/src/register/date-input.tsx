import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useRef, useState } from 'react';
import { useI18n } from '../i18n/use-i18n.ts';
import { readTypedDate, readTypedMonth } from './typed-date.ts';

interface Props {
  /** Given by the form. */
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly onBlur?: () => void;
  readonly label?: string;
  readonly month?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** A day or a month, typed in any usual way (20201031, 2020.10.31, 2020年10月31日) or chosen from the calendar. */
export function DateInput({
  id,
  value,
  onChange,
  onBlur,
  label,
  month = false,
  placeholder,
  disabled = false,
}: Props) {
  const { t } = useI18n();
  const [typed, setTyped] = useState<string | null>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const settle = (): void => {
    if (typed !== null) {
      const text = typed.trim();
      const read = month ? readTypedMonth(text) : readTypedDate(text);
      onChange?.(text === '' ? undefined : (read ?? text));
      setTyped(null);
    }
    onBlur?.();
  };
  return (
    <Space.Compact className="date-input">
      <Input
        id={id}
        disabled={disabled}
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        placeholder={placeholder ?? t(month ? 'form.month.hint' : 'form.date.hint')}
        value={typed ?? value ?? ''}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange?.(event.target.value === '' ? undefined : event.target.value);
        }}
        onPressEnter={settle}
        onBlur={settle}
      />
      {!month && (
        <>
          <Button
            icon={<CalendarOutlined aria-hidden />}
            aria-label={t('form.date.choose')}
            disabled={disabled}
            onClick={() => calendar.current?.showPicker()}
          />
          <input
            ref={calendar}
            className="calendar-source"
            type="date"
            tabIndex={-1}
            aria-hidden
            value={readTypedDate(value ?? '') ?? ''}
            onChange={(event) => {
              setTyped(null);
              onChange?.(event.target.value === '' ? undefined : event.target.value);
            }}
          />
        </>
      )}
    </Space.Compact>
  );
}
