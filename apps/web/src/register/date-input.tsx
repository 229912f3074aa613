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
        <Calendar
          value={value}
          disabled={disabled}
          onChange={(date) => {
            setTyped(null);
            onChange?.(date);
          }}
        />
      )}
    </Space.Compact>
  );
}

interface CalendarProps {
  readonly value: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (date: string | undefined) => void;
}

/** The browser's own calendar, in the language and with the keys that people know. */
function Calendar({ value, disabled, onChange }: CalendarProps) {
  const { t } = useI18n();
  const source = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={<CalendarOutlined aria-hidden />}
        aria-label={t('form.date.choose')}
        disabled={disabled}
        onClick={() => source.current?.showPicker()}
      />
      <input
        ref={source}
        className="calendar-source"
        type="date"
        tabIndex={-1}
        aria-hidden
        value={readTypedDate(value ?? '') ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
    </>
  );
}
