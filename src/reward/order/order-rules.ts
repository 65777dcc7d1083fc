/**
 * Rules about the order of events, in terms of linear temporal logic on finite traces (LTLf).
 *
 * @module
 */
import type { Happening } from "./happenings.ts";

/** `before`: ¬later W first; `until`: ¬later U first, so `first` has to come; both name events by their numbers. */
export interface Precedence {
  first: number;
  later: number;
  isNeeded: boolean;
}

export interface OrderRules {
  precedences: readonly Precedence[];
  /** Events that must come one after the other, whatever else comes: F(a ∧ XF(b ∧ XF c)); perhaps none. */
  sequence: readonly number[];
}

/** How far the rules have got. */
export interface Progress {
  /** For each event, whether it has come. */
  readonly seen: readonly boolean[];
  /** For each precedence, whether `later` came without `first`. */
  readonly broken: readonly boolean[];
  /** Events of the sequence that have come in order. */
  readonly steps: number;
  /** Where the last of them ends. */
  readonly lastEnd: number;
}

export function noProgress({ precedences }: OrderRules, events: number): Progress {
  return {
    seen: Array.from({ length: events }, () => false),
    broken: precedences.map(() => false),
    steps: 0,
    lastEnd: 0,
  };
}

/** @param happenings - by their ends; those that end together come at the same time */
export function follow(rules: OrderRules, progress: Progress, happenings: readonly Happening[]): Progress {
  let now = progress;
  for (let from = 0; from < happenings.length; ) {
    const end = happenings[from]?.end;
    let to = from;
    while (happenings[to]?.end === end) to++;
    now = step(rules, now, happenings.slice(from, to));
    from = to;
  }
  return now;
}

function step(rules: OrderRules, progress: Progress, together: readonly Happening[]): Progress {
  const comes = (event: number) => together.some((happening) => happening.event === event);
  const seen = progress.seen.map((before, event) => before || comes(event));
  const broken = progress.broken.map((before, index) => {
    const rule = rules.precedences[index];
    return before || (rule !== undefined && comes(rule.later) && !seen[rule.first]);
  });
  const next = together.find(
    ({ event, start }) => event === rules.sequence[progress.steps] && start >= progress.lastEnd,
  );
  return next
    ? { seen, broken, steps: progress.steps + 1, lastEnd: next.end }
    : { ...progress, seen, broken };
}

/** The share of the rules that hold; a sequence, and what has to come, count by how far they have got. */
export function shareHeld(rules: OrderRules, progress: Progress): number {
  const { broken, steps } = progress;
  const precedences = rules.precedences.map((rule, index) =>
    broken[index] ? 0 : isWaiting(rule, index, progress) ? 0.5 : 1,
  );
  const sequence = rules.sequence.length > 0 ? [steps / rules.sequence.length] : [];
  return mean([...precedences, ...sequence]);
}

/** The share that may still come to hold. */
export function shareOpen({ sequence }: OrderRules, { broken }: Progress): number {
  return mean([...broken.map((isBroken) => (isBroken ? 0 : 1)), ...(sequence.length > 0 ? [1] : [])]);
}

/** The number of rules that hold. */
export function rulesHeld(rules: OrderRules, progress: Progress): number {
  const { broken, steps } = progress;
  const precedences = rules.precedences.filter(
    (rule, index) => !broken[index] && !isWaiting(rule, index, progress),
  );
  return precedences.length + (rules.sequence.length > 0 && steps === rules.sequence.length ? 1 : 0);
}

/** Events that have to come and have not. */
export function missingEvents(rules: OrderRules, progress: Progress): number[] {
  const needed = rules.precedences.filter((rule, index) => isWaiting(rule, index, progress));
  return [...new Set([...rules.sequence.slice(progress.steps), ...needed.map(({ first }) => first)])];
}

function isWaiting({ first, isNeeded }: Precedence, index: number, { seen, broken }: Progress): boolean {
  return isNeeded && !broken[index] && !seen[first];
}

/** Events that should come next: those that are waited for or, where one must not come yet, what has to come before it. */
export function nextEvents(rules: OrderRules, { seen, broken, steps }: Progress): number[] {
  const open = rules.precedences.filter(({ first }, index) => !broken[index] && !seen[first]);
  const needed = open.filter(({ isNeeded }) => isNeeded).map(({ first }) => first);
  const considered = new Set([...rules.sequence.slice(steps, steps + 1), ...needed]);
  const next: number[] = [];
  // A set may grow while it is gone through.
  for (const event of considered) {
    const waitsFor = open.filter(({ later }) => later === event);
    if (waitsFor.length === 0) next.push(event);
    for (const { first } of waitsFor) considered.add(first);
  }
  return next;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
