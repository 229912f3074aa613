import { useSyncExternalStore } from 'react';

/** Who waits for the log-in dialog; each is told whether the session is back. */
const waiting = new Set<(signedIn: boolean) => void>();
const watchers = new Set<() => void>();
let guarded = false;

const tell = (): void => watchers.forEach((changed) => changed());

const settle = (signedIn: boolean): void => {
  for (const resolve of waiting) resolve(signedIn);
  waiting.clear();
  tell();
};

const subscribe = (changed: () => void): (() => void) => {
  watchers.add(changed);
  return () => watchers.delete(changed);
};

/**
 * What a call does when its session has ended: it waits until somebody has signed in again over the page. Without a
 * dialog on the page (nobody had signed in) nothing can be waited for.
 */
export const sessionGate = {
  /** Resolves to true once the same person has signed in again, to false when that is given up. */
  wait: (): Promise<boolean> =>
    guarded
      ? new Promise((resolve) => {
          waiting.add(resolve);
          tell();
        })
      : Promise.resolve(false),
  /** The dialog is there; gives what takes it away. */
  guard: (): (() => void) => {
    guarded = true;
    return () => {
      guarded = false;
      settle(false);
    };
  },
  settle,
};

/** Whether calls wait for a log-in. */
export const useSessionLost = (): boolean => useSyncExternalStore(subscribe, () => waiting.size > 0);
