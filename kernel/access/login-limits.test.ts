import { describe, expect, test } from 'vitest';
import { createGate } from './gate.ts';
import { createLoginLimits } from './login-limits.ts';
import {
  createRecoveryCodes,
  createTotpSecret,
  readRecoveryCode,
  totpCode,
  totpStep,
  totpUrl,
} from './totp.ts';

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

describe('a gate', () => {
  test('lets so many in at once, keeps so many waiting, and sends the rest away', async () => {
    const gate = createGate(2, 3);
    let [running, most] = [0, 0];
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await pause();
      running -= 1;
    };
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => gate.run(work)));
    expect(most).toBe(2);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(answers.at(-1)).toMatchObject({ reason: { code: 'access.busy' } });
    expect(gate.idle).toBe(true);
  });

  test('goes on after work that fails', async () => {
    const gate = createGate(1, 10);
    const failing = gate.run(() => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await gate.run(async () => 'yes')).toBe('yes');
  });
});

describe('limits of log-in', () => {
  const policy = { addressFailuresMax: 3, failuresMax: 2, lockMinutes: 15 } as const;
  const full = { ...policy } as unknown as Parameters<ReturnType<typeof createLoginLimits>['noteUnknown']>[1];

  test('an address waits a minute after too many failures; another one does not', () => {
    let now = 0;
    const limits = createLoginLimits(() => now);
    for (let i = 0; i < 3; i++) limits.noteFailure('10.0.0.1');
    expect(() => limits.checkAddress('10.0.0.1', full)).toThrow(
      expect.objectContaining({ code: 'access.login-rate' }),
    );
    limits.checkAddress('10.0.0.2', full);
    now = 60_000;
    limits.checkAddress('10.0.0.1', full);
    limits.noteFailure('10.0.0.1');
    limits.checkAddress('10.0.0.1', full);
  });

  test('an unknown name is locked like a known one, and opens again', () => {
    let now = 0;
    const limits = createLoginLimits(() => now);
    limits.noteUnknown('ghost', full);
    expect(limits.isNameLocked('ghost')).toBe(false);
    limits.noteUnknown('ghost', full);
    expect(limits.isNameLocked('ghost')).toBe(true);
    now = 15 * 60_000;
    expect(limits.isNameLocked('ghost')).toBe(false);
  });

  test('names from outside do not fill the memory', () => {
    const limits = createLoginLimits(() => 0);
    for (let i = 0; i < 30_000; i++) limits.noteUnknown(`name-${i}`, { ...full, failuresMax: 1 });
    expect(limits.isNameLocked('name-29999')).toBe(true);
    expect(limits.isNameLocked('name-0')).toBe(false);
  });
});

describe('the second factor', () => {
  // RFC 6238, appendix B, SHA-1, the last six digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('gives at %d s the code of the standard', (seconds, code) => {
    expect(totpCode(secret, seconds * 1000)).toBe(code);
    expect(totpStep(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  test('takes the step before and after, and no other', () => {
    const at = 1_700_000_000_000;
    const steps = [-2, -1, 0, 1, 2].map((n) => totpStep(secret, totpCode(secret, at + n * 30_000), at));
    const now = Math.floor(at / 30_000);
    expect(steps).toEqual([undefined, now - 1, now, now + 1, undefined]);
  });

  test('its secret and recovery codes are random, its address is what apps read', () => {
    expect(createTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUrl(secret, 'zhang', '惠民 某区')).toMatch(
      /^otpauth:\/\/totp\/.*secret=GEZ.*&algorithm=SHA1&digits=6&period=30/,
    );
    const codes = createRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
      expect(readRecoveryCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code.replaceAll('-', ''));
    }
    expect(readRecoveryCode('1234')).toBeUndefined();
  });
});
