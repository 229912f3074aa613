import { DomainError } from '../base/errors.ts';
import type { AccessPolicy } from './access-policy.ts';
import { createGate, type Gate } from './gate.ts';

/** What one server remembers of failed log-ins: addresses that try too often, and names that nobody has. */
export interface LoginLimits {
  /** Throws 'access.login-rate' for an address with too many failures in this minute. */
  checkAddress(address: string, policy: AccessPolicy): void;
  noteFailure(address: string): void;
  /** Whether an unknown name is "locked", as a known one would be. */
  isNameLocked(username: string): boolean;
  /** Counts a failure of an unknown name. */
  noteUnknown(username: string, policy: AccessPolicy): void;
  /** Only as many proofs of one name at once as may fail before it is locked: the rest then meets the lock. */
  inTurn<T>(username: string, policy: AccessPolicy, work: () => Promise<T>): Promise<T>;
}

const MINUTE_MS = 60_000;
/** Names and addresses come from outside: more than these are forgotten, oldest first. */
const REMEMBERED_MAX = 20_000;
const WAITING_MAX = 500;

interface Failures {
  count: number;
  /** End of the minute that is counted, or of the lock. */
  until: number;
}

export function createLoginLimits(now: () => number): LoginLimits {
  const addresses = new Map<string, Failures>();
  const names = new Map<string, Failures>();
  const gates = new Map<string, Gate>();
  return {
    checkAddress: (address, policy) => {
      const failures = addresses.get(address);
      if (failures === undefined || failures.until <= now()) return;
      if (failures.count >= policy.addressFailuresMax) throw tooOften();
    },
    noteFailure: (address) => {
      const failures = addresses.get(address);
      if (failures !== undefined && failures.until > now()) failures.count += 1;
      else remember(addresses, address, { count: 1, until: now() + MINUTE_MS });
    },
    isNameLocked: (username) => (names.get(username)?.until ?? 0) > now(),
    noteUnknown: (username, policy) => {
      const failures = names.get(username) ?? { count: 0, until: 0 };
      failures.count += 1;
      if (failures.count >= policy.failuresMax) {
        failures.count = 0;
        failures.until = now() + policy.lockMinutes * MINUTE_MS;
      }
      remember(names, username, failures);
    },
    inTurn: async (username, policy, work) => {
      const gate = gates.get(username) ?? createGate(policy.failuresMax, WAITING_MAX);
      gates.set(username, gate);
      try {
        return await gate.run(work);
      } finally {
        if (gate.idle) gates.delete(username);
      }
    },
  };
}

function remember(map: Map<string, Failures>, key: string, failures: Failures): void {
  map.delete(key);
  map.set(key, failures);
  if (map.size <= REMEMBERED_MAX) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}

const tooOften = (): DomainError =>
  new DomainError({
    kind: 'forbidden',
    code: 'access.login-rate',
    zh: '此地址登录失败过多，请一分钟后再试。',
    en: 'Too many failed log-ins from this address: try again in a minute.',
  });
