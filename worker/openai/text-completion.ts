/**
 * From an alignment to a completion.
 *
 * @module
 */
import type { TextChunk } from "../../src/spec/openai/chunk.ts";
import type { CompletionRequest } from "../../src/spec/openai/completion-request.ts";
import type { ListedLogprobs, TextCompletion } from "../../src/spec/openai/text-completion.ts";
import type { Alignment, Choice } from "../../src/spec/result.ts";
import type { TokenLogprob } from "../../src/spec/token-logprob.ts";
import { answerHead, choiceReport, openAiUsage, searchReport } from "./answer.ts";
import { type ChunkForm, Chunks } from "./chunks.ts";
import { promptOf } from "./translation.ts";

export function toTextCompletion(
  alignment: Alignment,
  { prompt, echo }: Pick<CompletionRequest, "prompt" | "echo">,
  fingerprint: string | null,
): TextCompletion {
  const before = echo ? promptOf(prompt) : "";
  return {
    ...answerHead("cmpl", alignment.model, fingerprint),
    object: "text_completion",
    choices: alignment.choices.map((choice) => toChoice(choice, before)),
    usage: openAiUsage(alignment),
    alignment: searchReport(alignment),
  };
}

/** The same, chunk by chunk. */
export function textChunks(
  { model, prompt, echo, stream_options }: CompletionRequest,
  fingerprint: string | null,
): Chunks<TextChunk["choices"][number]> {
  const open = { finish_reason: null, logprobs: null };
  const form: ChunkForm<TextChunk["choices"][number]> = {
    head: { ...answerHead("cmpl", model, fingerprint), object: "text_completion" },
    begin: (index) => (echo ? { index, text: promptOf(prompt), ...open } : null),
    goOn: ({ index, text }) => ({ index, text, ...open }),
    end: (choice) => ({ ...toChoice(choice, ""), text: "" }),
    tail: {},
  };
  return new Chunks(form, stream_options?.include_usage ?? false);
}

function toChoice(choice: Choice, before: string): TextCompletion["choices"][number] {
  const { index, text, finish_reason, logprobs, refused } = choice;
  return {
    index,
    text: before + text,
    finish_reason: refused ? "content_filter" : finish_reason,
    logprobs: logprobs ? listed(logprobs) : null,
    alignment: choiceReport(choice),
  };
}

/** In lists side by side, as completions have always had them. */
function listed(logprobs: readonly TokenLogprob[]): ListedLogprobs {
  const withAlternatives = logprobs.some(({ top_logprobs }) => top_logprobs.length > 0);
  return {
    tokens: logprobs.map(({ token }) => token),
    token_logprobs: logprobs.map(({ logprob }) => logprob),
    ...(withAlternatives && { top_logprobs: logprobs.map(byText) }),
    text_offset: offsets(logprobs),
  };
}

function byText({ token, logprob, top_logprobs }: TokenLogprob): Record<string, number> {
  return Object.fromEntries(
    [...top_logprobs, { token, logprob }].map((entry) => [entry.token, entry.logprob]),
  );
}

/** Where each token begins; one that goes on with a character begins where that does. */
function offsets(logprobs: readonly TokenLogprob[]): number[] {
  const decoder = new TextDecoder();
  let length = 0;
  return logprobs.map(({ bytes }) => {
    const begins = length;
    length += decoder.decode(Uint8Array.from(bytes), { stream: true }).length;
    return begins;
  });
}
