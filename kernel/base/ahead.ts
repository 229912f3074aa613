/** A piece of something long, and where the next one begins. */
export interface Piece<K> {
  /** The key of its last member; undefined when there is nothing left. */
  readonly last: K | undefined;
}

/** Loads the next piece while the present one is worked on; the first is that after `start`. */
export async function* ahead<K, P extends Piece<K>>(
  start: K,
  load: (after: K) => Promise<P>,
): AsyncGenerator<P> {
  let next = load(start);
  for (;;) {
    const piece = await next;
    if (piece.last === undefined) return;
    next = load(piece.last);
    // When the work stops here nobody waits for it any more; its failure must not end the process.
    next.catch(() => undefined);
    yield piece;
  }
}
