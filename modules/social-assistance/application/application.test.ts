import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encryptField } from '../../../kernel/access/cipher.ts';
import { fixedClock } from '../../../kernel/base/clock.ts';
import { readPostedNotices } from '../../../kernel/case/public-notice.ts';
import {
  apply,
  type CaseWorld,
  createCaseWorld,
  noticed,
  refused,
} from '../../../tests/support/case-world.ts';
import { refusalOf } from '../../../tests/support/expectations.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await createCaseWorld();
});
afterAll(() => world.database.drop());

const OPENED = '2021-07-12';
const POSTED = '2021-07-20';
const AFTER = '2021-07-28';

const notices = (on: string) =>
  readPostedNotices(world.database.db.pool, fixedClock(`${on}T10:00`), { limit: 100 });

describe('an application, from the counter to the award', () => {
  let id: string;

  test('is opened with its number, its task and its time limit', async () => {
    const { householdNo } = await world.family({ wages: [50_000], headName: '王小红' });
    id = await apply(world, householdNo, OPENED, { materials: 0 });
    const one = await world.reads(world.street, OPENED, id);
    expect(one).toMatchObject({
      caseNo: 'SA420112202107120001',
      state: 'submitted',
      name: '王*红',
      lamp: 'green',
    });
    expect(one.deadlines).toMatchObject([{ id: 'material-check', dueOn: '2021-07-19' }]);
    expect(one.tasks.map(({ title }) => title.zh)).toEqual(['审查申请材料（SA420112202107120001）']);
  });

  test('is not accepted while materials are missing, and says which', async () => {
    const error = await refusalOf(world.acts(world.street, OPENED, id, 'accept'));
    expect(error.code).toBe('case.materials');
    expect(error.zh).toContain('家庭经济状况核对授权书');
    expect(error.details['missing']).toHaveLength(4);
  });

  test('asks for what is missing once, all of it, and not again without a new fact', async () => {
    const told = await world.does(world.street, OPENED, 'case.notice-missing', { id, version: 1 });
    expect(told['missing']).toEqual(['application-form', 'authorisation', 'identity', 'income-statement']);
    expect(told['tellBy']).toBe('2021-07-19');
    const again = { id, version: told.version };
    expect(await refused(world.does(world.street, OPENED, 'case.notice-missing', again))).toBe(
      'case.already-noticed',
    );
    const third = await world.does(world.street, OPENED, 'case.notice-missing', {
      ...again,
      newFact: '户口簿系他人所有',
    });
    expect(third.version).toBe(told.version + 1);
    await world.acts(world.street, OPENED, id, 'request-supplement');
  });

  test('takes materials in their forms, waives them with a reason only', async () => {
    const tick = async (input: object) => {
      const { version } = await world.reads(world.street, OPENED, id);
      return world.does(world.street, OPENED, 'case.material', { id, version, ...input });
    };
    await tick({ material: 'application-form', action: 'received', form: 'original' });
    expect(await refused(tick({ material: 'authorisation', action: 'received', form: 'copy' }))).toBe(
      'case.material-form',
    );
    expect(await refused(tick({ material: 'diploma', action: 'received', form: 'copy' }))).toBe(
      'case.material-unknown',
    );
    expect(await refused(tick({ material: 'identity', action: 'waived' }))).toBe('case.reason');
    await tick({ material: 'authorisation', action: 'received', form: 'original' });
    await tick({ material: 'identity', action: 'waived', reason: '数据共享可查' });
    await tick({ material: 'income-statement', action: 'received', form: 'pledge' });
    expect((await world.acts(world.street, OPENED, id, 'accept')).state).toBe('accepted');
  });

  test('runs by the procedure of the day of opening', async () => {
    const { deadlines } = await world.reads(world.street, OPENED, id);
    expect(deadlines.map((one) => [one.id, one.dueOn])).toEqual([
      ['start-2021', '2021-07-15'],
      ['total-2021', '2021-08-23'],
    ]);
    expect(deadlines[0]?.ground).toContain('民发〔2021〕57号');
  });

  test('is reviewed only after visit and check, and not by who recorded them', async () => {
    const review = (actor = world.reviewer) =>
      world.acts(actor, OPENED, id, 'review', { input: { agree: true }, reason: '情况属实' });
    expect(await refused(review())).toBe('case.transition');
    await world.acts(world.street, OPENED, id, 'start-verification');
    expect(await refused(review())).toBe('case.guard');
    const visit = (visitors: string[], visitedOn = OPENED) =>
      world.acts(world.street, OPENED, id, 'record-visit', { input: { visitedOn, visitors } });
    expect(await refused(visit(['street', 'street']))).toBe('case.guard');
    expect(await refused(visit(['street', 'nobody']))).toBe('case.guard');
    expect(await refused(visit(['street', 'colleague'], '2021-07-11'))).toBe('case.guard');
    expect(await refused(visit(['street', 'colleague'], '2021-07-13'))).toBe('case.guard');
    await visit(['street', 'colleague']);
    await world.acts(world.street, OPENED, id, 'record-check', {
      input: { receivedOn: OPENED, result: 'match', sources: ['税务'] },
    });
    expect(await refused(review(world.street))).toBe('access.permission');
    expect(await refused(world.acts(world.reviewer, OPENED, id, 'review', { input: { agree: true } }))).toBe(
      'case.reason',
    );
    expect((await review()).state).toBe('reviewed');
  });

  test('is published for seven days, the first of which is the day after', async () => {
    await world.acts(world.street, POSTED, id, 'post-notice');
    const { notices: posted } = await notices('2021-07-21');
    expect(posted.map(({ id: _, ...shown }) => shown)).toEqual([
      {
        kind: '最低生活保障',
        name: '王小红',
        community: '第一街道·第一社区',
        people: 1,
        amountFen: 28_000,
        postedOn: POSTED,
        firstDay: '2021-07-21',
        lastDay: '2021-07-27',
      },
    ]);
    expect(JSON.stringify(posted)).not.toMatch(/\d{17}|测试路/);
    expect((await notices('2021-07-27')).notices).toHaveLength(1);
    expect((await notices(AFTER)).notices).toHaveLength(0);
  });

  test('goes on when the seven days are over, no earlier', async () => {
    const error = await refusalOf(world.acts(world.street, '2021-07-27', id, 'submit'));
    expect(error.code).toBe('case.notice-running');
    expect(error.zh).toContain('2021年7月27日');
    expect((await world.acts(world.street, AFTER, id, 'submit')).state).toBe('confirming');
  });

  test('is confirmed by another person of the bureau, with award, letter and events', async () => {
    expect(await refused(world.acts(world.street, AFTER, id, 'confirm'))).toBe('access.permission');
    const done = await world.acts(world.chief, AFTER, id, 'confirm');
    expect(done.state).toBe('confirmed');
    const one = await world.reads(world.chief, AFTER, id);
    expect(one.data).toMatchObject({ awardNo: 'DB4201122021000001' });
    expect(one.lamp).toBe('none');
    expect(one.decisions).toMatchObject([
      { decisionNo: '民社救〔2021〕1号', outcome: 'granted', serveBy: '2021-08-02', servedOn: null },
    ]);
    expect(one.tasks.map(({ title, dueOn }) => [title.zh, dueOn])).toEqual([
      ['送达民社救〔2021〕1号（SA420112202107120001）', '2021-08-02'],
    ]);
    expect(one.history.map(({ action }) => action)).toEqual([
      'open',
      'notice-missing',
      'notice-missing',
      'request-supplement',
      'accept',
      'start-verification',
      'record-visit',
      'record-check',
      'review',
      'post-notice',
      'submit',
      'confirm',
    ]);
  });

  test('its letter is the one that was issued; reading it leaves its purpose in the audit', async () => {
    const { decisions } = await world.reads(world.chief, AFTER, id);
    const decision = decisions[0]?.id;
    const letter = await world.does(world.chief, AFTER, 'case.letter', {
      id: decision,
      purpose: '送达前核对',
    });
    const bytes = Buffer.from(String(letter['base64']), 'base64');
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(letter['digest']);
    expect(
      await refused(world.does(world.finance, AFTER, 'case.letter', { id: decision, purpose: '看看' })),
    ).toBe('access.permission');
    const { rows } = await world.database.db.pool.query(
      `select purpose from audit_row where action = 'case.letter' and object_id = $1`,
      [decision],
    );
    expect(rows).toEqual([{ purpose: '送达前核对' }]);
  });

  test('its letter outlives a rotation of keys and tells when it was altered', async () => {
    const { decisions } = await world.reads(world.chief, AFTER, id);
    const read = () =>
      world.does(world.chief, AFTER, 'case.letter', { id: decisions[0]?.id, purpose: '核对' });
    const { keyring, db } = world.database;
    const put = (letter: string) =>
      db.asOwner((owner) =>
        owner.query('update decision set letter_cipher = $1 where id = $2', [
          encryptField(keyring, letter),
          decisions[0]?.id,
        ]),
      );
    const before = String((await read())['base64']);
    await put(before);
    expect((await read())['base64']).toBe(before);
    await put(Buffer.from('forged').toString('base64'));
    expect(await refused(read())).toBe('case.letter-altered');
    await put(before);
    await expect(
      db.asOwner((owner) =>
        owner.query(`update decision set outcome = 'refused' where id = $1`, [decisions[0]?.id]),
      ),
    ).rejects.toThrow(/append-only/);
  });

  test('the letter is served once, and an appeal is linked to it with its time limit', async () => {
    const { decisions } = await world.reads(world.chief, AFTER, id);
    const decision = decisions[0]?.id;
    const serve = (servedOn: string) =>
      world.does(world.street, '2021-07-30', 'case.serve', {
        id: decision,
        servedOn,
        way: 'direct',
        receiver: '王小红',
      });
    expect(await refused(serve('2021-07-27'))).toBe('case.served-on');
    expect(await refused(serve('2021-07-31'))).toBe('case.served-on');
    await serve('2021-07-29');
    expect(await refused(serve('2021-07-29'))).toBe('case.served');
    const appeal = (filedOn: string) =>
      world.does(world.street, '2021-12-01', 'case.appeal', {
        id: decision,
        kind: 'reconsideration',
        filedOn,
        authority: '测试区人民政府',
      });
    // Sixty days from 2021-07-29 end on 2021-09-27.
    expect(await appeal('2021-09-27')).toMatchObject({ inTime: true, lastDay: '2021-09-27' });
    expect(await appeal('2021-09-28')).toMatchObject({ inTime: false });
    const one = await world.reads(world.chief, '2021-12-01', id);
    expect(one.tasks).toEqual([]);
    expect(one.decisions[0]?.appeals.map(({ inTime }) => inTime)).toEqual([true, false]);
  });

  test('nothing more happens in it, and nobody applies for what is granted', async () => {
    const error = await refusalOf(world.acts(world.chief, AFTER, id, 'confirm'));
    expect(error.code).toBe('case.transition');
    expect(error.zh).toContain('已办结');
    const { subjectId } = await world.reads(world.chief, AFTER, id);
    expect(await refused(apply(world, subjectId, AFTER))).toBe('case.guard');
  });
});

describe('an application is refused or goes back', () => {
  test('when the rules say no: it is not confirmed by hand, but refused with a letter', async () => {
    const { householdNo } = await world.family({ wages: [78_000] });
    const id = await noticed(world, householdNo, OPENED, POSTED);
    await world.acts(world.street, AFTER, id, 'submit');
    const error = await refusalOf(world.acts(world.chief, AFTER, id, 'confirm'));
    expect(error.code).toBe('case.guard');
    expect(error.zh).toContain('人均月收入不低于低保标准');
    const refuse = { input: { ground: 'income', explanation: '家庭人均月收入为780元，不低于低保标准' } };
    expect(await refused(world.acts(world.reviewer, AFTER, id, 'refuse', refuse))).toBe('access.permission');
    await world.acts(world.chief, AFTER, id, 'refuse', refuse);
    const one = await world.reads(world.chief, AFTER, id);
    expect(one.state).toBe('refused');
    expect(JSON.stringify(one.history)).not.toContain('780');
    const reopen = (reason?: string) =>
      world.acts(world.leader, '2021-08-02', id, 'reopen', reason === undefined ? {} : { reason });
    expect(await refused(reopen())).toBe('case.reason');
    expect(await refused(world.acts(world.chief, '2021-08-02', id, 'reopen', { reason: '收入有误' }))).toBe(
      'case.same-hand',
    );
    expect((await reopen('复查发现收入认定有误')).state).toBe('accepted');
  });

  test('when an objection is upheld: it is verified anew and published again', async () => {
    const { householdNo } = await world.family({ wages: [100] });
    const id = await noticed(world, householdNo, OPENED, POSTED);
    const { version } = await world.reads(world.street, '2021-07-27', id);
    const raised = await world.does(world.street, '2021-07-27', 'case.object', {
      id,
      version,
      raisedBy: 'resident',
      content: '该户有车',
    });
    expect(await refused(world.acts(world.street, AFTER, id, 'submit'))).toBe('case.objection-open');
    const outcome = {
      id,
      version: raised.version,
      objectionId: raised['objectionId'],
      outcome: 'upheld',
      reason: '确有车辆',
    };
    expect(await refused(world.does(world.street, AFTER, 'case.decide-objection', outcome))).toBe(
      'access.permission',
    );
    await world.does(world.reviewer, AFTER, 'case.decide-objection', outcome);
    expect(await refused(world.acts(world.street, AFTER, id, 'submit'))).toBe('case.objection-upheld');
    await world.acts(world.reviewer, AFTER, id, 'send-back', { reason: '核查车辆' });
    // What was found in the first round does not count in the second.
    expect(
      await refused(
        world.acts(world.reviewer, AFTER, id, 'review', { input: { agree: true }, reason: '属实' }),
      ),
    ).toBe('case.guard');
    const { rows } = await world.database.db.asOwner((owner) =>
      owner.query(`select content_cipher from objection where case_id = $1`, [id]),
    );
    expect(JSON.stringify(rows)).not.toContain('该户有车');
  });

  test('when the notice is over nobody objects to it any more', async () => {
    const { householdNo } = await world.family({ wages: [100] });
    const id = await noticed(world, householdNo, OPENED, POSTED);
    const { version } = await world.reads(world.street, AFTER, id);
    const late = { id, version, raisedBy: 'resident', content: '迟到的异议' };
    expect(await refused(world.does(world.street, AFTER, 'case.object', late))).toBe('case.objection-window');
  });

  test('when the applicant withdraws, the notice is taken down', async () => {
    const { householdNo } = await world.family({ wages: [100], headName: '撤回人' });
    const id = await noticed(world, householdNo, OPENED, POSTED);
    expect((await notices('2021-07-22')).notices.map(({ name }) => name)).toContain('撤回人');
    await world.acts(world.street, '2021-07-22', id, 'withdraw', { reason: '申请人自愿撤回' });
    expect((await notices('2021-07-22')).notices.map(({ name }) => name)).not.toContain('撤回人');
  });
});
