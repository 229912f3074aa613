import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../kernel/access/account.ts';
import { decryptField } from '../kernel/access/cipher.ts';
import { digestOf } from '../kernel/base/digest.ts';
import { division, divisionCode, divisionRange } from '../kernel/base/division.ts';
import { getIdNumber } from '../kernel/base/id-number.ts';
import { month as toMonth, monthOf } from '../kernel/base/month.ts';
import { type PlainDate, plainDate } from '../kernel/base/plain-date.ts';
import type { Actor } from '../kernel/db/actor.ts';
import type { Tx } from '../kernel/db/database.ts';
import { rowsOf } from '../kernel/db/rows.ts';
import type { Figure } from '../kernel/indicator/contract.ts';
import { getFigureRows, getFigureValue, listFigureValues } from '../kernel/indicator/figures.ts';
import { replayRun } from '../kernel/payment/replay-run.ts';
import { findRuns, type RunRow } from '../kernel/payment/run-store.ts';
import { verifyLedger } from '../kernel/payment/verify-ledger.ts';
import { explainAward } from '../kernel/policy/explain.ts';
import { KNOWN_NOW, loadExplainable } from '../kernel/policy/read-explanation.ts';
import { registry } from '../modules/index.ts';
import { createDemoDatabase } from '../tests/support/demo-database.ts';
import type { TestDatabase } from '../tests/support/test-database.ts';
import { buildDemonstration } from './build.ts';
import { generateDistrict } from './generate.ts';
import { PUBLISHED_2020 } from './published-2020.ts';

const SLOW = 240_000;
const ALL_ROWS = 1_000_000;
const PUBLISHED_CSV = join(import.meta.dirname, '../../shared/seed/figures.csv');

let database: TestDatabase;
let chief: Actor;
let figures: Map<string, Figure>;
let runs: RunRow[];

beforeAll(async () => {
  database = await createDemoDatabase();
  chief = await getAccount(database.db.pool, 'chief');
  figures = new Map(
    (await as(chief, (tx) => listFigureValues(tx, registry))).map((figure) => [figure.id, figure]),
  );
  runs = await as(chief, (tx) => findRuns(tx));
}, SLOW);
afterAll(() => database.drop());

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.db.transaction(actor, work);
const read = <R extends Record<string, unknown>>(statement: Parameters<typeof rowsOf<R>>[1]): Promise<R[]> =>
  as(chief, (tx) => rowsOf<R>(tx, statement));

const ids = [...registry.indicators.values()]
  .filter(({ id }) => id.startsWith('assistance.') || id.startsWith('epidemic.'))
  .map(({ id, kind }) => ({ id, kind }));
const counted = ids.filter(({ kind }) => kind !== 'parameter').map(({ id }) => id);
const money = ids.filter(({ kind }) => kind === 'money').map(({ id }) => id);

/** A figure in its smallest unit: fen for money, a count otherwise. */
const units = ({ kind, value }: Figure): number => Math.round((value ?? 0) * (kind === 'money' ? 100 : 1));
const figureOf = (id: string): Figure => {
  const figure = figures.get(id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  return figure;
};

describe('the published figures of 2020 come out of the registers', () => {
  test.each(ids)('$kind $id prints as published', ({ id }) => {
    expect(PUBLISHED_2020[id]).toBeDefined();
    expect(figureOf(id).printed).toBe(PUBLISHED_2020[id]);
  });

  test('every published id is a figure of ours', () => {
    expect(Object.keys(PUBLISHED_2020).filter((id) => !figures.has(id))).toEqual([]);
  });

  test.skipIf(!existsSync(PUBLISHED_CSV))('the table agrees with the list of published figures', () => {
    const rows = parse<Record<string, string>>(readFileSync(PUBLISHED_CSV), { bom: true, columns: true });
    const ours = rows.filter(({ area }) => area === 'assistance' || area === 'epidemic');
    const published = new Map(ours.map((row) => [row['id'], row]));
    for (const [id, printed] of Object.entries(PUBLISHED_2020)) {
      expect([id, published.get(id)?.['value'], published.get(id)?.['unit']]).toEqual([
        id,
        printed,
        figureOf(id).unit,
      ]);
    }
    const missing = ours.filter(
      ({ id = '', kind }) => kind !== 'parameter' && PUBLISHED_2020[id] === undefined,
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  test('what is not printed in 万元 is exact to the fen (handbook 01 §6)', () => {
    const exact = {
      'epidemic.goods-fund.amount': 406_300,
      'epidemic.confirmed-relief.amount': 23_730,
      'epidemic.flexible-worker.amount': 29_100,
      'epidemic.severe-disabled.amount': 530_200,
      'epidemic.severe-confirmed.amount': 400,
    };
    for (const [id, yuan] of Object.entries(exact)) expect([id, figureOf(id).value]).toEqual([id, yuan]);
  });
});

describe('every figure opens to its rows', () => {
  test.each(counted)(
    '%s',
    async (id) => {
      const figure = figureOf(id);
      const opened = await as(chief, (tx) => getFigureRows(tx, registry, id, { offset: 0, limit: ALL_ROWS }));
      expect(opened.total).toBe(figure.rowCount);
      expect(opened.rows).toHaveLength(figure.rowCount);
      expect(new Set(opened.rows.map(({ key }) => key)).size).toBe(figure.rowCount);
      const fen = opened.rows.reduce((sum, { measure }) => sum + Math.round(measure * 100), 0);
      expect(fen).toBe(Math.round((figure.value ?? 0) * 100));
      expect(opened.sum).toBe(figure.value);
      expect(
        opened.rows.every(
          ({ link, divisionName, name }) => link !== null && divisionName !== '' && name !== '',
        ),
      ).toBe(true);
    },
    SLOW,
  );
});

describe('jurisdiction', () => {
  test(
    'the figures of the streets add up to those of the district',
    async () => {
      const streets = await read<{ no: number }>(
        sql`select division_no as no from place where kind = 'street' order by 1`,
      );
      expect(streets).toHaveLength(19);
      await as(chief, async (tx) => {
        for (const id of counted) {
          let sum = 0;
          for (const { no } of streets)
            sum += units(await getFigureValue(tx, registry, id, { division: divisionCode(division(no)) }));
          expect([id, sum]).toEqual([id, units(figureOf(id))]);
        }
      });
    },
    SLOW,
  );

  test.each(['street001', 'street015'])(
    '%s sees the own street only, in values and in rows',
    async (username) => {
      const clerk = await getAccount(database.db.pool, username);
      const { from, to } = divisionRange(clerk.division);
      const mine = await as(clerk, (tx) => listFigureValues(tx, registry));
      const street = await as(chief, (tx) =>
        listFigureValues(tx, registry, { division: divisionCode(clerk.division) }),
      );
      const values = (list: readonly Figure[]): unknown[] =>
        list.map(({ id, value, rowCount }) => [id, value, rowCount]);
      expect(values(mine)).toEqual(values(street));
      expect(mine.some(({ id, value }) => id === 'assistance.dibao.paid' && (value ?? 0) > 0)).toBe(true);
      for (const id of counted) {
        const { rows } = await as(clerk, (tx) =>
          getFigureRows(tx, registry, id, { offset: 0, limit: ALL_ROWS }),
        );
        expect(
          rows.filter(({ divisionNo }) => divisionNo === null || divisionNo < from || divisionNo >= to),
        ).toEqual([]);
      }
    },
    SLOW,
  );

  test('another street reads as empty', async () => {
    const clerk = await getAccount(database.db.pool, 'street001');
    const other = await as(clerk, (tx) =>
      getFigureValue(tx, registry, 'assistance.dibao.paid', { division: '420112015' }),
    );
    expect(other).toMatchObject({ value: 0, rowCount: 0 });
  });
});

describe('the people are nobody', () => {
  test('all identity numbers are valid, of the unassigned region 420199, and agree with birth date and sex', async () => {
    const people = await read<{ cipher: Buffer; birth: PlainDate; sex: string; name: string }>(
      sql`select id_no_cipher as cipher, birth_date as birth, sex, name from person`,
    );
    expect(people.length).toBeGreaterThan(4000);
    const seen = new Set<string>();
    for (const { cipher, birth, sex, name } of people) {
      const facts = getIdNumber(decryptField(database.keyring, cipher), plainDate('2020-11-01'));
      expect([facts.region, facts.birthDate, facts.sex]).toEqual(['420199', birth, sex]);
      expect(name).toMatch(/^.[示例样演].$/u);
      seen.add(facts.idNumber);
    }
    expect(seen.size).toBe(people.length);
  });
});

describe('the district is the same on every machine', () => {
  test(
    'it is generated twice alike, and is what stands in the registers',
    async () => {
      const digest = (): { digest: string; facts: number; people: string[] } => {
        const { people, households, awards, facts } = generateDistrict();
        const parts = [people, households, awards, facts].map((list) =>
          createHash('sha256').update(JSON.stringify(list)).digest('hex'),
        );
        return { digest: digestOf(parts), facts: facts.length, people: people.map(({ id }) => id) };
      };
      const first = digest();
      expect(digest()).toEqual(first);
      const [row] = await read<{ facts: number; people: number }>(
        sql`select (select count(*) from fact)::int as facts,
                   (select count(*) from person where id = any(${sql.param(first.people)}::uuid[]))::int as people`,
      );
      expect(row).toEqual({ facts: first.facts, people: first.people.length });
    },
    SLOW,
  );

  test('building it again does nothing', async () => {
    const again = await buildDemonstration(database.db, database.keyring, [...registry.programmes.values()]);
    expect(again).toEqual({ built: false });
    expect(await as(chief, (tx) => findRuns(tx))).toHaveLength(runs.length);
  });
});

describe('the books', () => {
  test('the ledger proves right', async () => {
    const proof = await as(chief, verifyLedger);
    expect(proof.checks.filter(({ broken }) => broken !== 0)).toEqual([]);
    expect(proof.ok).toBe(true);
    // The demonstration has no split of funds, and its year goes on.
    const idle = new Set([
      'splits-are-whole',
      'funds-follow-splits',
      'budgets-not-exceeded',
      'closed-months-unchanged',
      'closed-years-empty',
    ]);
    expect(proof.checks.filter(({ check, checked }) => checked === 0 && !idle.has(check))).toEqual([]);
    expect(proof.totalDebitFen).toBe(proof.totalCreditFen);
  });

  test('all runs are settled; the year has arrears, claims and reissued returns', async () => {
    expect(runs.filter(({ state }) => state !== 'settled').map(({ runNo }) => runNo)).toEqual([]);
    const kinds = await read<{ kind: string; n: number }>(
      sql`select kind, count(*)::int as n from payment_line group by kind order by kind`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['arrears', 'overpayment', 'regular']);
    const [returned] = await read<{ n: number }>(
      sql`select count(*)::int as n from payment_item where attempt > 1 and state = 'paid'`,
    );
    expect(returned?.n).toBeGreaterThan(0);
  });

  test(
    'every run replays to the fen from what was known then',
    async () => {
      expect(runs.length).toBeGreaterThanOrEqual(40);
      for (const { runNo, lineCount } of runs) {
        const replay = await as(chief, (tx) => replayRun(tx, registry.programmes, runNo));
        expect({ ...replay, lines: lineCount }).toEqual({
          run: runNo,
          lines: lineCount,
          totalFen: replay.recomputedTotalFen,
          recomputedTotalFen: replay.recomputedTotalFen,
          differences: [],
          rulesChanged: false,
          parametersChanged: false,
          linesDigestMatches: true,
        });
      }
    },
    SLOW,
  );

  test('no line was put in from outside: those of each run are what its digest was taken of', async () => {
    const lines = await read<{
      runId: string;
      award: string;
      month: PlainDate;
      component: string;
      person: string | null;
      kind: string;
      fen: number;
    }>(
      sql`select run_id as "runId", award_id as award, for_month as month, component, person_id as person, kind, amount_fen as fen
            from payment_line order by run_id, seq`,
    );
    const byRun = Map.groupBy(lines, ({ runId }) => runId);
    expect([...byRun.keys()].filter((id) => !runs.some((run) => run.id === id))).toEqual([]);
    for (const run of runs) {
      const hash = createHash('sha256');
      const own = byRun.get(run.id) ?? [];
      for (const line of own) {
        hash.update(
          `${line.award}|${monthOf(line.month)}|${line.component}|${line.person ?? ''}|${line.kind}|${line.fen}\n`,
        );
      }
      expect([run.runNo, own.length, hash.digest('hex')]).toEqual([
        run.runNo,
        run.lineCount,
        run.linesDigest,
      ]);
    }
  });
});

describe('assumptions are open', () => {
  test('each assumed parameter says why', async () => {
    const assumed = await read<{ key: string; note: string | null }>(
      sql`select key, note from parameter_value where certainty = 'assumption'`,
    );
    expect(assumed.length).toBeGreaterThan(0);
    expect(assumed.filter(({ note }) => note === null || note.trim().length < 10)).toEqual([]);
  });

  test.each(money)(
    '%s shows every assumption that the decisions behind it cite',
    async (id) => {
      const { rows } = await as(chief, (tx) =>
        getFigureRows(tx, registry, id, { offset: 0, limit: ALL_ROWS }),
      );
      const step = Math.max(1, Math.floor(rows.length / 60));
      const cited = new Set<string>();
      await as(chief, async (tx) => {
        for (const { link, month } of rows.filter((_, i) => i % step === 0)) {
          const [runId = '', seq = ''] = (link?.id ?? '').split('/');
          const [line] = await rowsOf<{ award: string; programme: string }>(
            tx,
            sql`select l.award_id as award, r.programme from payment_line l join payment_run r on r.id = l.run_id
               where l.run_id = ${runId}::uuid and l.seq = ${Number(seq)}`,
          );
          if (line === undefined || month === null) throw new Error(`${id}: a row without its line`);
          const { programme, file, table } = await loadExplainable(
            tx,
            { registry },
            line.programme,
            line.award,
            KNOWN_NOW,
          );
          for (const { citation } of explainAward(programme, file, table, toMonth(month)).steps) {
            if (citation?.certainty === 'assumption') cited.add(citation.note ?? '');
          }
        }
      });
      expect([...cited].filter((note) => !figureOf(id).assumptions.includes(note))).toEqual([]);
    },
    SLOW,
  );

  test('figures that rest on published standards alone show none', () => {
    for (const id of [
      'epidemic.goods-fund.amount',
      'epidemic.stranded.amount',
      'assistance.dibao.urban.standard.after',
    ]) {
      expect([id, figureOf(id).assumptions]).toEqual([id, []]);
    }
  });
});
