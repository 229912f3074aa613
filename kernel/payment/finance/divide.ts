/**
 * Divides a sum by whole weights so that the parts make it up to the fen: each gets its share rounded down, and the
 * fen that remain go one by one to the largest remainders, the first of equals before the others.
 */
export function divide(amountFen: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n) throw new RangeError('weights make up nothing');
  const shares = weights.map((weight, i) => {
    const product = BigInt(amountFen) * BigInt(weight);
    return { i, part: product / total, rest: product % total };
  });
  const left = Number(BigInt(amountFen) - shares.reduce((sum, { part }) => sum + part, 0n));
  const parts = shares.map(({ part }) => Number(part));
  const byRest = shares.toSorted((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of byRest.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}
