import { hash, randomFillSync } from 'node:crypto';

const COUNTER_MAX = 0xfff;
// A new millisecond starts in the lower half, which leaves room for at least 2048 ids before time is borrowed.
const COUNTER_START_MAX = 0x7ff;
const ID_RANDOM_BYTES = 10;
const POOL_BYTES = 8_000;

const pool = Buffer.alloc(POOL_BYTES);
let poolUsed = POOL_BYTES;
let lastMillis = -1;
let counter = 0;

const nextRandom = (): Buffer => {
  if (poolUsed >= POOL_BYTES) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  poolUsed += ID_RANDOM_BYTES;
  return pool.subarray(poolUsed - ID_RANDOM_BYTES, poolUsed);
};

// RFC 9562 layout: 48 bits, version, 12 bits, variant 10, 62 bits (hex64 supplies 16 digits of which 62 bits count).
const layout = (first48: number, version: 7 | 8, next12: number, hex64: string): string => {
  const head = first48.toString(16).padStart(12, '0');
  const variant = (0x8 | (Number.parseInt(hex64.charAt(0), 16) & 0x3)).toString(16);
  const third = version.toString(16) + next12.toString(16).padStart(3, '0');
  return `${head.slice(0, 8)}-${head.slice(8)}-${third}-${variant}${hex64.slice(1, 4)}-${hex64.slice(4, 16)}`;
};

/**
 * A UUID version 7 (RFC 9562). Every id is greater than the one before it in this process, even when `now`
 * (milliseconds since 1970) repeats or goes back: time then stays at the latest millisecond seen.
 */
export const uuidv7 = (now: number = Date.now()): string => {
  const random = nextRandom();
  if (now > lastMillis) {
    lastMillis = Math.floor(now);
    counter = random.readUInt16BE(8) & COUNTER_START_MAX;
  } else if (counter < COUNTER_MAX) {
    counter += 1;
  } else {
    lastMillis += 1;
    counter = 0;
  }
  return layout(lastMillis, 7, counter, random.toString('hex', 0, 8));
};

/**
 * Reproducible ids for the demonstration: the same seed gives the same sequence of version 8 UUIDs. They start with
 * the running number, so they sort in the order of creation and keep indexes compact.
 */
export const deterministicIds = (seed: string): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    const hex = hash('sha256', `${seed}\0${count}`, 'hex');
    return layout(count, 8, Number.parseInt(hex.slice(16, 19), 16), hex.slice(0, 16));
  };
};
