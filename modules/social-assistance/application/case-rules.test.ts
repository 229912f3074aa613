import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decryptField } from '../../../kernel/access/cipher.ts';
import { fixedClock } from '../../../kernel/base/clock.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { listCases, listNotices } from '../../../kernel/case/contract.ts';
import { endNotices, reportOverdue } from '../../../kernel/case/jobs.ts';
import { readPostedNotices } from '../../../kernel/case/public-notice.ts';
import { type CaseFilter, readCases } from '../../../kernel/case/read-cases.ts';
import type { Actor } from '../../../kernel/db/actor.ts';
import { enact } from '../../../tests/support/builders.ts';
import {
  apply,
  type CaseWorld,
  createCaseWorld,
  noticed,
  refused,
  verify,
} from '../../../tests/support/case-world.ts';
import { refusalOf } from '../../../tests/support/expectations.ts';
import { temporaryMultiple } from '../model/parameters.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await createCaseWorld();
});
afterAll(() => world.database.drop());

const OPENED = '2021-07-12';

const withVersion = async (actor: Actor, on: string, useCase: string, id: string, input: object = {}) => {
  const { version } = await world.reads(world.chief, on, id);
  return world.does(actor, on, useCase, { id, version, ...input });
};

const list = (actor: Actor, on: string, filter: Partial<CaseFilter> = {}) =>
  world.within(actor, on, async (context) =>
    listCases.output.parse(await readCases(context, { mine: 'false', limit: 50, ...filter })),
  );

const idNumberOf = (personId: string): Promise<string> =>
  world.database.db.asOwner(async (owner) => {
    const found = await owner.query<{ cipher: Buffer }>(
      'select id_no_cipher as cipher from person where id = $1',
      [personId],
    );
    return decryptField(world.database.keyring, found.rows[0]?.cipher ?? Buffer.alloc(0));
  });

describe('near relatives of the staff', () => {
  test('are flagged, take no part, and the bureau visits itself', async () => {
    const { householdNo, members } = await world.family({ wages: [0, 0] });
    const idNumber = await idNumberOf(members[1] ?? '');
    const declaration = { username: 'colleague', relation: 'parent', idNumber };
    expect(await refused(world.does(world.street, OPENED, 'staff-relative.declare', declaration))).toBe(
      'access.permission',
    );
    const declared = await world.does(world.clerk, OPENED, 'staff-relative.declare', declaration);
    expect(await refused(world.does(world.clerk, OPENED, 'staff-relative.declare', declaration))).toBe(
      'relative.already',
    );

    expect(await refused(apply(world, householdNo, OPENED, { by: world.colleague }))).toBe('case.relative');
    const id = await apply(world, householdNo, OPENED);
    const one = await world.reads(world.street, OPENED, id);
    expect(one.flags.map(({ label }) => label.zh)).toEqual(['经办人员近亲属']);
    expect(await refused(world.acts(world.colleague, OPENED, id, 'accept'))).toBe('case.relative');
    const seen = await world.reads(world.colleague, OPENED, id);
    expect(seen.actions.every(({ allowed, why }) => !allowed && why?.zh.includes('回避'))).toBe(true);

    await world.acts(world.street, OPENED, id, 'accept');
    await world.acts(world.street, OPENED, id, 'start-verification');
    const visit = (actor: Actor, visitors: string[]) =>
      world.acts(actor, OPENED, id, 'record-visit', { input: { visitedOn: OPENED, visitors } });
    expect(await refused(visit(world.street, ['street', 'colleague']))).toBe('case.guard');
    await visit(world.street, ['street', 'reviewer']);
    await world.acts(world.street, OPENED, id, 'record-check', {
      input: { receivedOn: OPENED, result: 'match', sources: ['社保'] },
    });
    const review = () =>
      world.acts(world.reviewer, OPENED, id, 'review', { input: { agree: true }, reason: '属实' });
    const error = await refusalOf(review());
    expect(error.code).toBe('case.guard');
    expect(error.zh).toContain('应由区民政局入户调查');
    await visit(world.clerk, ['clerk', 'finance']);
    expect((await review()).state).toBe('reviewed');

    // A declaration that ends does not unmake the flag.
    await world.does(world.clerk, OPENED, 'staff-relative.end', { id: declared.id });
    expect((await world.reads(world.street, OPENED, id)).flags).toHaveLength(1);
  });

  test('are found though the relative is on file in another street', async () => {
    const { householdNo, members } = await world.family({ wages: [0, 0] });
    const idNumber = await idNumberOf(members[1] ?? '');
    await world.does(world.clerk, OPENED, 'staff-relative.declare', {
      username: 'street',
      relation: 'sibling',
      idNumber,
    });
    await world.database.db.asOwner(async (owner) => {
      await owner.query('update person set division_no = 420112002000000 where id = $1', [members[1]]);
    });
    expect(await refused(apply(world, householdNo, OPENED))).toBe('case.relative');
    const id = await apply(world, householdNo, OPENED, { by: world.clerk, materials: 0 });
    expect((await world.reads(world.chief, OPENED, id)).flags).toHaveLength(1);
  });

  test('are kept as a blind index only', async () => {
    const { members } = await world.family();
    const idNumber = await idNumberOf(members[0]);
    await world.does(world.clerk, OPENED, 'staff-relative.declare', {
      username: 'reviewer',
      relation: 'child',
      idNumber,
    });
    const { rows } = await world.database.db.pool.query(
      `select to_jsonb(r)::text as row from staff_relative r`,
    );
    expect(JSON.stringify(rows)).not.toContain(idNumber);
    const audited = await world.database.db.pool.query(
      `select details::text from audit_row where action like 'staff-relative%'`,
    );
    expect(JSON.stringify(audited.rows)).not.toContain(idNumber);
    const wrong = { username: 'reviewer', relation: 'child', idNumber: '420112197001010000' };
    await refusalOf(world.does(world.clerk, OPENED, 'staff-relative.declare', wrong));
  });
});

describe('the clock of a case', () => {
  test('stands still for a declared reason, and whole days are given back', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, '2021-07-05');
    expect(
      await refused(withVersion(world.street, '2021-07-05', 'case.pause', id, { reason: 'supplement' })),
    ).toBe('case.pause-reason');
    await world.acts(world.street, '2021-07-05', id, 'accept');
    await verify(world, id, '2021-07-06');
    const due = async (on: string) =>
      (await world.reads(world.street, on, id)).deadlines.map((one) => one.dueOn);
    expect(await due('2021-07-06')).toEqual(['2021-08-16']);
    const pause = { reason: 'other-department', note: '等待住建核对' };
    await withVersion(world.street, '2021-07-06', 'case.pause', id, pause);
    expect(await refused(withVersion(world.street, '2021-07-07', 'case.pause', id, pause))).toBe(
      'case.paused',
    );
    expect((await world.reads(world.street, '2021-07-09', id)).lamp).toBe('paused');
    await withVersion(world.street, '2021-07-09', 'case.resume', id);
    expect(await refused(withVersion(world.street, '2021-07-09', 'case.resume', id))).toBe('case.not-paused');
    // Wednesday to Friday did not count.
    expect(await due('2021-07-12')).toEqual(['2021-08-19']);
  });

  test('goes on when the state changes while it stands still', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, '2021-07-05');
    await world.acts(world.street, '2021-07-05', id, 'accept');
    await verify(world, id, '2021-07-06');
    await withVersion(world.street, '2021-07-06', 'case.pause', id, { reason: 'supplement' });
    await world.acts(world.reviewer, '2021-07-08', id, 'review', { input: { agree: true }, reason: '属实' });
    const one = await world.reads(world.street, '2021-07-08', id);
    expect(one.pauses).toMatchObject([{ fromOn: '2021-07-06', untilOn: '2021-07-08' }]);
    expect(one.lamp).toBe('green');
  });

  test('a limit that was missed becomes a task of the superior, once', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, '2021-08-02');
    const night = (on: string) =>
      world.within(world.chief, on, (context) => reportOverdue(context, plainDate(on)));
    await night('2021-08-09');
    expect((await world.reads(world.chief, '2021-08-09', id)).tasks).toHaveLength(1);
    expect((await world.reads(world.chief, '2021-08-10', id)).lamp).toBe('red');
    expect(await night('2021-08-10')).toBeGreaterThan(0);
    expect(await night('2021-08-10')).toBe(0);
    const titles = (await world.reads(world.chief, '2021-08-10', id)).tasks.map(({ title }) => title.zh);
    expect(titles.filter((title) => title.startsWith('督办超期办件'))).toHaveLength(1);
    expect((await list(world.chief, '2021-08-10', { lamp: 'red' })).cases.map((one) => one.id)).toContain(id);
    await world.acts(world.street, '2021-08-10', id, 'accept');
    const left = (await world.reads(world.chief, '2021-08-10', id)).tasks.map(({ title }) => title.zh);
    expect(left.some((title) => title.startsWith('督办'))).toBe(false);
  });

  test('a notice ends by itself, and the next step becomes a task', async () => {
    const { householdNo } = await world.family({ wages: [10_000] });
    const id = await noticed(world, householdNo, '2021-07-12', '2021-07-20');
    const night = (on: string) =>
      world.within(world.chief, on, (context) => endNotices(context, plainDate(on)));
    expect(await night('2021-07-27')).toBe(0);
    expect(await night('2021-07-28')).toBe(1);
    expect(await night('2021-07-28')).toBe(0);
    const one = await world.reads(world.street, '2021-07-28', id);
    expect(one.history.at(-1)?.action).toBe('notice-ended');
    expect((await world.acts(world.street, '2021-07-28', id, 'submit')).state).toBe('confirming');
  });
});

describe('a limit that ends in a year without calendar', () => {
  test('is shown without its end and keeps nobody from working', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, '2026-11-23', { materials: 0, by: world.clerk });
    for (const [material, form] of [
      ['application-form', 'original'],
      ['authorisation', 'original'],
      ['identity', 'share'],
      ['income-statement', 'pledge'],
    ]) {
      await withVersion(world.clerk, '2026-11-23', 'case.material', id, {
        material,
        action: 'received',
        form,
      });
    }
    await world.acts(world.clerk, '2026-11-23', id, 'accept');
    const { deadlines } = await world.reads(world.clerk, '2026-11-23', id);
    expect(deadlines.map((one) => [one.id, one.dueOn])).toEqual([
      ['start-2021', '2026-11-26'],
      ['total-2021', null],
    ]);
  });
});

describe('lists and hand-over', () => {
  test('a page ends where the next one begins, and filters narrow it', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const { householdNo } = await world.family();
      ids.push(await apply(world, householdNo, '2021-09-01'));
    }
    const first = await list(world.street, '2021-09-01', { limit: 2 });
    expect(first.cases.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const rest = await list(world.street, '2021-09-01', { limit: 2, after: first.next ?? '' });
    expect(rest.cases[0]?.id).toBe(ids[0]);
    expect((await list(world.street, '2021-09-01', { text: 'SA42011220210901' })).cases).toHaveLength(3);
    expect((await list(world.street, '2021-09-01', { text: '%' })).cases).toHaveLength(0);
    expect(
      (await list(world.street, '2021-09-01', { state: 'submitted', lamp: 'green' })).cases.length,
    ).toBeGreaterThanOrEqual(3);
    expect((await list(world.otherStreet, '2021-09-01')).cases).toEqual([]);
    expect((await list(world.chief, '2021-09-01', { divisionNo: 420112002000000 })).cases).toEqual([]);
    expect((await list(world.colleague, '2021-09-01', { mine: 'true' })).cases).toEqual([]);
  });

  test('a case is handed over to who may have it', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, OPENED);
    const over = (to: string) =>
      withVersion(world.street, OPENED, 'case.hand-over', id, { to, reason: '休假' });
    expect(await refused(over('other_street'))).toBe('case.receiver-unknown');
    expect(await refused(over('nobody'))).toBe('case.receiver-unknown');
    expect(await refused(over('reviewer'))).toBe('case.receiver-permission');
    await over('colleague');
    expect((await list(world.colleague, OPENED, { mine: 'true' })).cases.map((one) => one.id)).toEqual([id]);
  });
});

describe('what happened stays', () => {
  test('the application cannot change or delete history, decisions or somebody else’s rows', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, OPENED);
    const tries = [
      `update case_event set reason = 'x' where case_id = '${id}'`,
      `delete from case_event where case_id = '${id}'`,
      `delete from case_file where id = '${id}'`,
      `update case_file set case_no = 'X' where id = '${id}'`,
      `update case_material set reason = 'x' where case_id = '${id}'`,
      `update public_notice set shown_name = 'x'`,
    ];
    for (const text of tries) {
      await expect(world.database.db.transaction(world.chief, (tx) => tx.client.query(text))).rejects.toThrow(
        /permission denied/,
      );
    }
    await expect(
      world.database.db.asOwner((owner) => owner.query(`delete from case_event where case_id = '${id}'`)),
    ).rejects.toThrow(/append-only/);
  });
});

describe('a public notice', () => {
  test('names a child by surname and 某, and no amount where nothing is paid', async () => {
    const { householdNo, members } = await world.family({ headName: '欧阳小明' });
    await world.database.db.asOwner((owner) =>
      owner.query(`update person set birth_date = '2010-05-01' where id = $1`, [members[0]]),
    );
    const id = await apply(world, householdNo, OPENED, { programme: 'marginal' });
    await world.acts(world.street, OPENED, id, 'accept');
    await verify(world, id, OPENED);
    await world.acts(world.reviewer, OPENED, id, 'review', { input: { agree: true }, reason: '属实' });
    await world.acts(world.street, OPENED, id, 'post-notice');
    const { notices } = listNotices.output.parse(
      await readPostedNotices(world.database.db.pool, fixedClock('2021-07-13T09:00'), { limit: 100 }),
    );
    expect(notices.find(({ kind }) => kind === '低保边缘家庭')).toMatchObject({
      name: '欧阳某',
      people: 1,
      amountFen: null,
    });
  });
});

describe('other programmes', () => {
  test('temporary assistance is granted once, by degree and number of people', async () => {
    const { householdNo } = await world.family();
    const open = (data: object) =>
      world.does(world.street, OPENED, 'case.open', {
        lifecycle: 'assistance-application',
        subject: householdNo,
        data,
      });
    expect(await refused(open({ programme: 'temporary-assistance' }))).toBe('case.guard');
    const { id } = await open({
      programme: 'temporary-assistance',
      temporaryType: 'expenditure',
      temporaryGrade: 'medium',
      persons: 1,
    });
    const one = await world.reads(world.street, OPENED, id);
    expect(one.materials.find((material) => material.id === 'hardship-proof')?.required).toBe(true);
    for (const [variant, multiple] of [
      ['light', 1],
      ['medium', 2],
      ['heavy', 3],
    ] as const) {
      await enact(world, temporaryMultiple, variant, multiple);
    }
    for (const { id: material, forms, required } of one.materials) {
      const tick = { material, action: 'received', form: forms[0] };
      if (required) await withVersion(world.street, OPENED, 'case.material', id, tick);
    }
    await world.acts(world.street, OPENED, id, 'accept');
    await verify(world, id, OPENED);
    await world.acts(world.reviewer, OPENED, id, 'review', { input: { agree: true }, reason: '属实' });
    await world.acts(world.street, OPENED, id, 'post-notice');
    await world.acts(world.street, '2021-07-20', id, 'submit');
    await world.acts(world.chief, '2021-07-20', id, 'confirm');
    const { rows } = await world.database.db.asOwner((owner) =>
      owner.query(
        `select f.kind, f.code, f.num from fact f join award a on a.id = f.subject_id
          where a.basis = $1 and f.kind like 'temporary.%' order by 1`,
        [one.caseNo],
      ),
    );
    expect(rows).toEqual([
      { kind: 'temporary.grade', code: 'medium', num: null },
      { kind: 'temporary.persons', code: null, num: 1 },
      { kind: 'temporary.type', code: 'expenditure', num: null },
    ]);
    // Urban standard 780.00, twice, for one person.
    const posted = await world.within(world.chief, OPENED, ({ tx }) =>
      tx.client.query(`select amount_fen from public_notice where case_id = $1`, [id]),
    );
    expect(posted.rows).toEqual([{ amount_fen: 156_000 }]);
  });

  test('tekun is for a person, dibao for a household', async () => {
    const { householdNo, members } = await world.family();
    const open = (subject: string, programme: string) =>
      world.does(world.street, OPENED, 'case.open', {
        lifecycle: 'assistance-application',
        subject,
        data: { programme },
      });
    expect(await refused(open(householdNo, 'tekun'))).toBe('case.guard');
    expect(await refused(open(members[0], 'dibao'))).toBe('case.guard');
    const { id } = await open(members[0], 'tekun');
    expect((await world.reads(world.street, OPENED, id)).subjectKind).toBe('person');
  });
});
