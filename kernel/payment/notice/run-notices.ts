import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { audit } from '../../audit/audit.ts';
import { conflict } from '../../base/errors.ts';
import { monthOf } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../../db/rows.ts';
import { absentRecord, type Reading } from '../../module/reading.ts';
import { zipStream } from '../../sheet/zip-stream.ts';
import { loadNotices, type Subject } from './read-notice.ts';
import { renderNotices } from './render-notice.ts';

/** So many notices make one Word file; a run with more comes as an archive of several. */
const NOTICES_A_FILE = 200;

export interface NoticeFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly stream: Readable;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The notices of all families and persons of a run that the reader may see, by place: one Word file, or an archive
 * that is written while it is read. The transaction stays open until the stream has ended. The export is audited.
 */
export async function runNotices(tx: Tx, reading: Reading, runId: string): Promise<NoticeFile> {
  const run = await findRow<{ runNo: string; payMonth: PlainDate; announced: boolean }>(
    tx,
    sql`select run_no as "runNo", pay_month as "payMonth", approved_by is not null and state <> 'void' as announced
          from payment_run where id = ${runId}::uuid`,
  );
  if (run === undefined) throw absentRecord();
  if (!run.announced) {
    throw conflict(
      'payment.notice-early',
      `批次 ${run.runNo} 尚未复核或已作废，不能打印告知单。`,
      `Run ${run.runNo} has not been approved or is void: there are no notices of it.`,
    );
  }
  const first = await noticesAfter(tx, reading, { ...run, id: runId }, undefined);
  await audit(tx, {
    action: 'payment.notices',
    objectKind: 'payment_run',
    objectId: runId,
    purpose: '发放告知',
  });
  const name = `${run.runNo}发放告知单`;
  const today = reading.clock.today();
  if (first.next === undefined) {
    const bytes = await renderNotices(first.notices, today);
    return { fileName: `${name}.docx`, mediaType: DOCX, stream: Readable.from([bytes]) };
  }
  async function* files() {
    let page: Page = first;
    for (let part = 1; ; part += 1) {
      const bytes = await renderNotices(page.notices, today);
      yield { path: `${name}-${String(part).padStart(4, '0')}.docx`, text: [bytes] };
      if (page.next === undefined) return;
      page = await noticesAfter(tx, reading, { ...run, id: runId } as Run, page.next);
    }
  }
  return {
    fileName: `${name}.zip`,
    mediaType: 'application/zip',
    stream: Readable.from(zipStream(files())),
  };
}

interface Run {
  readonly id: string;
  readonly payMonth: PlainDate;
}

interface Cursor extends Subject {
  readonly divisionNo: number;
}

interface Page {
  readonly notices: Awaited<ReturnType<typeof loadNotices>>;
  readonly next: Cursor | undefined;
}

async function noticesAfter(tx: Tx, reading: Reading, run: Run, after: Cursor | undefined): Promise<Page> {
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(a.division_no, a.subject_id) > (${after.divisionNo}::bigint, ${after.id}::uuid)`;
  const subjects = await rowsOf<{ id: string; kind: Subject['kind']; divisionNo: number }>(
    tx,
    sql`select distinct a.division_no as "divisionNo", a.subject_id as id, a.subject_kind as kind
          from award a where ${beyond}
           and exists (select 1 from payment_line l where l.award_id = a.id and l.run_id = ${run.id}::uuid)
         order by 1, 2 limit ${NOTICES_A_FILE + 1}`,
  );
  const page = subjects.slice(0, NOTICES_A_FILE);
  const ids = uuidArray(page.map(({ id }) => id));
  return {
    notices: await loadNotices(
      tx,
      reading,
      page,
      monthOf(run.payMonth),
      sql`l.run_id = ${run.id}::uuid and a.subject_id = any(${ids})`,
      (subjectId) => subjectId,
    ),
    next: subjects.length > NOTICES_A_FILE ? page.at(-1) : undefined,
  };
}
