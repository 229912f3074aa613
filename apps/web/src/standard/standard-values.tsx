import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '../components/data-table.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Standard } from './group-standards.ts';
import { newestValues, orderValues } from './order-values.ts';
import { useStandardColumns } from './use-standard-columns.tsx';

/** A longer history is folded to the newest value of each variant. */
const SHOWN_MAX = 8;

export function StandardValues({ standard }: { readonly standard: Standard }) {
  const { t, label } = useI18n();
  const [unfolded, setUnfolded] = useState(false);
  const ordered = orderValues(standard);
  const folded = ordered.length > SHOWN_MAX && !unfolded;
  const columns = useStandardColumns(standard);
  return (
    <>
      <DataTable
        caption={label(standard.label)}
        columns={columns}
        rows={folded ? newestValues(ordered) : ordered}
        rowKey={(value) => value.id}
        empty={t('standard.values.empty')}
      />
      {folded && (
        <Button type="link" onClick={() => setUnfolded(true)}>
          {t('standard.unfold', { count: ordered.length })}
        </Button>
      )}
    </>
  );
}
