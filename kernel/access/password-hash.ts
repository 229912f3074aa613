import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { failed } from '../base/errors.ts';
import { createGate } from './gate.ts';
import { normalisePassword } from './password.ts';

/** Cost of argon2id; stored with every hash, so that raising it leaves older hashes readable. */
interface Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane; about 25 ms of one core. */
const COST: Cost = { memoryKib: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/**
 * Hashing runs on Node's own four threads; one of them is left for files and names, and one core for everybody who is
 * signed in already: with every core hashing, a hundred people coming to work would hold up the others' pages.
 */
const HASHING_MAX = Math.max(1, Math.min(3, availableParallelism() - 1));
const WAITING_MAX = 2_000;

const gate = createGate(HASHING_MAX, WAITING_MAX);

const derive = (password: string, salt: Buffer, cost: Cost): Promise<Buffer> =>
  gate.run(
    () =>
      new Promise((resolve, reject) =>
        argon2(
          'argon2id',
          {
            message: Buffer.from(normalisePassword(password), 'utf8'),
            nonce: salt,
            parallelism: cost.parallelism,
            tagLength: HASH_BYTES,
            memory: cost.memoryKib,
            passes: cost.passes,
          },
          (error, hash) => (error === null ? resolve(hash) : reject(error)),
        ),
      ),
  );

const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The hash of a password as the usual text `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. Off the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  const { memoryKib, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${text(salt)}$${text(hash)}`;
}

const FORMAT =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,64})\$([A-Za-z0-9+/]{43})$/;

interface Parsed extends Cost {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

function parse(stored: string): Parsed {
  const [, memory, passes, parallelism, salt = '', hash = ''] = FORMAT.exec(stored) ?? [];
  if (memory === undefined) {
    throw failed(
      'access.hash-format',
      '密码记录已损坏：请由系统管理员重置密码。',
      'The stored password is damaged: have it reset.',
    );
  }
  return {
    memoryKib: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

let nobody: Promise<string> | undefined;
/** A hash that no password has, so that an unknown user name takes as long as a known one. */
const hashOfNobody = (): Promise<string> => (nobody ??= hashPassword(text(randomBytes(HASH_BYTES))));

/** Whether the password belongs to the hash. Without a hash it takes as long, and the answer is no. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const { salt, hash, ...cost } = parse(stored ?? (await hashOfNobody()));
  const given = await derive(password, salt, cost);
  return timingSafeEqual(given, hash) && stored !== null && stored !== undefined;
}

/** Whether a hash was made at another cost than today's and should be made anew at the next log-in. */
export function needsRehash(stored: string): boolean {
  const { memoryKib, passes, parallelism } = parse(stored);
  return memoryKib !== COST.memoryKib || passes !== COST.passes || parallelism !== COST.parallelism;
}
