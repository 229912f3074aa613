import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 700px)';

const subscribe = (changed: () => void): (() => void) => {
  const media = matchMedia(PHONE);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};

/** Whether the window is as narrow as a phone's; the same width stands in the style sheets. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(PHONE).matches);
