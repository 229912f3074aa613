import { DetailsList } from '../components/details-list.tsx';
import { Digest } from '../components/digest.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Run } from './group-runs.ts';

/** By these digests a run can be computed again and compared. */
export function RunDigests({ run }: { readonly run: Run }) {
  const { t } = useI18n();
  return (
    <>
      <DetailsList
        items={[
          { label: t('run.digest.rules'), value: <Digest value={run.rulesDigest} /> },
          { label: t('run.digest.parameters'), value: <Digest value={run.parametersDigest} /> },
          { label: t('run.digest.lines'), value: <Digest value={run.linesDigest} /> },
        ]}
      />
      <p className="quiet">{t('run.digests.note')}</p>
    </>
  );
}
