import { join } from 'node:path';
import { getAccount } from '../../kernel/access/account.ts';
import { type Keyring, keyringFromEnv, loadKeyring } from '../../kernel/access/cipher.ts';
import { checkKeyring } from '../../kernel/access/check-keyring.ts';
import { failed } from '../../kernel/base/errors.ts';
import type { Language } from '../../kernel/base/label.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { type Database, openDatabase, type Tx } from '../../kernel/db/database.ts';
import { type District, findDistrict } from '../../kernel/party/district.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { registry } from '../../modules/index.ts';

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly lang?: Language;
  readonly as?: string;
}

export interface Opened {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly registry: Registry;
  close(): Promise<void>;
}

export interface Context extends Opened {
  readonly district: District;
  readonly actor: Actor;
  readonly language: Language;
  /** Runs `work` in one transaction as the acting account. */
  within<T>(work: (tx: Tx) => Promise<T>, as?: string): Promise<T>;
}

/** Who acts when nobody is named: the account under which the system itself runs. */
export const DEFAULT_ACCOUNT = 'operator';

/** Folder of the installation: `HUIMIN_HOME`, or `.huimin` beside the program. */
export const homeFolder = (): string => process.env.HUIMIN_HOME ?? join(import.meta.dirname, '../../.huimin');

/** The database and keys, before anything is known of a district. */
export async function openInstallation(): Promise<Opened> {
  const home = homeFolder();
  const db = await openDatabase({
    home,
    databaseUrl: process.env.DATABASE_URL,
    applicationName: 'huimin-cli',
  });
  try {
    const keyring = keyringFromEnv(process.env) ?? loadKeyring(join(home, 'keys.json'));
    await checkKeyring(db, keyring);
    return { db, keyring, registry, close: () => db.close() };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** What a command works with: the district must have been set up, and the account must exist. */
export async function openContext(options: CommonOptions): Promise<Context> {
  const opened = await openInstallation();
  try {
    const district = await findDistrict(opened.db.pool);
    if (district === undefined) throw notSetUp();
    if (district.demonstration && !district.ready) throw unfinished();
    const actor = await getAccount(opened.db.pool, options.as ?? DEFAULT_ACCOUNT);
    const within = async <T>(work: (tx: Tx) => Promise<T>, as?: string): Promise<T> =>
      opened.db.transaction(as === undefined ? actor : await getAccount(opened.db.pool, as), work);
    return { ...opened, district, actor, language: options.lang ?? 'zh', within };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

const notSetUp = () =>
  failed(
    'district.missing',
    '数据库中还没有辖区：请先运行 npx huimin demo 建立演示区。',
    'There is no district in this database: first run npx huimin demo for the demonstration.',
  );

const unfinished = () =>
  failed(
    'demo.unfinished',
    '演示区尚未建立完成：请运行 npx huimin demo，它会从中断处继续。',
    'The demonstration is not finished: run npx huimin demo, it goes on where it stopped.',
  );
