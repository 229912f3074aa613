import { DomainError } from '../base/errors.ts';

/** Lets a bounded number of works run at once and a bounded number wait; the rest is told to come back. */
export interface Gate {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Whether nobody runs or waits. */
  readonly idle: boolean;
}

const busy = (): DomainError =>
  new DomainError({
    kind: 'failed',
    code: 'access.busy',
    zh: '登录人数过多，请稍后再试。',
    en: 'Too many people sign in at the same moment: try again shortly.',
  });

export function createGate(runningMax: number, waitingMax: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < runningMax) {
      running += 1;
      return;
    }
    if (waiting.length >= waitingMax) throw busy();
    // Whoever leaves hands its place on, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    run: async (work) => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
    get idle() {
      return running === 0;
    },
  };
}
