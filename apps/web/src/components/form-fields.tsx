import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { DateInput } from '../register/date-input.tsx';

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'textarea' | 'password' | 'date' | 'number' | 'choice' | 'flag' | 'list';
  readonly required?: boolean;
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string | number | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly autoComplete?: string;
}

export type FormValues = Readonly<Record<string, unknown>>;

const TEXT_MAX = 200;

/** The text of a field; empty when nothing was typed. */
export const textOf = (values: FormValues, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** `{ name: text }` for what was typed, nothing for what was left out. */
export const optionalText = <K extends string>(values: FormValues, name: K): Partial<Record<K, string>> => {
  const text = textOf(values, name);
  return text === '' ? {} : ({ [name]: text } as Partial<Record<K, string>>);
};

function control({ type, options = [], min, max, autoComplete = 'off' }: FormField, choose: string) {
  switch (type) {
    case 'textarea':
      return <Input.TextArea rows={3} maxLength={max ?? TEXT_MAX} showCount autoComplete="off" />;
    case 'password':
      return <Input.Password maxLength={max ?? TEXT_MAX} autoComplete={autoComplete} />;
    case 'date':
      return <DateInput />;
    case 'number':
      return (
        <InputNumber
          className="full-width"
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
        />
      );
    case 'choice':
      return (
        <Select placeholder={choose} options={[...options]} showSearch={{ optionFilterProp: 'label' }} />
      );
    case 'list':
      return <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、']} />;
    case 'flag':
      return <Switch />;
    default:
      return <Input maxLength={max ?? TEXT_MAX} autoComplete={autoComplete} />;
  }
}

/** The fields of a form from their description; the form around them is antd's. */
export function FormFields({ fields }: { readonly fields: readonly FormField[] }) {
  const { t } = useI18n();
  return fields.map((field) => {
    const { name, label, type, required = true, hint, initial } = field;
    return (
      <Form.Item
        key={name}
        name={name}
        label={required || type === 'flag' || initial !== undefined ? label : `${label}${t('form.optional')}`}
        {...(hint === undefined ? {} : { extra: hint })}
        {...(initial === undefined ? {} : { initialValue: initial })}
        {...(type === 'flag' ? { valuePropName: 'checked' } : {})}
        rules={
          required && type !== 'flag'
            ? [
                {
                  required: true,
                  message: t('form.required', { field: label }),
                  ...(type === 'text' || type === 'textarea' ? { whitespace: true } : {}),
                },
              ]
            : []
        }
      >
        {control(field, t('form.choose'))}
      </Form.Item>
    );
  });
}
