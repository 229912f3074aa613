import { firstDay } from '../base/month.ts';
import { copyInto, openStage, type Stage } from '../db/copy.ts';
import type { Tx } from '../db/database.ts';
import type { AwardLine } from './compute-run.ts';
import { openPart, publishPart } from './part.ts';

const COLUMNS = [
  'run_id',
  'seq',
  'award_id',
  'division_no',
  'person_id',
  'for_month',
  'component',
  'kind',
  'amount_fen',
  'reason',
  'item_seq',
];

/** The lines of one run on their way into the database; nobody sees them before they are published. */
export interface LineWriter {
  write(lines: readonly AwardLine[]): Promise<void>;
  /** Stores them with the draft, which there is now. */
  publish(): Promise<void>;
}

/** Numbers the lines as they come, and the items at the bank by payee. */
export async function writeLines(tx: Tx, runId: string, large: boolean): Promise<LineWriter> {
  const stage = large ? await partition(tx, runId) : await openStage(tx, 'payment_line', COLUMNS);
  const items = new Map<string, number>();
  let seq = 0;
  const itemOf = ({ amountFen, file: { payeePersonId } }: AwardLine): number | null => {
    if (amountFen < 0) return null;
    const known = items.get(payeePersonId);
    if (known !== undefined) return known;
    items.set(payeePersonId, items.size + 1);
    return items.size;
  };
  const rowOf = (line: AwardLine) => [
    runId,
    ++seq,
    line.file.awardId,
    line.file.division,
    line.personId,
    firstDay(line.month),
    line.component,
    line.kind,
    line.amountFen,
    line.reason,
    itemOf(line),
  ];
  return {
    write: (lines) => stage.write(lines.map(rowOf)),
    publish: () => stage.publish(),
  };
}

async function partition(tx: Tx, runId: string): Promise<Stage> {
  const bare = await openPart(tx, 'payment_line', runId);
  return {
    write: (rows) => copyInto(tx, bare, COLUMNS, rows),
    publish: () => publishPart(tx, 'payment_line', runId),
  };
}
