/**
 * From an alignment to a chat completion.
 *
 * @module
 */
import type { ChatCompletion } from "../../src/spec/openai/chat-completion.ts";
import type { ChatRequest } from "../../src/spec/openai/chat-request.ts";
import type { Alignment, Choice } from "../../src/spec/result.ts";
import { answerHead, choiceReport, openAiUsage, searchReport } from "./answer.ts";

export function toChatCompletion(
  alignment: Alignment,
  { metadata }: Pick<ChatRequest, "metadata">,
  fingerprint: string | null,
): ChatCompletion {
  return {
    ...answerHead(alignment, { prefix: "chatcmpl", fingerprint }),
    object: "chat.completion",
    choices: alignment.choices.map(toChoice),
    usage: openAiUsage(alignment),
    ...(metadata && { metadata }),
    alignment: searchReport(alignment),
  };
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
