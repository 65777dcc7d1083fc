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
  const sentences = instruct ? instructions(rewards) : [];
  const last = messages.findLastIndex(({ role }) => role === "user");
  if (sentences.length === 0) return messages;
  // Small models follow best what they have read last.
  return messages.map((message, index) =>
    index === last ? { ...message, content: withSentences(message.content, sentences) } : message,
  );
}

/** What the rewards ask for in words, each sentence once; what the search must not see, the model must not read. */
function instructions(rewards: readonly RewardSpec[]): string[] {
  const sentences = rewards
    .filter(({ audit }) => !audit)
    .map((spec) => definitionOf(spec).instruction?.(spec) ?? "");
  return [...new Set(sentences)].filter((sentence) => sentence !== "");
}

function withSentences(content: string, sentences: readonly string[]): string {
  const own = content.trimEnd();
  return [...(own === "" ? [] : [own, ""]), ...sentences].join("\n");
}
