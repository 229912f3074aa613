import { useState } from 'react';
import { type Attachment, listAttachments } from '../../../../kernel/file/contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { LabelledSwitch } from '../components/labelled-switch.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { AttachmentCard } from './attachment-card.tsx';
import { AttachmentUpload } from './attachment-upload.tsx';
import type { FileOwner } from './upload-attachment.ts';

interface Props extends FileOwner {
  /** Nothing is added to what is over. */
  readonly closed?: boolean;
}

/** The files of a record, a case, a person or a household; nothing for who may not see them. */
export function AttachmentsPanel(props: Props) {
  const mayRead = usePermission('attachment.read');
  return mayRead ? <ReadPanel {...props} /> : null;
}

function ReadPanel({ objectKind, objectId, closed = false }: Props) {
  const { t } = useI18n();
  const mayWrite = usePermission('attachment.write') && !closed;
  const query = useApi(listAttachments, { objectKind, objectId });
  return (
    <Panel title={t('file.title')}>
      <QueryView query={query}>
        {({ attachments }) => <List attachments={attachments} mayWithdraw={mayWrite} />}
      </QueryView>
      {mayWrite && <AttachmentUpload owner={{ objectKind, objectId }} />}
    </Panel>
  );
}

interface ListProps {
  readonly attachments: readonly Attachment[];
  readonly mayWithdraw: boolean;
}

function List({ attachments, mayWithdraw }: ListProps) {
  const { t } = useI18n();
  const [withWithdrawn, setWithWithdrawn] = useState(false);
  const withdrawn = attachments.filter(({ ended }) => ended !== null).length;
  const shown = attachments.filter(({ ended }) => ended === null || withWithdrawn);
  return (
    <>
      {withdrawn > 0 && (
        <LabelledSwitch
          label={t('file.show-withdrawn', { count: withdrawn })}
          checked={withWithdrawn}
          onChange={setWithWithdrawn}
        />
      )}
      {shown.length === 0 && <EmptyNote text={t('file.none')} />}
      <ul className="file-list">
        {shown.map((attachment) => (
          <li key={attachment.id}>
            <AttachmentCard attachment={attachment} mayWithdraw={mayWithdraw} />
          </li>
        ))}
      </ul>
    </>
  );
}
