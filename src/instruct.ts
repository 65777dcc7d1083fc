/**
 * Asking the model itself for what the rewards want: the alignment prompt of DeAL (Huang et al. 2024,
 * arXiv:2402.06147).
 *
 * @module
 */
import { definitionOf, type RewardSpec } from "./reward/registry.ts";
import type { Message } from "./spec/message.ts";
import type { AlignRequest } from "./spec/request.ts";

/** The messages that the model reads: where the request says `instruct`, with the sentences of its rewards. */
export function instructedMessages({
  messages = [],
  instruct,
  rewards,
}: Pick<AlignRequest, "messages" | "instruct" | "rewards">): Message[] {
  // Small models follow best what they have read last.
  return withSentences(messages, { after: instruct ? instructions(rewards) : [] });
}

/** What is said beside what the user says, one sentence a line. */
export interface Sentences {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** The messages with sentences before and after what the user says in the last of theirs. */
export function withSentences(messages: Message[], sentences: Sentences): Message[] {
  const last = messages.findLastIndex(({ role }) => role === "user");
  return messages.map((message, index) =>
    index === last ? { ...message, content: amid(message.content, sentences) } : message,
  );
}

/** What the rewards ask for in words, each sentence once; what the search must not see, the model must not read. */
function instructions(rewards: readonly RewardSpec[]): string[] {
  const sentences = rewards
    .filter(({ audit }) => !audit)
    .map((spec) => definitionOf(spec).instruction?.(spec) ?? "");
  return [...new Set(sentences)].filter((sentence) => sentence !== "");
}

function amid(content: string, { before = [], after = [] }: Sentences): string {
  if (before.length + after.length === 0) return content;
  const parts = [before.join("\n"), content.trimEnd(), after.join("\n")];
  return parts.filter((part) => part !== "").join("\n\n");
}
