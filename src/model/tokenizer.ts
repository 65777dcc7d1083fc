/**
 * Text to tokens and back.
 *
 * @module
 */
import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";

export interface Tokenizer {
  /** Tokens of `text`; markers such as `<|im_end|>` become their special tokens, and none is added. */
  encode(text: string): number[];
  /** Text of `tokens`, special tokens left out; an unfinished UTF-8 sequence at the end shows as U+FFFD. */
  decode(tokens: readonly number[]): string;
  /** The text a special token stands for in a prompt, or null. */
  markerOf(token: number): string | null;
}

/** @param json - the parsed contents of a `tokenizer.json` (Hugging Face tokenizers' format) */
export function createTokenizer(json: object): Tokenizer {
  const tokenizer = new HuggingFaceTokenizer(json, {});
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    decode: (tokens) =>
      tokens.length === 0
        ? ""
        : tokenizer.decode([...tokens], {
            skip_special_tokens: true,
            clean_up_tokenization_spaces: false,
          }),
    markerOf: (token) => tokenizer.id_to_token(token) ?? null,
  };
}
