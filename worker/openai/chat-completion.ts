/**
 * From an alignment to a chat completion.
 *
 * @module
 */
import type { ChatCompletion } from "../../src/spec/openai/chat-completion.ts";
import type { ChatRequest } from "../../src/spec/openai/chat-request.ts";
import type { ChatChunk } from "../../src/spec/openai/chunk.ts";
import type { Alignment, Choice } from "../../src/spec/result.ts";
import { answerHead, choiceReport, openAiUsage, searchReport } from "./answer.ts";
import { type ChunkForm, Chunks } from "./chunks.ts";

export function toChatCompletion(
  alignment: Alignment,
  { metadata }: Pick<ChatRequest, "metadata">,
  fingerprint: string | null,
): ChatCompletion {
  return {
    ...answerHead("chatcmpl", alignment.model, fingerprint),
    object: "chat.completion",
    choices: alignment.choices.map(toChoice),
    usage: openAiUsage(alignment),
    ...(metadata && { metadata }),
    alignment: searchReport(alignment),
  };
}

/** The same, chunk by chunk. */
export function chatChunks(
  { model, metadata, stream_options }: ChatRequest,
  fingerprint: string | null,
): Chunks<ChatChunk["choices"][number]> {
  const open = { finish_reason: null, logprobs: null };
  const form: ChunkForm<ChatChunk["choices"][number]> = {
    head: { ...answerHead("chatcmpl", model, fingerprint), object: "chat.completion.chunk" },
    begin: (index) => ({ index, delta: { role: "assistant", content: "", refusal: null }, ...open }),
    goOn: ({ index, text, refused }) => ({
      index,
      delta: refused ? { refusal: text } : { content: text },
      ...open,
    }),
    end: (choice) => {
      const { message: _, ...end } = toChoice(choice);
      return { ...end, delta: {} };
    },
    tail: metadata ? { metadata } : {},
  };
  return new Chunks(form, stream_options?.include_usage ?? false);
}

function toChoice(choice: Choice): ChatCompletion["choices"][number] {
  const { index, text, finish_reason, logprobs = null, refused = false } = choice;
  return {
    index,
    message: { role: "assistant", content: refused ? null : text, refusal: refused ? text : null },
    finish_reason,
    logprobs: logprobs && { content: refused ? null : logprobs, refusal: refused ? logprobs : null },
    alignment: choiceReport(choice),
  };
}
