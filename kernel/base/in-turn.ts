/** Runs what is given one after the other, in the order in which it was given: one connection does one thing at a time. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = before.then(work);
    // The next one runs even if this one fails; who gave it hears of the failure.
    before = mine.catch(() => undefined);
    return mine;
  };
}
