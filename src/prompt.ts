/**
 * From what the client sent to the tokens the model reads.
 *
 * @module
 */
import { instructedMessages } from "./instruct.ts";
import type { LanguageModel } from "./model/language-model.ts";
import type { AlignRequest } from "./spec/request.ts";
import { TillerError } from "./spec/tiller-error.ts";

/** Of an answer, unless the request says more. */
export const defaultMaxTokens = 128;

export interface PreparedPrompt {
  tokens: number[];
  /** Most tokens an answer may have: as asked for, or as many as fit. */
  maxTokens: number;
}

/** @throws TillerError `invalid_request` where the prompt or the answer does not fit the model's context */
export function preparePrompt(request: AlignRequest, model: LanguageModel): PreparedPrompt {
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

function promptText(request: AlignRequest, model: LanguageModel): string {
  if (!request.messages) return request.prompt ?? "";
  if (!model.chatTemplate) throw refuse("/messages", `${model.name} has no chat template; send a prompt`);
  return model.chatTemplate.render(instructedMessages(request));
}

/** The text that asks for the answer: the raw prompt, or the user's last message, as the client sent it. */
export function promptToAnswer({ prompt, messages = [] }: AlignRequest): string {
  return prompt ?? messages.findLast(({ role }) => role === "user")?.content ?? "";
}

function refuse(param: string, message: string): TillerError {
  return new TillerError("invalid_request", message, { param });
}
