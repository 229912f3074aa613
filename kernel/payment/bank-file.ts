import { sql } from 'drizzle-orm';
import type { Keyring } from '../access/cipher.ts';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Tx } from '../db/database.ts';
import type { Programme } from '../policy/define-programme.ts';
import { momentOf } from './approve-run.ts';
import { closeContacts } from './bank/contact-payee.ts';
import { DEFAULT_FORMAT, getBankFormat } from './bank/formats.ts';
import { type BankSending, handOver } from './bank/hand-over.ts';
import { takeAgain } from './bank/take-again.ts';
import { CLEARING, payableAccount, post, returnedAccount } from './ledger.ts';
import { postBeforeSending } from './post-run.ts';
import { requireState } from './run-checks.ts';
import { getRun } from './run-store.ts';

export interface SendOptions {
  /** Name of the file format; CSV when nothing is said. */
  readonly format?: string | undefined;
}

/** Writes the files of an approved run for the bank, posts it if nobody has, and books the money as on its way. */
export async function sendRun(
  tx: Tx,
  ring: Keyring,
  programme: Programme,
  runNo: string,
  clock: Clock = systemClock,
  { format = DEFAULT_FORMAT }: SendOptions = {},
): Promise<BankSending> {
  requirePermission(tx.actor, 'payment.bank');
  const approved = await getRun(tx, runNo, true);
  requireState(approved, ['approved', 'posted'], '生成银行文件');
  const run = await postBeforeSending(tx, programme, approved, clock);
  const [on, at] = [clock.today(), momentOf(clock)];
  const sending = await handOver(tx, ring, {
    run,
    programme,
    kind: 'sending',
    format: getBankFormat(format),
    on,
    at,
  });
  await post(tx, {
    kind: 'sending',
    runId: run.id,
    bookedOn: on,
    memo: `${namesOf(sending)} 送银行`,
    at,
    entries: [
      { account: payableAccount(programme.id), amountFen: sending.totalFen },
      { account: CLEARING, amountFen: -sending.totalFen },
    ],
  });
  // A run whose items are all held, or that only claims money back, has nothing to wait for.
  await tx.db.execute(
    sql`update payment_run set state = 'sent', sent_at = ${at}::timestamptz where id = ${run.id}::uuid`,
  );
  if (sending.items === 0) {
    await tx.db.execute(
      sql`update payment_run set state = 'settled', settled_at = ${at}::timestamptz where id = ${run.id}::uuid`,
    );
  }
  await auditSending(tx, 'payment.send', run.id, sending);
  return sending;
}

export interface ReissueOptions extends SendOptions {
  /** Numbers of returned items whose account is good again as it is. */
  readonly confirmed?: readonly string[] | undefined;
}

/**
 * Sends again what came back or was held, to the account that is on file now. Errors: nothing to send again, or no
 * payee has a new account yet.
 */
export async function reissueRun(
  tx: Tx,
  ring: Keyring,
  programme: Programme,
  runNo: string,
  clock: Clock = systemClock,
  { format = DEFAULT_FORMAT, confirmed }: ReissueOptions = {},
): Promise<BankSending> {
  requirePermission(tx.actor, 'payment.bank');
  const run = await getRun(tx, runNo, true);
  const again = await takeAgain(tx, ring, run, confirmed);
  const [on, at] = [clock.today(), momentOf(clock)];
  const sending = await handOver(tx, ring, {
    run,
    programme,
    kind: 'reissue',
    format: getBankFormat(format),
    on,
    at,
  });
  const sumOf = (state: string): number =>
    again.filter((item) => item.before === state).reduce((sum, item) => sum + item.amountFen, 0);
  await post(tx, {
    kind: 'reissue',
    runId: run.id,
    bookedOn: on,
    memo: `${namesOf(sending)} 重发`,
    at,
    entries: [
      { account: returnedAccount(programme.id), amountFen: sumOf('returned') },
      { account: payableAccount(programme.id), amountFen: sumOf('held') },
      { account: CLEARING, amountFen: -sending.totalFen },
    ],
  });
  if (run.state === 'settled')
    await tx.db.execute(sql`update payment_run set state = 'sent' where id = ${run.id}::uuid`);
  await closeContacts(
    tx,
    again.map(({ payeeId }) => payeeId),
  );
  await auditSending(tx, 'payment.reissue', run.id, sending);
  return sending;
}

function namesOf({ files }: BankSending): string {
  const [first, last] = [files[0]?.fileNo ?? '', files.at(-1)?.fileNo ?? ''];
  return first === last ? first : `${first} 至 ${last}`;
}

const FILES_AUDITED_MAX = 100;

const auditSending = (tx: Tx, action: string, runId: string, sending: BankSending): Promise<void> =>
  audit(tx, {
    action,
    objectKind: 'payment_run',
    objectId: runId,
    purpose: '代发',
    details: {
      format: sending.manifest.bankFormat,
      manifest: sending.manifest.name,
      items: sending.items,
      totalFen: sending.totalFen,
      files: sending.files.length,
      sha256: sending.files.slice(0, FILES_AUDITED_MAX).map(({ fileNo, sha256 }) => `${fileNo} ${sha256}`),
    },
  });
