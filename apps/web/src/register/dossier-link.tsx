import { SubjectLink } from '../components/subject-link.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly record: string;
  readonly id: string;
}

/** People and households have a file of their own besides their record. */
export function DossierLink({ record, id }: Props) {
  const { t } = useI18n();
  if (record !== 'person' && record !== 'household') return null;
  return (
    <SubjectLink kind={record} id={id}>
      {t(record === 'person' ? 'line.person' : 'line.household')}
    </SubjectLink>
  );
}
