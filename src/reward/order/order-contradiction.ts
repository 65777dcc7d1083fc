/**
 * Orders that no text can have.
 *
 * @module
 */
import type { OrderRules } from "./order-rules.ts";
import type { OrderEvent } from "./order-spec.ts";

/** An event that has to come, and before that would have to have come; null where none is found. */
export function beforeItself(events: readonly OrderEvent[], rules: OrderRules): OrderEvent | null {
  const firstsOf = events.map((event, number) =>
    rules.precedences
      .filter(({ first, later }) => later === number && !bringsAlong(event, events[first]))
      .map(({ first }) => first),
  );
  const needed = rules.precedences.filter(({ isNeeded }) => isNeeded).map(({ first }) => first);
  const done = new Set<number>();
  const circular = (event: number, above: readonly number[]): number | null => {
    if (above.includes(event)) return event;
    if (done.has(event)) return null;
    done.add(event);
    for (const first of firstsOf[event] ?? []) {
      const found = circular(first, [...above, event]);
      if (found !== null) return found;
    }
    return null;
  };
  for (const event of [...rules.sequence, ...needed]) {
    const found = circular(event, []);
    if (found !== null) return events[found] ?? null;
  }
  return null;
}

/** Whether both may come with the same word: a "red dog" ends with a "dog". */
function bringsAlong(event: OrderEvent, other: OrderEvent | undefined): boolean {
  return event.forms.some((form) => other?.forms.some((ending) => form.endsWith(ending)));
}
