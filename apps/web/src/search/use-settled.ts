import { useEffect, useState } from 'react';

const SETTLE_MS = 200;

/** A text once nobody has typed for a moment, so that not every letter is asked for. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
