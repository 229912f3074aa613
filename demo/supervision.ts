import { sql } from 'drizzle-orm';
import { getAccount } from '../kernel/access/account.ts';
import { decryptField, type Keyring } from '../kernel/access/cipher.ts';
import { fixedClock } from '../kernel/base/clock.ts';
import { division, divisionRange } from '../kernel/base/division.ts';
import { act } from '../kernel/case/act.ts';
import type { Database, Tx } from '../kernel/db/database.ts';
import { rowsOf } from '../kernel/db/rows.ts';
import { runUseCase, type UseCaseContext } from '../kernel/module/define-use-case.ts';
import { loadPlaceNames } from '../kernel/party/place-names.ts';
import { importClues } from '../modules/benefit-supervision/use-cases/import-clues.ts';
import { registry } from '../modules/index.ts';
import { chief } from './accounts.ts';

/** The clues of the report: 11 people, 11 clues, all on the nursing subsidy. */
const CLUES = 11;
const DOCUMENT = '演示区惠民政策大数据监督检查问题线索清单（演示〔2020〕11号）';
const STREETS = [
  { username: 'street001', street: division('420112001') },
  { username: 'street015', street: division('420112015') },
] as const;

interface Step {
  readonly from: string;
  readonly action: string;
  readonly day: string;
  readonly by: 'street' | 'chief';
  readonly input: Readonly<Record<string, unknown>>;
}

/** How each clue went: verified at home by two, found untrue, closed before the report. */
const STEPS: readonly Step[] = [
  { from: 'dispatched', action: 'accept', day: '2020-09-09', by: 'street', input: {} },
  {
    from: 'verifying',
    action: 'verify',
    day: '2020-09-15',
    by: 'street',
    input: {
      method: 'visit',
      visitedOn: '2020-09-15',
      secondVerifier: '社区协理员（演示）',
      found: '演示数据：入户见到本人，残疾人证在有效期内，等级与登记一致。',
    },
  },
  {
    from: 'verifying',
    action: 'give-opinion',
    day: '2020-09-17',
    by: 'street',
    input: { conclusion: 'untrue' },
  },
  {
    from: 'street-opinion',
    action: 'conclude',
    day: '2020-09-22',
    by: 'chief',
    input: { conclusion: 'untrue' },
  },
  { from: 'concluded', action: 'close', day: '2020-09-25', by: 'chief', input: {} },
];

/** The demonstration's clues, through the use cases that a bureau works with. What is done already stays. */
export async function writeClues(db: Database, keyring: Keyring): Promise<void> {
  const places = await loadPlaceNames(db.pool);
  const as = async (username: string, day: string, work: (context: UseCaseContext) => Promise<unknown>) => {
    const actor = await getAccount(db.pool, username);
    const clock = fixedClock(`${day}T10:00:00+08:00`);
    return db.transaction(actor, (tx) => work({ tx, registry, keyring, places, clock }));
  };
  await as(chief.username, '2020-09-07', async (context) => {
    const found = await findSuspects(context.tx);
    const clues = found.map(({ idNo }, i) => ({
      clueNo: `DSJ2020-${String(i + 1).padStart(3, '0')}`,
      idNo: decryptField(keyring, idNo),
      programme: 'severe-nursing',
      rule: '残疾人证等级比对不一致',
      severity: 'B',
      evidence: '演示数据：残联名单等级与发放名单不一致。',
    }));
    return runUseCase(importClues, context, { document: DOCUMENT, clues });
  });
  for (const { from, action, day, by, input } of STEPS) {
    for (const { username, street } of STREETS) {
      await as(by === 'chief' ? chief.username : username, day, async (context) => {
        const range = divisionRange(street);
        const cases = await rowsOf<{ id: string; version: number }>(
          context.tx,
          sql`select c.id, c.version from case_file c join supervision_clue x on x.id = c.subject_id
               where c.state = ${from} and c.division_no >= ${range.from} and c.division_no < ${range.to}
                 and (${action} <> 'verify' or x.visited_on is null) order by c.case_no`,
        );
        for (const { id, version } of cases) await act(context, { id, version, action, input });
      });
    }
  }
}

/** People on the nursing subsidy of the two streets that have a clerk. */
const findSuspects = (tx: Tx): Promise<{ idNo: Buffer }[]> => {
  const [first, second] = STREETS.map(({ street }) => divisionRange(street));
  return rowsOf<{ idNo: Buffer }>(
    tx,
    sql`select p.id_no_cipher as "idNo" from award a join person p on p.id = a.subject_id
         where a.programme = 'severe-nursing' and a.created_at < '2020-09-01'
           and ((p.division_no >= ${first?.from} and p.division_no < ${first?.to})
             or (p.division_no >= ${second?.from} and p.division_no < ${second?.to}))
         order by a.award_no limit ${CLUES}`,
  );
};
