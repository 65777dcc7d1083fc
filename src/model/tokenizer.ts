/**
 * Text to tokens and back.
 *
 * @module
 */
import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";
import { bytesOfSpelling } from "./byte-level.ts";

export interface Tokenizer {
  /** Tokens of `text`; markers such as `<|im_end|>` become their special tokens, and none is added. */
  encode(text: string): number[];
  /** Text of `tokens`, special tokens left out; an unfinished UTF-8 sequence at the end shows as U+FFFD. */
  decode(tokens: readonly number[]): string;
  /** The text a special token stands for in a prompt, or null. */
  markerOf(token: number): string | null;
  /** What the token alone stands for in UTF-8, which may be a part of a character; of a special token, its marker. */
  bytesOf(token: number): Uint8Array;
}

/** @param json - the parsed contents of a `tokenizer.json` (Hugging Face tokenizers' format) */
export function createTokenizer(json: object): Tokenizer {
  const tokenizer = new HuggingFaceTokenizer(json, {});
  const decode = (tokens: readonly number[]) =>
    tokens.length === 0
      ? ""
      : tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    decode,
    markerOf: (token) => tokenizer.id_to_token(token) ?? null,
    bytesOf: (token) => {
      const spelling = tokenizer.id_to_token(token) ?? "";
      // The marker of a special token is written as it is.
      const text = decode([token]);
      return (text === "" ? null : bytesOfSpelling(spelling)) ?? new TextEncoder().encode(text || spelling);
    },
  };
}
