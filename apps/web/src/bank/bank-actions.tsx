import { z } from 'zod';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import {
  getBankSettings,
  reissueRunContract,
  sendRunContract,
} from '../../../../kernel/payment/bank/contract.ts';
import { useApi } from '../api/use-api.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type FormField, textOf } from '../components/form-fields.tsx';
import { QueryView } from '../components/query-view.tsx';
import { numberText, yuanText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { UploadButton } from './upload-button.tsx';

interface Props {
  readonly runId: string;
  readonly state: string;
  readonly toReissue: number;
}

/** What whoever deals with the bank may do with a run now. */
export function BankActions(props: Props) {
  return (
    <QueryView query={useApi(getBankSettings, {})}>
      {(settings) => <Actions {...props} settings={settings} />}
    </QueryView>
  );
}

const SENDABLE: ReadonlySet<string> = new Set(['approved', 'posted']);
const ANSWERABLE: ReadonlySet<string> = new Set(['sent', 'settled']);
const Results = z.object({ paid: z.int(), returned: z.int(), unknown: z.int(), unchanged: z.int() });
const Statement = z.object({ rows: z.int(), added: z.int(), assigned: z.int() });

type Settings = OutputOf<typeof getBankSettings>;
type ActionProps = Props & { readonly settings: Settings };

function Actions(props: ActionProps) {
  const { t } = useI18n();
  const { runId, state, toReissue } = props;
  return (
    <div className="bank-actions">
      {SENDABLE.has(state) && <SendFiles {...props} />}
      {ANSWERABLE.has(state) && (
        <UploadButton
          label={t('bank.results')}
          url={`/api/runs/${runId}/bank-results`}
          accept=".csv,.txt"
          answer={Results}
          done={(told) => t('bank.results.done', told)}
        />
      )}
      {ANSWERABLE.has(state) && toReissue > 0 && <Reissue {...props} />}
      <UploadButton
        label={t('bank.statement')}
        url="/api/bank/statements"
        accept=".csv"
        answer={Statement}
        done={(told) => t('bank.statement.done', told)}
      />
    </div>
  );
}

/** The choice of a format, and what is said when the files are written. */
function useWriting(settings: Settings) {
  const { t, label } = useI18n();
  const format: FormField = {
    name: 'format',
    label: t('bank.format'),
    type: 'choice',
    initial: settings.defaultFormat,
    options: settings.formats.map((one) => ({ value: one.id, label: label(one.label) })),
  };
  const written = ({
    files,
    items,
  }: {
    readonly files: readonly unknown[];
    readonly items: number;
  }): string => t('bank.send.done', { files: files.length, items: numberText(items) });
  return { format, written };
}

function SendFiles({ runId, settings }: ActionProps) {
  const { t } = useI18n();
  const { format, written } = useWriting(settings);
  const { itemsPerFileMax, amountPerFileMaxFen, assumed } = settings.limits;
  const limits = { items: numberText(itemsPerFileMax), amount: yuanText(amountPerFileMaxFen) };
  return (
    <ActionButton
      primary
      contract={sendRunContract}
      title={t('bank.send')}
      lead={
        <>
          <p>{t('bank.send.lead')}</p>
          <p className="quiet">
            {t('bank.send.limits', limits)} {assumed && t('bank.send.assumed')}
          </p>
        </>
      }
      fields={[format]}
      inputOf={(values) => ({ id: runId, format: textOf(values, 'format') })}
      done={written}
    />
  );
}

function Reissue({ runId, settings }: ActionProps) {
  const { t } = useI18n();
  const { format, written } = useWriting(settings);
  const confirmed: FormField = {
    name: 'confirmed',
    label: t('bank.reissue.confirmed'),
    type: 'list',
    required: false,
  };
  return (
    <ActionButton
      contract={reissueRunContract}
      title={t('bank.reissue')}
      lead={t('bank.reissue.lead')}
      fields={[format, confirmed]}
      inputOf={(values) => ({
        id: runId,
        format: textOf(values, 'format'),
        confirmed: z.array(z.string()).catch([]).parse(values['confirmed']),
      })}
      done={written}
    />
  );
}
