import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { dibao } from '../../../modules/social-assistance/policy/dibao.ts';
import { type BankDesk, clock, NAMES, openBankDesk, resultCsv } from '../../../tests/support/bank-desk.ts';
import { bankRows, type Bureau } from '../../../tests/support/builders.ts';
import { expectWords, refusalOf, snapshot } from '../../../tests/support/expectations.ts';
import { division } from '../../base/division.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import { sendRun } from '../bank-file.ts';
import { downloadBankFile, downloadManifest } from './download.ts';
import { decodeText } from './encoding.ts';
import { parseManifest, verifyManifest } from './manifest.ts';
import { readStatement } from './statement.ts';

let desk: BankDesk;

describe('files for the bank', () => {
  beforeAll(async () => {
    desk = await openBankDesk();
  });
  afterAll(() => desk.database.drop());
  let before: Record<string, string>;
  beforeEach(async () => {
    before = await snapshot(desk.database);
  });
  const refusedWith = async (work: Promise<unknown>, code: string) => {
    const error = await refusalOf(work);
    expect(error.code).toBe(code);
    expectWords(error);
    expect(await snapshot(desk.database)).toEqual(before);
    return error;
  };

  test('an unknown format is refused, naming those that there are', async () => {
    const error = await refusedWith(desk.send('xml'), 'bank.format-unknown');
    expect(error.en).toContain('csv, fixed, fixed-gbk, fixed-utf8');
  });

  test('an item that alone is over the amount of a file is refused', async () => {
    await desk.limit(10, 77_999);
    const error = await refusedWith(desk.send(), 'bank.item-over-limit');
    expect(error.zh).toContain(desk.item(1));
    await desk.limit(10_000);
  });

  test('an account of one street may not send, settle or read statements: it would do a part as the whole', async () => {
    for (const street of ['420112001', '420112002']) {
      const within = <T>(work: (tx: Tx) => Promise<T>) =>
        desk.database.db.transaction({ ...desk.bureau.finance, division: division(street) }, work);
      await refusedWith(
        within((tx) => sendRun(tx, desk.database.keyring, dibao, desk.runNo, clock)),
        'payment.whole-district',
      );
      await refusedWith(
        within((tx) => readStatement(tx, Buffer.from(''), clock)),
        'payment.whole-district',
      );
    }
  });

  test('an account without the permission may not', async () => {
    await refusedWith(
      desk.database.db.transaction(desk.bureau.clerk, (tx) =>
        sendRun(tx, desk.database.keyring, dibao, desk.runNo, clock),
      ),
      'access.permission',
    );
  });

  test('two items a file: three files with control totals, under one signed manifest', async () => {
    await desk.limit(2);
    const sending = await desk.send();
    expect(sending.files.map(({ name, items }) => [name, items])).toEqual([
      [`${desk.runNo}-1.csv`, 2],
      [`${desk.runNo}-2.csv`, 2],
      [`${desk.runNo}-3.csv`, 1],
    ]);
    const rows = bankRows(sending);
    expect(new Set(rows.map((row) => row['户名']))).toEqual(new Set(NAMES));
    expect(new Set(rows.map((row) => row['明细号'])).size).toBe(5);
    expect(sending.files.reduce((sum, file) => sum + file.totalFen, 0)).toBe(sending.totalFen);
    for (const file of sending.files) {
      const digits = bankRows({ files: [file] }).flatMap((row) => [...(row['账号'] ?? '')].map(Number));
      const places = bankRows({ files: [file] }).flatMap((row) =>
        [...(row['账号'] ?? '')].map((_, i) => i + 1),
      );
      const sum = digits.reduce((total, digit, i) => total + digit * (places[i] ?? 0), 0);
      expect(Number(file.hashTotal)).toBe(sum);
      // One account alone must not be told by its file's control total.
      expect(file.hashTotal.startsWith('00000000000000')).toBe(true);
    }
    expect(await desk.broken()).toEqual([]);
  });

  test('the manifest verifies as it was made, and not when anything in it is changed', async () => {
    const { content } = await desk.asFinance((tx) => downloadManifest(tx, `${desk.runNo}-1.manifest.json`));
    const manifest = parseManifest(content);
    const verify = (one: typeof manifest) =>
      desk.asFinance((tx) => verifyManifest(tx, desk.database.keyring, one));
    expect(await verify(manifest)).toBe('valid');
    const [first, ...others] = manifest.files;
    if (first === undefined) throw new Error('a manifest has files');
    expect(
      await verify({ ...manifest, files: [{ ...first, totalFen: first.totalFen + 1 }, ...others] }),
    ).toBe('invalid');
    expect(await verify({ ...manifest, files: others })).toBe('invalid');
    expect(await verify({ ...manifest, madeAt: '2020-01-09T10:00:00Z' })).toBe('invalid');
    const other = { ...manifest.signature, keyId: 's-00000000' };
    expect(await verify({ ...manifest, signature: other })).toBe('unknown-key');
    for (const text of ['', '{}', content.toString().replace('"items"', '"note": 1, "items"')])
      expect((await refusalOf((async () => parseManifest(Buffer.from(text)))())).code).toBe(
        'bank.manifest-unreadable',
      );
  });

  test('a signing key that was put into the desk.database without the keyring is found out', async () => {
    const { content } = await desk.asFinance((tx) => downloadManifest(tx, `${desk.runNo}-1.manifest.json`));
    await desk.database.db.asOwner((owner) =>
      owner.query(
        `insert into signing_key (id, algorithm, public_key, private_key_cipher, created_at)
         select 's-11111111', algorithm, decode('00', 'hex'), private_key_cipher, '2019-01-01' from signing_key`,
      ),
    );
    const manifest = parseManifest(content);
    const forged = { ...manifest, signature: { ...manifest.signature, keyId: 's-11111111' } };
    expect(
      (await refusalOf(desk.asFinance((tx) => verifyManifest(tx, desk.database.keyring, forged)))).code,
    ).toBe('bank.signing-key');
  });

  test('a download gives the file as it was sent, is on record, and only for who deals with the bank', async () => {
    const sent = await desk.asFinance((tx) => downloadBankFile(tx, desk.database.keyring, `${desk.runNo}-2`));
    expect(sent.content.toString()).toContain('户名');
    const rows = await desk.asFinance((tx) =>
      rowsOf<{ details: { fileNo: string } }>(
        tx,
        sql`select details from audit_row where action = 'payment.download'`,
      ),
    );
    expect(rows.map(({ details }) => details.fileNo)).toEqual([`${desk.runNo}-2`]);
    const refusedFor = async (actor: Bureau['finance'], no: string, code: string) =>
      expect(
        (
          await refusalOf(
            desk.database.db.transaction(actor, (tx) => downloadBankFile(tx, desk.database.keyring, no)),
          )
        ).code,
      ).toBe(code);
    await refusedFor(desk.bureau.clerk, `${desk.runNo}-2`, 'access.permission');
    await refusedFor(desk.bureau.finance, `${desk.runNo}-9`, 'record.absent');
  });

  test('nobody changes what was handed over, not even the owner of the tables', async () => {
    for (const statement of [
      `update bank_file set total_fen = 0`,
      `delete from bank_file`,
      `update bank_manifest set format = 'x'`,
      `delete from bank_limit`,
    ])
      await expect(desk.database.db.asOwner((owner) => owner.query(statement))).rejects.toMatchObject({
        code: 'HM001',
      });
  });
});

describe('fixed width', () => {
  const LONG = '阿卜杜拉·买买提·'.repeat(5);
  beforeAll(async () => {
    desk = await openBankDesk(['张三', '㛃䶮𬭚', LONG]);
  });
  afterAll(() => desk.database.drop());

  test('a name that is too long or holds what GBK lacks is refused by item number, and nothing is written', async () => {
    const before = await snapshot(desk.database);
    const error = await refusalOf(desk.send('fixed-gbk'));
    expect(error).toMatchObject({ code: 'bank.field', kind: 'conflict', details: { faults: 2 } });
    expect(error.zh).toContain('U+36C3');
    expect(error.zh).toContain(`超过 60 字节`);
    expect(error.zh).not.toContain('㛃');
    expect(error.zh).not.toContain('阿卜杜拉');
    expect(await snapshot(desk.database)).toEqual(before);
  });

  test('GB 18030 carries rare characters; records have one length, totals stand at both ends', async () => {
    await desk.database.db.asOwner((owner) =>
      owner.query(`update person set name = '阿卜杜拉' where name = $1`, [LONG]),
    );
    const { files, totalFen } = await desk.send('fixed');
    const content = files[0]?.content ?? Buffer.alloc(0);
    expect(files[0]?.name).toBe(`${desk.runNo}-1.txt`);
    const text = decodeText(content, 'gb18030') ?? '';
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe(
      `H${`${desk.runNo}-1`.padEnd(30)}20200108${'3'.padStart(8, '0')}${String(totalFen).padStart(18, '0')}`,
    );
    expect(text).toContain('㛃䶮𬭚');
    expect(text).not.toContain('?');
    expect(lines[4]).toBe(`T00000003${String(totalFen).padStart(18, '0')}${files[0]?.hashTotal}`);
    // Every item record: mark, item, account, name, amount, memo.
    const item2 = content.subarray(content.indexOf(desk.item(2)) - 1);
    expect(item2.indexOf('\r\n')).toBe(1 + 30 + 32 + 60 + 15 + 60);
  });

  const line = (no: string, code: string, reason = '', text = ''): Buffer =>
    Buffer.concat([Buffer.from(`D${no.padEnd(30)}${code}${reason.padEnd(4)}`), Buffer.from(text.padEnd(60))]);
  const resultFile = (lines: readonly Buffer[], told = lines.length): Buffer =>
    Buffer.concat(
      [
        Buffer.from(`H${`${desk.runNo}-1`.padEnd(30)}20200109`),
        ...lines,
        Buffer.from(`T${String(told).padStart(8, '0')}`),
      ].flatMap((one) => [one, Buffer.from('\r\n')]),
    );

  test.each<[string, () => Buffer, string]>([
    ['cut off before its end', () => resultFile([line(desk.item(1), '00')]).subarray(0, 60), 'bank.refused'],
    ['whose last record tells of more', () => resultFile([line(desk.item(1), '00')], 2), 'bank.refused'],
    ['with a record that is too short', () => resultFile([Buffer.from(`D${desk.item(1)}`)]), 'bank.refused'],
    ['with a code that nobody agreed on', () => resultFile([line(desk.item(1), '77')]), 'bank.refused'],
    [
      'with bytes of another encoding',
      () => resultFile([Buffer.concat([line(desk.item(1), '01').subarray(0, 96), Buffer.from([0xff])])]),
      'bank.refused',
    ],
    ['without items', () => resultFile([]), 'bank.empty'],
    ['with nothing', () => Buffer.alloc(0), 'bank.empty'],
    ['as CSV', () => Buffer.from(resultCsv(`${desk.item(1)},成功,`)), 'bank.refused'],
  ])('a result file %s is refused whole', async (_, content, code) => {
    const before = await snapshot(desk.database);
    const error = await refusalOf(desk.answer(content()));
    expect(error.code).toBe(code);
    expectWords(error);
    expect(await snapshot(desk.database)).toEqual(before);
  });

  test('a result file is read in the form of the file that was sent; codes become reasons', async () => {
    const content = resultFile([
      line(desk.item(1), '00'),
      line(desk.item(2), '01', '0002'),
      line(desk.item(3), '02'),
    ]);
    expect(await desk.answer(content)).toMatchObject({ paid: 1, returned: 1, unknown: 1, state: 'sent' });
    expect(await desk.answer(content)).toMatchObject({ paid: 0, returned: 0, unknown: 0, unchanged: 3 });
    expect((await desk.settlement()).returnCodes).toMatchObject([{ code: 'name_mismatch', items: 1 }]);
    expect(await desk.broken()).toEqual([]);
  });

  test('a name that was wrong is corrected and goes out again to the same account, in CSV if so wished', async () => {
    expect((await refusalOf(desk.reissue())).code).toBe('payment.nothing-to-reissue');
    const id = desk.families[1]?.members[0] ?? '';
    await desk.database.db.asOwner((owner) =>
      owner.query(`update person set name = '李䶮' where id = $1`, [id]),
    );
    const again = await desk.reissue({ format: 'csv' });
    expect(bankRows(again)).toMatchObject([{ 明细号: desk.item(2, 2), 户名: '李䶮' }]);
    expect(again.files[0]?.fileNo).toBe(`${desk.runNo}-2`);
  });
});
