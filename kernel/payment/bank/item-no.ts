/** Number of one item at the bank: run, item and attempt, so that a result is read once and lands on its item. */
export const itemNo = (runNo: string, itemSeq: number, attempt: number): string =>
  `${runNo}-${String(itemSeq).padStart(6, '0')}-${attempt}`;
