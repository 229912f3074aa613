import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../apps/server/build-app.ts';
import { getAccount } from '../kernel/access/account.ts';
import { fixedClock } from '../kernel/base/clock.ts';
import { uuidv7 } from '../kernel/base/ids.ts';
import * as reports from '../kernel/indicator/build-report.ts';
import { changeBankAccount } from '../kernel/party/change-account.ts';
import { approveRun } from '../kernel/payment/approve-run.ts';
import { reissueRun, sendRun } from '../kernel/payment/bank-file.ts';
import { readBankResults } from '../kernel/payment/bank-results.ts';
import { verifyLedger } from '../kernel/payment/verify-ledger.ts';
import { registry } from '../modules/index.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import { bankAnswer } from './support/builders.ts';
import { refusalOf } from './support/expectations.ts';
import { createSmallDistrict, type SmallDistrict } from './support/small-district.ts';
import { prepareMay, signedIn } from './support/payment-office.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

/**
 * May of two families in two streets. The payee of the first has lost her account, the payee of the second has died;
 * her family goes on receiving.
 */
const clock = fixedClock('2020-05-06T10:00');
const RUN = 'FF202005DB01';
let database: TestDatabase;
let district: SmallDistrict;
let app: FastifyInstance;
let runId = '';

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, keyring } = database;
  district = await createSmallDistrict(db, keyring, registry);
  await prepareMay(database, district, clock);
  app = buildApp({ db, keyring, registry, reports, clock, logLevel: 'silent', requestsPerMinute: 1_000_000 });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const call = signedIn(() => app);
const post = (username: string, path: string, payload: object = {}) =>
  call(username, 'POST', `/api/runs/${runId}/${path}`, payload);
const findings = async (username: string, query = '') => {
  const { body } = await call(username, 'GET', `/api/runs/${runId}/findings${query}`);
  return body as unknown as { findings: { seq: number; kind: string; held: boolean }[]; next: number | null };
};
const kinds = async (username: string) => (await findings(username)).findings.map(({ kind }) => kind);
const seqOf = async (kind: string) =>
  (await findings('clerk')).findings.find((finding) => finding.kind === kind)?.seq ?? 0;
const as = async <T>(username: string, work: Parameters<TestDatabase['db']['transaction']>[1]): Promise<T> =>
  (await database.db.transaction(await getAccount(database.db.pool, username), work)) as T;
const balance = (code: string) =>
  database.db.asOwner(async (owner) => {
    const found = await owner.query<{ fen: number }>(
      'select balance_fen as fen from ledger_balance where account_code = $1',
      [code],
    );
    return found.rows[0]?.fen ?? 0;
  });
const booksAreRight = async () =>
  expect(
    await as('clerk', async (tx) => (await verifyLedger(tx)).checks.filter(({ broken }) => broken > 0)),
  ).toEqual([]);
const run = async (username = 'clerk') =>
  (await call(username, 'GET', `/api/runs/${runId}`)).body as unknown as {
    state: string;
    totalFen: number;
    findingsTotal: number;
    findingsAnswered: number;
    findingsOpen: Record<string, number>;
    approvalsNeeded: number;
    signatures: { displayName: string }[];
    actions: { action: string; allowed: boolean; why: { zh: string } | null }[];
  };

describe('computing', () => {
  test('is refused without the right, for a part of the district, and for what pays nothing', async () => {
    const month = { programme: 'dibao', month: '2020-05' };
    expect((await call('street_one', 'POST', '/api/runs', month)).body).toMatchObject({
      code: 'access.permission',
    });
    expect(await call('clerk_two', 'POST', '/api/runs', month)).toMatchObject({
      status: 403,
      body: { code: 'payment.whole-district' },
    });
    expect((await call('clerk', 'POST', '/api/runs', { ...month, programme: 'nothing' })).status).toBe(404);
  });

  test('gives a draft as long as something has to be looked at; a second time it is refused', async () => {
    const { status, body } = await call('clerk', 'POST', '/api/runs', {
      programme: 'dibao',
      month: '2020-05',
    });
    expect([status, body]).toMatchObject([200, { run: RUN, state: 'draft' }]);
    runId = String(body['id']);
    expect(await kinds('clerk')).toEqual(expect.arrayContaining(['no-account', 'dead-account']));
    expect(await call('clerk', 'POST', '/api/runs', { programme: 'dibao', month: '2020-05' })).toMatchObject({
      status: 409,
      body: { code: 'payment.already-run' },
    });
  });
});

describe('answering', () => {
  test('a run with open findings is not approved, and the page says so in the same words', async () => {
    const { status, body } = await post('chief', 'approval');
    expect([status, body]).toMatchObject([409, { code: 'payment.findings-open' }]);
    const approve = (await run('chief')).actions.find(({ action }) => action === 'approve');
    expect(approve).toMatchObject({ allowed: false, why: { zh: String(body['title']) } });
  });

  test('a street sees and answers its own findings; those of another street are absent', async () => {
    expect(await kinds('street_one')).toContain('no-account');
    expect(await kinds('street_one')).not.toContain('dead-account');
    const elsewhere = await seqOf('dead-account');
    expect(
      await post('street_one', 'answers', { seqs: [elsewhere], decision: 'pay', reason: '核实' }),
    ).toMatchObject({
      status: 404,
      body: { code: 'record.absent' },
    });
    expect(await post('street_one', 'answers', { kind: 'dead-account', reason: '核实' })).toMatchObject({
      status: 409,
      body: { code: 'payment.nothing-to-answer' },
    });
    expect((await run('street_one')).findingsOpen['dead-account']).toBeUndefined();
  });

  test('a visitor may look but not answer', async () => {
    expect((await post('visitor', 'answers', { all: true, reason: '核实' })).status).toBe(403);
    expect((await run('visitor')).actions).toEqual([]);
  });

  test('what is impossible or dangerous is held or paid, never just confirmed', async () => {
    const seqs = [await seqOf('no-account')];
    expect(await post('street_one', 'answers', { seqs, decision: 'confirm', reason: '核实' })).toMatchObject({
      status: 400,
      body: { code: 'payment.decision-unfit' },
    });
    expect(await post('street_one', 'answers', { seqs, decision: 'pay', reason: '核实' })).toMatchObject({
      status: 409,
      body: { code: 'payment.account-missing' },
    });
    expect(await post('street_one', 'answers', { decision: 'pay', reason: '核实' })).toMatchObject({
      status: 400,
      body: { code: 'payment.findings-unchosen' },
    });
    expect((await post('street_one', 'answers', { seqs, decision: 'hold', reason: ' ' })).status).toBe(400);
  });

  test('an answer counts once; a second one is refused', async () => {
    const seqs = [await seqOf('no-account')];
    const first = await post('street_one', 'answers', { seqs, decision: 'hold', reason: '待补办银行卡' });
    expect(first).toMatchObject({ status: 200, body: { answered: 1, held: 1, state: 'draft' } });
    expect(
      await post('street_one', 'answers', { seqs, decision: 'hold', reason: '待补办银行卡' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'payment.finding-answered' },
    });
    expect(await findings('clerk', '?status=answered')).toMatchObject({
      findings: [
        {
          kind: 'no-account',
          decision: 'hold',
          reason: '待补办银行卡',
          answeredBy: 'street_one',
          held: true,
        },
      ],
      next: null,
    });
  });

  test('findings come a page at a time', async () => {
    const all = (await findings('clerk')).findings.map(({ seq }) => seq);
    const seen: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page = await findings('clerk', `?limit=1&after=${after}`);
      seen.push(...page.findings.map(({ seq }) => seq));
      after = page.next;
    }
    expect(seen).toEqual(all);
  });

  test('with the last answer the run is checked, and there is nothing more to answer', async () => {
    const answer = { all: true, decision: undefined, reason: '已入户核实，待变更收款人' };
    const { body } = await post('clerk', 'answers', answer);
    expect(body).toMatchObject({ state: 'checked', open: 0 });
    expect(await run()).toMatchObject({ state: 'checked' });
    expect(await post('clerk', 'answers', answer)).toMatchObject({
      status: 409,
      body: { code: 'payment.state' },
    });
    const held = (await findings('clerk', '?status=held')).findings.map(({ kind }) => kind);
    expect(held.toSorted()).toEqual(['dead-account', 'no-account']);
  });

  test('not even the application can change an answer, or answer for a run that goes on', async () => {
    for (const statement of [
      `update payment_finding set reason = '改写'`,
      `update payment_finding set decision = null, reason = null, answered_by = null, answered_at = null`,
    ]) {
      await expect(as('clerk', (tx) => tx.client.query(statement))).rejects.toMatchObject({ code: 'HM001' });
    }
    await expect(
      as('clerk', (tx) =>
        tx.client.query(
          `insert into payment_finding (run_id, seq, kind, award_id, division_no, before_fen, now_fen)
           select run_id, seq + 1000, kind, award_id, division_no, 0, 0 from payment_finding limit 1`,
        ),
      ),
    ).rejects.toMatchObject({ code: 'HM004' });
    await expect(as('clerk', (tx) => tx.client.query('delete from payment_finding'))).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('the policy', () => {
  const policy = {
    validFrom: '2020-05-06',
    changePercent: 20,
    secondApprovalFen: 100_000,
    basis: '局财务管理办法',
    certainty: 'source',
  };

  test('an installation begins with one that is marked as an assumption', async () => {
    const { body } = await call('visitor', 'GET', '/api/payment-policies');
    expect(body['policies']).toMatchObject([
      {
        state: 'approved',
        certainty: 'assumption',
        changePercent: 30,
        secondApprovalFen: 500_000_000,
        proposedBy: null,
      },
    ]);
  });

  test('is proposed by one person and decided by another, for the days to come', async () => {
    const past = await call('clerk', 'POST', '/api/payment-policies', { ...policy, validFrom: '2020-05-05' });
    expect(past).toMatchObject({ status: 400, body: { code: 'payment.policy-past' } });
    const { body } = await call('clerk', 'POST', '/api/payment-policies', policy);
    const decide = (username: string, id = String(body['id'])) =>
      call(username, 'POST', `/api/payment-policies/${id}/decision`, { decision: 'approved' });
    expect((await run()).approvalsNeeded).toBe(1);
    expect((await decide('clerk')).status).toBe(403);
    expect(await decide('chief_two')).toMatchObject({ body: { code: 'payment.whole-district' } });
    expect((await decide('chief', uuidv7())).status).toBe(404);
    expect((await decide('chief')).status).toBe(200);
    expect(await decide('chief')).toMatchObject({ status: 409, body: { code: 'payment.policy-decided' } });
    expect((await run()).approvalsNeeded).toBe(2);
  });
});

describe('signing, posting and sending', () => {
  test('who computed the run may not sign it, nor who sees a part of the district only', async () => {
    const clerk = await getAccount(database.db.pool, 'clerk');
    const both = { ...clerk, permissions: new Set([...clerk.permissions, 'payment.approve']) };
    expect(
      await refusalOf(database.db.transaction(both, (tx) => approveRun(tx, dibao, RUN, clock))),
    ).toMatchObject({
      code: 'payment.same-person',
    });
    expect(await post('clerk', 'approval')).toMatchObject({
      status: 403,
      body: { code: 'access.permission' },
    });
    expect(await post('chief_two', 'approval')).toMatchObject({ body: { code: 'payment.whole-district' } });
    await expect(
      as('clerk', (tx) =>
        tx.client.query('insert into payment_signature values ($1, $2, now())', [runId, clerk.accountId]),
      ),
    ).rejects.toMatchObject({ code: 'HM004' });
  });

  test('above the amount a second person signs before any money is committed', async () => {
    expect(await post('chief', 'approval')).toMatchObject({
      status: 200,
      body: { state: 'checked', signatures: 1, needed: 2 },
    });
    expect(await balance('commitment:dibao')).toBe(0);
    expect(await post('finance', 'posting')).toMatchObject({ status: 409, body: { code: 'payment.state' } });
    expect(await post('chief', 'approval')).toMatchObject({
      status: 409,
      body: { code: 'payment.signed-already' },
    });
    expect(await post('leader', 'approval')).toMatchObject({
      status: 200,
      body: { state: 'approved', signatures: 2, needed: 2 },
    });
    expect((await run()).signatures.map(({ displayName }) => displayName)).toEqual(['chief', 'leader']);
    expect(await balance('commitment:dibao')).toBe(-(await run()).totalFen);
    await booksAreRight();
  });

  test('an approved run is neither approved nor taken back again', async () => {
    for (const path of ['approval', 'void']) {
      const by = path === 'void' ? 'clerk' : 'leader';
      expect(await post(by, path, { reason: '算错了' })).toMatchObject({
        status: 409,
        body: { code: 'payment.state' },
      });
    }
  });

  test('it is posted once, by finance', async () => {
    const payable = await balance('payable:dibao');
    expect((await post('chief', 'posting')).status).toBe(403);
    expect(await post('finance', 'posting')).toMatchObject({ status: 200, body: { state: 'posted' } });
    expect(await balance('commitment:dibao')).toBe(0);
    expect(await balance('payable:dibao')).toBe(payable - (await run()).totalFen);
    await booksAreRight();
    expect(await post('finance', 'posting')).toMatchObject({ status: 409, body: { code: 'payment.state' } });
  });

  test('what is held is not sent; when it is released it is sent again, once', async () => {
    const seq = await seqOf('dead-account');
    const send = () =>
      as<Awaited<ReturnType<typeof sendRun>>>('finance', (tx) =>
        sendRun(tx, database.keyring, dibao, RUN, clock),
      );
    const reissue = () =>
      as<Awaited<ReturnType<typeof reissueRun>>>('finance', (tx) =>
        reissueRun(tx, database.keyring, dibao, RUN, clock),
      );
    expect((await send()).items).toBe(0);
    expect(await refusalOf(reissue())).toMatchObject({ code: 'payment.nothing-to-reissue' });
    const release = { seq, reason: '已由家属代领' };
    expect((await post('street_two', 'releases', release)).status).toBe(403);
    expect(await post('chief', 'releases', { ...release, seq: await seqOf('no-account') })).toMatchObject({
      status: 409,
      body: { code: 'payment.account-missing' },
    });
    expect((await post('chief', 'releases', release)).status).toBe(200);
    expect(await post('chief', 'releases', release)).toMatchObject({
      status: 409,
      body: { code: 'payment.not-held' },
    });
    const file = await reissue();
    expect(file.items).toBe(1);
    expect((await findings('clerk', '?status=held')).findings.map(({ kind }) => kind)).toEqual([
      'no-account',
    ]);
    await as('finance', (tx) => readBankResults(tx, dibao, RUN, bankAnswer(file), clock));
    await booksAreRight();
  });

  test('who had no account is paid when there is one', async () => {
    const [first] = district.families;
    await as('clerk', (tx) => changeBankAccount(tx, database.keyring, first.personId, '6217000099990001'));
    const file = await as<Awaited<ReturnType<typeof reissueRun>>>('finance', (tx) =>
      reissueRun(tx, database.keyring, dibao, RUN, clock),
    );
    expect(file.items).toBe(1);
    await as('finance', (tx) => readBankResults(tx, dibao, RUN, bankAnswer(file), clock));
    expect((await run()).state).toBe('settled');
    await booksAreRight();
  });
});

describe('one account for several families', () => {
  test('is found, may be paid all the same, and a draft can be taken back', async () => {
    const [first, second] = district.families;
    await database.db.asOwner((owner) =>
      owner.query(
        'update person p set account_cipher = o.account_cipher, account_index = o.account_index from person o where o.id = $1 and p.id = $2',
        [first.personId, second.personId],
      ),
    );
    const { body } = await call('clerk', 'POST', '/api/runs', { programme: 'dibao', month: '2020-06' });
    runId = String(body['id']);
    expect((await kinds('clerk')).filter((kind) => kind === 'shared-account')).toHaveLength(2);
    const shared = { kind: 'shared-account', decision: 'pay', reason: '同一监护人代管' };
    expect((await post('clerk', 'answers', shared)).body).toMatchObject({
      answered: 2,
      held: 0,
      state: 'draft',
    });
    expect((await post('clerk', 'void', { reason: '收款人待变更' })).body).toMatchObject({ state: 'void' });
    expect(await post('clerk', 'answers', { all: true, reason: '核实' })).toMatchObject({
      status: 409,
      body: { code: 'payment.state' },
    });
  });
});
