/**
 * Whether the fields of a request fit each other that say what is to be answered, and by which rewards.
 *
 * @module
 */
import type { z } from "zod";
import { combineProblems, type NamedReward } from "./check-combine.ts";
import type { CombineSpec } from "./combine.ts";
import type { Message } from "./message.ts";

interface PromptFields {
  prompt?: string | undefined;
  messages?: readonly Message[] | undefined;
  instruct: boolean;
  combine: CombineSpec;
  rewards: readonly NamedReward[];
}

/** For `superRefine`. */
export function checkPrompt(
  { prompt, messages, instruct, combine, rewards }: PromptFields,
  context: z.RefinementCtx,
): void {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", message, path: [field] });
  if (prompt === undefined && messages === undefined) refuse("prompt", "needs prompt or messages");
  if (prompt !== undefined && messages !== undefined)
    refuse("prompt", "needs either prompt or messages, not both");
  if (instruct && messages && !messages.some(({ role }) => role === "user"))
    refuse("instruct", "needs a message of the user to stand in");
  if (instruct && prompt !== undefined)
    refuse("instruct", "needs messages: to a raw prompt nothing is added");
  for (const problem of combineProblems(combine, rewards)) context.addIssue({ code: "custom", ...problem });
}
