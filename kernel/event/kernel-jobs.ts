import { noteHead } from '../audit/audit-heads.ts';
import { sealAudit } from '../audit/seal.ts';
import { birthdays } from './birthdays.ts';
import { defineJob, type Job } from './define-job.ts';
import { sweepFiles } from '../file/sweep-files.ts';
import { deliverAll } from './deliver.ts';

/** The servers deliver as events come; this makes up for the time in which none of them could. */
const deliveries = defineJob({
  id: 'event-deliveries',
  label: { zh: '事件投递', en: 'delivery of events' },
  cron: '*/10 * * * *',
  run: async ({ tx, db, registry, places, keyring, clock }) => {
    await deliverAll({ db, actor: tx.actor, reading: { registry, places, keyring, clock } });
  },
});

const auditSealing = defineJob({
  id: 'audit-sealing',
  label: { zh: '审计封存', en: 'sealing of the audit log' },
  cron: '*/5 * * * *',
  run: async ({ tx, db, home }) => {
    // A transaction of its own: the head is noted outside the database only when the block is there.
    const block = await db.transaction(tx.actor, (own) => sealAudit(own));
    if (block !== undefined) noteHead(home, block);
  },
});

const fileSweeping = defineJob({
  id: 'file-sweeping',
  label: { zh: '清理未归档文件', en: 'removal of files that nothing refers to' },
  cron: '30 3 * * *',
  run: async ({ db, home, clock }) => {
    await sweepFiles(db, home, clock);
  },
});

/** What the kernel itself does by the clock. */
export const kernelJobs: readonly Job[] = [birthdays, deliveries, auditSealing, fileSweeping];
