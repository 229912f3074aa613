import { useSyncExternalStore } from 'react';

const PHONE = matchMedia('(max-width: 700px)');
const NARROW = matchMedia('(max-width: 1080px)');

const watching =
  (media: MediaQueryList) =>
  (changed: () => void): (() => void) => {
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  };
const watchPhone = watching(PHONE);
const watchNarrow = watching(NARROW);

/** Whether the window is as narrow as a phone's; the same width stands in the style sheets. */
export const useIsPhone = (): boolean => useSyncExternalStore(watchPhone, () => PHONE.matches);

/** Whether the main navigation has no room beside the name of the system. */
export const useIsNarrow = (): boolean => useSyncExternalStore(watchNarrow, () => NARROW.matches);
