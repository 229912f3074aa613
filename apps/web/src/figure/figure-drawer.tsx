import { Drawer } from 'antd';
import { useState } from 'react';
import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { useIsPhone } from '../use-is-phone.ts';
import { FigureLoader } from './figure-loader.tsx';
import { FigureSheet } from './figure-sheet.tsx';

interface Props {
  /** The figure that is open; none when undefined. */
  readonly id: string | undefined;
  readonly page: number;
  /** Figures that the page has read already. */
  readonly figures: readonly Figure[];
  readonly onPage: (page: number) => void;
  readonly onClose: () => void;
}

/** One figure opened beside its page: what it says, how it is defined, and the records behind it. */
export function FigureDrawer({ id, page, figures, onPage, onClose }: Props) {
  const { t } = useI18n();
  const phone = useIsPhone();
  // Kept while the drawer slides away, so that it does not go blank first.
  const [shownId, setShownId] = useState(id);
  if (id !== undefined && id !== shownId) setShownId(id);
  const figure = figures.find((candidate) => candidate.id === shownId);
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '94%' : 'min(760px, 92vw)'}
      title={t('figure.title')}
      closable={{ 'aria-label': t('figure.close') }}
      destroyOnHidden
    >
      {figure !== undefined && <FigureSheet figure={figure} page={page} onPage={onPage} />}
      {figure === undefined && shownId !== undefined && (
        <FigureLoader id={shownId} page={page} onPage={onPage} />
      )}
    </Drawer>
  );
}
