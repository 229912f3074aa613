import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select, Space } from 'antd';
import { month as monthOfText, monthOf, monthRange } from '../../../../kernel/base/month.ts';
import { addDays, plainDate } from '../../../../kernel/base/plain-date.ts';
import { useSession } from '../api/use-session.ts';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  /** The month that is shown, YYYY-MM. */
  readonly month: string;
  /** The first day on which the award had a state; no month before it can be explained. */
  readonly firstDay: string | undefined;
  readonly onMonth: (month: string) => void;
}

/** The months of [first, end). */
const monthsBetween = (first: string, end: string): string[] =>
  monthRange(monthOf(plainDate(first)), monthOf(addDays(plainDate(end), -1)));

/** Only the months that there are data for. */
export function MonthPicker({ month, firstDay, onMonth }: Props) {
  const { language, t } = useI18n();
  const district = useSession().data?.district;
  const from = [district?.dataFrom, firstDay]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
  const known = district === undefined || from === undefined ? [] : monthsBetween(from, district.dataTo);
  const months = known.includes(month) ? known : [...known, monthOfText(month)].toSorted();
  const index = months.indexOf(month);
  const before = months[index - 1];
  const after = months[index + 1];
  return (
    <Space.Compact>
      <Button
        icon={<LeftOutlined />}
        aria-label={t('award.month.previous')}
        disabled={before === undefined}
        onClick={() => before !== undefined && onMonth(before)}
      />
      <Select
        className="month-select"
        aria-label={t('award.month')}
        value={month}
        options={months.toReversed().map((value) => ({ value, label: monthText(value, language) }))}
        onChange={onMonth}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('award.month.next')}
        disabled={after === undefined}
        onClick={() => after !== undefined && onMonth(after)}
      />
    </Space.Compact>
  );
}
