/**
 * A text in the model's tokens.
 *
 * @module
 */
import { nothingRead, type Reading, readOn } from "./decode/reading.ts";
import type { LanguageModel } from "./model/language-model.ts";
import type { Tokenizer } from "./model/tokenizer.ts";
import { renderMessages } from "./prompt.ts";
import type { TokenizeRequest, Tokens } from "./spec/tokenize.ts";

/** @throws TillerError `invalid_request` for messages that the model's chat template does not take */
export function tokenize(
  { text = "", messages }: TokenizeRequest,
  model: Pick<LanguageModel, "name" | "tokenizer" | "chatTemplate">,
): Tokens {
  const tokens = model.tokenizer.encode(messages ? renderMessages(messages, model) : text);
  return {
    object: "tokens",
    model: model.name,
    count: tokens.length,
    tokens,
    pieces: piecesOf(tokens, model.tokenizer),
  };
}

function piecesOf(tokens: readonly number[], tokenizer: Tokenizer): string[] {
  let reading: Reading = nothingRead;
  return tokens.map((token) => {
    const isMarker = tokenizer.decode([token]) === "";
    if (isMarker) return tokenizer.markerOf(token) ?? "";
    // What has been read already is of no use here, and need not be carried along.
    reading = readOn({ ...reading, text: "" }, token, tokenizer);
    return reading.gained;
  });
}
