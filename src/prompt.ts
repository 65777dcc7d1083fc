/**
 * From what the client sent to the tokens the model reads.
 *
 * @module
 */
import { instructedMessages } from "./instruct.ts";
import type { LanguageModel } from "./model/language-model.ts";
import type { Message } from "./spec/message.ts";
import type { AlignRequest } from "./spec/request.ts";
import { TillerError } from "./spec/tiller-error.ts";

/** Of an answer, unless the request says more. */
export const defaultMaxTokens = 128;

export interface PreparedPrompt {
  tokens: number[];
  /** Most tokens an answer may have: as asked for, or as many as fit. */
  maxTokens: number;
}

/** The fields of a request that say what is to be answered. */
export type PromptRequest = Pick<AlignRequest, "prompt" | "messages" | "instruct" | "rewards" | "max_tokens">;

/** @throws TillerError `invalid_request` where the prompt or the answer does not fit the model's context */
export function preparePrompt(request: PromptRequest, model: LanguageModel): PreparedPrompt {
  const param = request.messages ? "/messages" : "/prompt";
  const tokens = model.tokenizer.encode(promptText(request, model));
  if (tokens.length === 0) throw refuse(param, "has no tokens");
  const room = model.context - tokens.length;
  if (room < 1) {
    throw refuse(
      param,
      `has ${tokens.length} tokens; the model's context of ${model.context} leaves no room for an answer`,
    );
  }
  const maxTokens = request.max_tokens ?? Math.min(defaultMaxTokens, room);
  if (maxTokens > room) {
    throw refuse(
      "/max_tokens",
      `${maxTokens} tokens do not fit: the prompt leaves ${room} of the model's context of ${model.context}`,
    );
  }
  return { tokens, maxTokens };
}

/** Steps that computing the prompt takes. */
export function promptSteps({ tokens }: PreparedPrompt, { maxRows }: Pick<LanguageModel, "maxRows">): number {
  return Math.ceil(tokens.length / maxRows);
}

/** All that the model reads before the answer. */
export function promptText(request: PromptRequest, model: LanguageModel): string {
  return request.messages ? renderMessages(instructedMessages(request), model) : (request.prompt ?? "");
}

/** @throws TillerError `invalid_request` where the model takes no messages, or not these */
export function renderMessages(
  messages: readonly Message[],
  { name, chatTemplate }: Pick<LanguageModel, "name" | "chatTemplate">,
): string {
  if (!chatTemplate) throw refuse("/messages", `${name} has no chat template; send a prompt`);
  return chatTemplate.render(messages);
}

/** The text that asks for the answer: the raw prompt, or the user's last message, as the client sent it. */
export function promptToAnswer({ prompt, messages = [] }: Pick<AlignRequest, "prompt" | "messages">): string {
  return prompt ?? messages.findLast(({ role }) => role === "user")?.content ?? "";
}

function refuse(param: string, message: string): TillerError {
  return new TillerError("invalid_request", message, { param });
}
