/**
 * The language model as a reader of answers to the same request, asked for otherwise.
 *
 * @module
 */
import type { Asides } from "./decode/asides.ts";
import { type Sentences, withSentences } from "./instruct.ts";
import type { LanguageModel } from "./model/language-model.ts";
import { type PromptRequest, promptText } from "./prompt.ts";
import type { ModelReader } from "./reward/reward.ts";
import { TillerError } from "./spec/tiller-error.ts";

export function modelReader(request: PromptRequest, model: LanguageModel, asides: Asides): ModelReader {
  return {
    behind(sentences) {
      const aside = asides.lay(model.tokenizer.encode(promptText(saying(request, sentences), model)));
      if (aside.room >= 1) return aside;
      throw new TillerError(
        "invalid_request",
        `the prompt leaves no room to judge an answer in the model's context of ${model.context}`,
      );
    },
    most: (some) => asides.most(some),
    read: (some, texts) => asides.read(some, texts),
  };
}

/** The request as if the user said this, too, and nothing else of what its rewards want. */
function saying(request: PromptRequest, sentences: Sentences): PromptRequest {
  const { prompt, messages } = request;
  if (prompt !== undefined) {
    // The answer goes on from its last character.
    const all = [...(sentences.before ?? []), ...(sentences.after ?? [])];
    return { ...request, prompt: `${all.join("\n")}\n\n${prompt}` };
  }
  if (!messages?.some(({ role }) => role === "user")) {
    throw new TillerError("invalid_request", "needs a message of the user's, which the answer is judged by");
  }
  return { ...request, messages: withSentences(messages, sentences), instruct: false };
}
