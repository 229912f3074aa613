import { DownloadOutlined, FileOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type Attachment, withdrawAttachment } from '../../../../kernel/file/contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { textOf } from '../components/form-fields.tsx';
import { Refusal } from '../components/refusal.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { useSaveFile } from '../register/use-save-file.ts';
import { sizeText } from './size-text.ts';

/** What a browser shows by itself; the rest is only kept. */
const isShown = ({ mediaType }: Attachment): boolean =>
  mediaType === 'application/pdf' || /^image\/(jpeg|png|webp)$/.test(mediaType);

interface Props {
  readonly attachment: Attachment;
  readonly mayWithdraw: boolean;
}

/** One attachment: its small picture, what it is, and what can be done with it. */
export function AttachmentCard({ attachment, mayWithdraw }: Props) {
  const { t, label } = useI18n();
  const saving = useSaveFile();
  const { id, label: name, fileName, byteSize, pageCount, ended, addedBy, addedAt } = attachment;
  const content = `/api/attachments/${id}/content`;
  return (
    <article className={ended === null ? 'file-card' : 'file-card file-card-ended'} aria-label={name}>
      <Picture attachment={attachment} content={content} />
      <div className="file-about">
        <h3>
          {name} {ended !== null && <StatusTag tone="neutral">{t('file.withdrawn')}</StatusTag>}
        </h3>
        <p className="quiet file-name">{fileName}</p>
        <p className="quiet">
          {[
            label(attachment.sourceLabel),
            ...(pageCount === null ? [] : [t('file.pages', { count: pageCount })]),
            sizeText(byteSize),
          ].join(' · ')}
        </p>
        <p className="quiet">{t('file.by', { by: addedBy, at: momentText(addedAt) })}</p>
        {ended !== null && (
          <p>{t('file.withdrawn.note', { by: ended.by, at: momentText(ended.at), reason: ended.reason })}</p>
        )}
        <div className="buttons">
          {isShown(attachment) && (
            <a href={content} target="_blank" rel="noreferrer" aria-label={t('file.view.of', { name })}>
              {t('file.view')}
            </a>
          )}
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            loading={saving.isPending}
            aria-label={t('file.download.of', { name })}
            onClick={() => saving.mutate({ url: content, name: fileName })}
          >
            {t('file.download')}
          </Button>
          {mayWithdraw && ended === null && (
            <ActionButton
              small
              contract={withdrawAttachment}
              label={t('file.withdraw')}
              title={t('file.withdraw.of', { name })}
              submit={t('file.withdraw')}
              lead={t('file.withdraw.lead')}
              fields={[{ name: 'reason', label: t('form.reason'), type: 'textarea', max: 500 }]}
              inputOf={(values) => ({ id, reason: textOf(values, 'reason') })}
              done={t('file.withdrawn.done')}
            />
          )}
        </div>
        <Refusal error={saving.error} />
      </div>
    </article>
  );
}

interface PictureProps {
  readonly attachment: Attachment;
  readonly content: string;
}

/** The first page, small; a press opens the whole where the browser can show it. */
function Picture({ attachment, content }: PictureProps) {
  if (!attachment.hasThumbnail) {
    return (
      <span className="file-picture">
        <FileOutlined aria-hidden />
      </span>
    );
  }
  const picture = <img src={`/api/attachments/${attachment.id}/thumbnail`} alt="" loading="lazy" />;
  // The link beside it says the same to those who go by keyboard or ear.
  return isShown(attachment) ? (
    <a className="file-picture" href={content} target="_blank" rel="noreferrer" tabIndex={-1} aria-hidden>
      {picture}
    </a>
  ) : (
    <span className="file-picture">{picture}</span>
  );
}
