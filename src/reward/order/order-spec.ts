/**
 * The spec of an `order` reward, and the events and rules in it.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../../spec/reward-fields.ts";
import { type Keyword, keywordSchema, readKeyword } from "../keywords/keyword-items.ts";
import { fold } from "../text/words.ts";
import type { OrderRules } from "./order-rules.ts";

const mostRules = 50;
/** Most words, forms counted one by one, that one reward may name. */
const mostWords = 500;

const ruleFields = {
  before: z
    .array(z.tuple([keywordSchema, keywordSchema]))
    .max(mostRules)
    .default([])
    .meta({
      description:
        "Pairs: the second must not come before the first has come (weak until: ¬second W first). Neither has to come.",
    }),
  sequence: z.array(keywordSchema).max(mostRules).default([]).meta({
    description:
      "Events that must come one after the other, whatever comes in between: eventually the first, after it eventually the second, and so on.",
  }),
  until: z
    .array(z.strictObject({ absent: keywordSchema, until: keywordSchema }))
    .max(mostRules)
    .default([])
    .meta({
      description:
        "`absent` must not come before `until`, and `until` has to come (strong until: ¬absent U until).",
    }),
};

export type OrderSpec = z.infer<z.ZodObject<typeof ruleFields>>;

export const orderSchema = rewardFieldsSchema
  .extend({ type: z.literal("order"), ...ruleFields })
  .refine((spec) => eventsOf(spec).length > 0, "needs before, sequence or until")
  .refine((spec) => eventsOf(spec).flatMap((event) => readKeyword(event).forms).length <= mostWords, {
    message: `names more than ${mostWords} words`,
    path: ["before"],
  })
  .superRefine(({ before, until }, context) => {
    const check = (pair: readonly Keyword[], path: PropertyKey[]) => {
      if (new Set(pair.map(keyOf)).size === pair.length) return;
      context.addIssue({ code: "custom", message: "must name two different events", path });
    };
    for (const [index, pair] of before.entries()) check(pair, ["before", index]);
    for (const [index, { absent, until: first }] of until.entries()) check([first, absent], ["until", index]);
  });

export interface OrderEvent {
  label: string;
  /** As it would be written. */
  written: readonly string[];
  /** As it is searched for: folded. */
  forms: readonly string[];
}

/** The rules, with each event named by its place among the events. */
export function readOrder(spec: OrderSpec): { events: OrderEvent[]; rules: OrderRules } {
  const numbers = new Map<string, number>();
  const events: OrderEvent[] = [];
  for (const item of eventsOf(spec)) {
    if (numbers.has(keyOf(item))) continue;
    numbers.set(keyOf(item), events.length);
    const written = readKeyword(item).forms.map(tidy);
    events.push({ label: written.join("/"), written, forms: [...new Set(written.map(fold))] });
  }
  const numberOf = (item: Keyword) => numbers.get(keyOf(item)) ?? 0;
  const before = spec.before.map(([first, later]) => ({
    first: numberOf(first),
    later: numberOf(later),
    isNeeded: false,
  }));
  const until = spec.until.map(({ absent, until }) => ({
    first: numberOf(until),
    later: numberOf(absent),
    isNeeded: true,
  }));
  return { events, rules: { precedences: [...before, ...until], sequence: spec.sequence.map(numberOf) } };
}

function eventsOf({ before, sequence, until }: OrderSpec): Keyword[] {
  return [...before.flat(), ...sequence, ...until.flatMap(({ absent, until }) => [absent, until])];
}

function keyOf(item: Keyword): string {
  return JSON.stringify(
    readKeyword(item)
      .forms.map((form) => fold(tidy(form)))
      .sort(),
  );
}

function tidy(form: string): string {
  return form.trim().replaceAll(/\s+/gu, " ").normalize("NFC");
}
