import { hashPassword } from '../kernel/access/password-hash.ts';
import type { Database } from '../kernel/db/database.ts';
import { DISTRICT_NO } from './kernel-population.ts';
import { openCaller, openLoop, type Target } from './load.ts';

const LOG_INS = 150;
const WITHIN_MS = 1_000;
const PASSWORD = 'Bench-password-2020';
/** Other people's work meanwhile. */
const READS_PER_SECOND = 100;

interface LogInFigures {
  readonly logIns: number;
  readonly succeeded: number;
  /** From the first one's arrival until the last one's answer. */
  readonly secondsUntilLast: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Single reads of others while the log-ins were under way, and as many without them. */
  readonly readsMeanwhile: { readonly p50Ms: number; readonly p99Ms: number };
  readonly readsAlone: { readonly p50Ms: number; readonly p99Ms: number };
}

const rounded = (value: number): number => Number(value.toPrecision(3));
const at = (sorted: readonly number[], share: number): number =>
  rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/** 150 people who come to work in the same second, each with an own password to be checked, while others read. */
export async function benchLogIns(db: Database, reads: Target): Promise<LogInFigures> {
  const usernames = await addAccounts(db);
  const reading = (seconds: number) => openLoop(reads, READS_PER_SECOND, seconds);
  const alone = await reading(5);
  const start = performance.now();
  let last = start;
  const times: number[] = [];
  const one = async (username: string, i: number): Promise<void> => {
    const caller = await openCaller({ port: reads.port });
    await new Promise((resolve) => setTimeout(resolve, (i * WITHIN_MS) / LOG_INS));
    const begin = performance.now();
    await caller.post('/api/login', { username, password: PASSWORD });
    last = performance.now();
    times.push(last - begin);
    caller.close();
  };
  const [meanwhile, ...answers] = await Promise.all([
    reading(4),
    ...usernames.map((username, i) =>
      one(username, i).then(
        () => true,
        (error: unknown) => {
          process.stderr.write(`${String(error).slice(0, 300)}\n`);
          return false;
        },
      ),
    ),
  ]);
  times.sort((a, b) => a - b);
  const figure = (list: readonly number[]) => ({ p50Ms: at(list, 0.5), p99Ms: at(list, 0.99) });
  return {
    logIns: LOG_INS,
    succeeded: answers.filter(Boolean).length,
    secondsUntilLast: rounded((last - start) / 1000),
    p50Ms: at(times, 0.5),
    p95Ms: at(times, 0.95),
    readsMeanwhile: figure(meanwhile),
    readsAlone: figure(alone),
  };
}

/** Accounts with one password, hashed at the cost of real ones. */
const addAccounts = (db: Database): Promise<string[]> =>
  db.asOwner(async (owner) => {
    const usernames = Array.from({ length: LOG_INS }, (_, i) => `early${i}`);
    await owner.query(
      `insert into account (id, username, display_name, role, division_no)
       select gen_random_uuid(), u, 'bench', 'bureau_clerk', $2 from unnest($1::text[]) u on conflict do nothing`,
      [usernames, DISTRICT_NO],
    );
    await owner.query(
      `insert into account_credential (account_id, password_hash, password_changed_at, must_change)
       select id, $2, now(), false from account where username = any($1::text[]) on conflict do nothing`,
      [usernames, await hashPassword(PASSWORD)],
    );
    return usernames;
  });
