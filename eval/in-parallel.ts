/**
 * Several pieces of work at once.
 *
 * @module
 */

/**
 * Runs `work` on each item, in their order, on at most `width` at a time. Once one fails, no other begins,
 * those under way are told by their signal, and the failure is thrown when they have come to an end.
 */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const rest = items.values();
  const worker = async () => {
    for (let next = rest.next(); !next.done && !stop.signal.aborted; next = rest.next()) {
      await work(next.value, stop.signal).catch((error: unknown) => stop.abort(error));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  stop.signal.throwIfAborted();
}
