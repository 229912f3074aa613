import { mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { createKeyring, type Keyring, parseKeyring } from '../access/cipher.ts';
import { type Clock, fixedClock, systemClock } from '../base/clock.ts';
import type { Actor } from '../db/actor.ts';
import type { Tx } from '../db/database.ts';
import { loadPlaceNames, type PlaceNames } from '../party/place-names.ts';
import { runUseCase } from '../module/define-use-case.ts';
import { addAttachment, listObjectAttachments, readAttachment } from './attachment.ts';
import { readKept, rotateFiles } from './file-store.ts';
import { prepareFile } from './prepare-file.ts';
import { pictureOf } from './sample-uploads.ts';
import { sweepFiles } from './sweep-files.ts';
import { useCases } from './use-cases.ts';

const clock = fixedClock('2020-05-06T10:00');
let database: TestDatabase;
let district: SmallDistrict;
let places: PlaceNames;
let home: string;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
  places = await loadPlaceNames(database.db.pool);
  home = await mkdtemp(join(tmpdir(), 'huimin-files-'));
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const as = async <T>(username: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const actor: Actor = await getAccount(database.db.pool, username);
  return database.db.transaction(actor, work);
};
const contextOf = (tx: Tx, at: Clock = clock) => ({
  tx,
  registry,
  places,
  keyring: database.keyring,
  clock: at,
  home,
});
const note = (text: string) => prepareFile(Buffer.from(text), '说明.txt');
const personOf = (i: 0 | 1): string => district.families[i].personId;

const addTo = async (username: string, objectId: string, text: string) => {
  const file = await note(text);
  return as(username, (tx) =>
    addAttachment(contextOf(tx), {
      objectKind: 'person',
      objectId,
      label: '情况说明',
      source: 'uploaded',
      file,
    }),
  );
};
const pathOf = (sha256: string): string => join(home, 'files', sha256.slice(0, 2), sha256.slice(2));
const files = async (): Promise<string[]> => {
  const all = await readdir(join(home, 'files'), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => entry.name);
};

describe('a file that is attached', () => {
  test('lies encrypted under its digest and is read back with an audit row', async () => {
    const { id, sha256 } = await addTo('street_one', personOf(0), '张小明的情况');
    expect((await readFile(pathOf(sha256))).includes(Buffer.from('张小明'))).toBe(false);
    const { bytes } = await as('street_one', (tx) => readAttachment(contextOf(tx), id, 'content'));
    expect(bytes.toString('utf8')).toBe('张小明的情况');
    const rows = await database.db.asOwner((owner) =>
      owner.query('select action, details from audit_row where object_id = $1 order by id', [personOf(0)]),
    );
    expect(rows.rows).toMatchObject([
      { action: 'attachment.add' },
      { action: 'attachment.read', details: { attachmentId: id, part: 'content' } },
    ]);
    expect(JSON.stringify(rows.rows)).not.toContain('说明');
  });

  test('the same content is kept once, and each row has its own place', async () => {
    const before = (await files()).length;
    const first = await addTo('street_one', personOf(0), '同一份文件');
    const second = await addTo('street_two', personOf(1), '同一份文件');
    expect(second.sha256).toBe(first.sha256);
    expect(await files()).toHaveLength(before + 1);
    await expect(
      as('street_two', (tx) => readAttachment(contextOf(tx), first.id, 'content')),
    ).rejects.toMatchObject({ code: 'record.absent' });
    await expect(
      as('street_two', (tx) => listObjectAttachments(contextOf(tx), 'person', personOf(0))),
    ).rejects.toMatchObject({ code: 'record.absent' });
    await expect(addTo('street_two', personOf(0), '别人的')).rejects.toMatchObject({ code: 'record.absent' });
  });

  test('a picture has its small picture; what has none says so', async () => {
    const file = await prepareFile(await pictureOf(900, 900).jpeg().toBuffer(), '照片.jpg');
    const { id, hasThumbnail } = await as('street_one', (tx) =>
      addAttachment(contextOf(tx), {
        objectKind: 'household',
        objectId: district.families[0].householdId,
        label: '照片',
        source: 'scanned',
        file,
      }),
    );
    expect(hasThumbnail).toBe(true);
    const small = await as('street_one', (tx) => readAttachment(contextOf(tx), id, 'thumbnail'));
    expect(small.bytes).toEqual(file.thumbnail);
    const { id: plain } = await addTo('street_one', personOf(0), '没有图');
    await expect(
      as('street_one', (tx) => readAttachment(contextOf(tx), plain, 'thumbnail')),
    ).rejects.toMatchObject({ code: 'attachment.no-thumbnail' });
  });

  test('needs the permission, a kind that has attachments, and an object that is there', async () => {
    await expect(addTo('visitor', personOf(0), 'x')).rejects.toMatchObject({ code: 'access.permission' });
    await expect(addTo('street_one', '01890000-0000-7000-8000-000000000000', 'x')).rejects.toMatchObject({
      code: 'record.absent',
    });
    await expect(
      as('street_one', (tx) => listObjectAttachments(contextOf(tx), 'account', personOf(0))),
    ).rejects.toMatchObject({ code: 'attachment.object-kind' });
  });
});

describe('withdrawing', () => {
  const withdraw = (tx: Tx, id: string, reason: string) => {
    const [useCase] = useCases;
    if (useCase === undefined) throw new Error('there is no use case');
    return runUseCase(useCase, contextOf(tx), { id, reason });
  };

  test('keeps row and content, with who and why, and happens once', async () => {
    const { id } = await addTo('street_one', personOf(0), '拿错的文件');
    const end = () => as('street_one', (tx) => withdraw(tx, id, '传错了人'));
    expect(await end()).toMatchObject({ ended: { by: 'street_one', reason: '传错了人' } });
    await expect(end()).rejects.toMatchObject({ code: 'attachment.ended' });
    expect(
      (await as('street_one', (tx) => readAttachment(contextOf(tx), id, 'content'))).bytes.toString(),
    ).toBe('拿错的文件');
  });

  test('is not for another street, and nothing else about an attachment changes', async () => {
    const { id } = await addTo('street_one', personOf(0), '不许动');
    await expect(as('street_two', (tx) => withdraw(tx, id, 'x'))).rejects.toMatchObject({
      code: 'record.absent',
    });
    for (const statement of [
      'update attachment set label = $1 where id = $2',
      "update attachment set ended_at = now(), ended_by = added_by, ended_reason = $1, label = 'x' where id = $2",
    ]) {
      await expect(database.db.asOwner((owner) => owner.query(statement, ['x', id]))).rejects.toMatchObject({
        code: 'HM001',
      });
    }
    await expect(
      as('street_one', (tx) => tx.client.query('delete from attachment where id = $1', [id])),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a file is never lost', () => {
  test('a transaction that fails leaves a file, which the sweep removes after a day and not before', async () => {
    const file = await note('没有写成');
    await expect(
      as('street_one', async (tx) => {
        await addAttachment(contextOf(tx), {
          objectKind: 'person',
          objectId: personOf(0),
          label: 'x',
          source: 'uploaded',
          file,
        });
        throw new Error('afterwards');
      }),
    ).rejects.toThrow('afterwards');
    expect(await readKept(database.keyring, home, file.sha256, 'content')).toEqual(file.bytes);
    expect(await sweepFiles(database.db, home, systemClock)).toBe(0);
    const old = new Date(Date.now() - 25 * 3_600_000);
    for (const name of await files()) await utimes(join(home, 'files', await folderOf(name), name), old, old);
    expect(await sweepFiles(database.db, home, systemClock)).toBe(1);
    await expect(readKept(database.keyring, home, file.sha256, 'content')).rejects.toMatchObject({
      code: 'file.missing',
    });
  });

  test('while an attachment is being written the sweep waits for it', async () => {
    const file = await note('正在写入');
    let swept: Promise<number> = Promise.resolve(0);
    await as('street_one', async (tx) => {
      await addAttachment(contextOf(tx), {
        objectKind: 'person',
        objectId: personOf(0),
        label: 'x',
        source: 'uploaded',
        file,
      });
      const old = new Date(Date.now() - 25 * 3_600_000);
      await utimes(pathOf(file.sha256), old, old);
      swept = sweepFiles(database.db, home, systemClock);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect(await swept).toBe(0);
    expect(await readKept(database.keyring, home, file.sha256, 'content')).toEqual(file.bytes);
  });

  test('one that was altered or exchanged is noticed, and handed in again it is mended', async () => {
    const [first, second] = [
      await addTo('street_one', personOf(0), '原件甲'),
      await addTo('street_one', personOf(0), '原件乙'),
    ];
    await rename(pathOf(second.sha256), pathOf(first.sha256));
    await expect(
      as('street_one', (tx) => readAttachment(contextOf(tx), first.id, 'content')),
    ).rejects.toMatchObject({ code: 'cipher.decrypt-failed' });
    await writeFile(pathOf(second.sha256), 'rubbish');
    await addTo('street_one', personOf(0), '原件甲');
    await addTo('street_one', personOf(0), '原件乙');
    for (const [{ id }, text] of [
      [first, '原件甲'],
      [second, '原件乙'],
    ] as const) {
      expect(
        (await as('street_one', (tx) => readAttachment(contextOf(tx), id, 'content'))).bytes.toString(),
      ).toBe(text);
    }
  });

  test('a new key takes over every file, and the old one is no longer needed', async () => {
    const { id } = await addTo('street_one', personOf(0), '换密钥');
    const fresh: Keyring = parseKeyring(JSON.stringify(createKeyring()), 'test');
    const both: Keyring = { ...fresh, keys: { ...database.keyring.keys, ...fresh.keys } };
    const count = (await files()).length;
    expect(await rotateFiles(both, home)).toEqual({ rotated: count, kept: 0 });
    expect(await rotateFiles(both, home)).toEqual({ rotated: 0, kept: count });
    const { bytes } = await as('street_one', (tx) =>
      readAttachment({ ...contextOf(tx), keyring: fresh }, id, 'content'),
    );
    expect(bytes.toString()).toBe('换密钥');
  });
});

describe('an attachment of a person who moves', () => {
  test('is seen by the new street and no more by the old one; nothing else of it changes', async () => {
    const added = await addTo('street_one', personOf(0), '随人转移');
    const list = (username: string) =>
      as(username, (tx) => listObjectAttachments(contextOf(tx), 'person', personOf(0)));
    const move = (to: number) =>
      database.db.asOwner((owner) =>
        owner.query('update person set division_no = $1 where id = $2', [to, personOf(0)]),
      );
    await expect(list('street_two')).rejects.toMatchObject({ code: 'record.absent' });
    await move(420112002001000);
    expect((await list('street_two')).find(({ id }) => id === added.id)).toEqual(added);
    const read = await as('street_two', (tx) => readAttachment(contextOf(tx), added.id, 'content'));
    expect(read.bytes.toString()).toBe('随人转移');
    await expect(list('street_one')).rejects.toMatchObject({ code: 'record.absent' });
    await expect(
      as('street_one', (tx) => readAttachment(contextOf(tx), added.id, 'content')),
    ).rejects.toMatchObject({ code: 'record.absent' });
    await move(420112001001000);
    expect((await list('street_one')).map(({ id }) => id)).toContain(added.id);
  });

  test('the application itself cannot move an attachment', async () => {
    const { id } = await addTo('street_one', personOf(0), '不得自行改动');
    await expect(
      as('clerk', (tx) =>
        tx.db.execute(sql`update attachment set division_no = 420112002001000 where id = ${id}::uuid`),
      ),
    ).rejects.toThrow();
  });
});

async function folderOf(name: string): Promise<string> {
  for (const folder of await readdir(join(home, 'files'))) {
    if ((await readdir(join(home, 'files', folder))).includes(name)) return folder;
  }
  throw new Error('no such file');
}
