/**
 * The tiny model's tokenizer: byte-level BPE in the style of the default model's, a few hundred tokens.
 *
 * @module
 */
import { byteSymbols } from "../../src/model/byte-level.ts";

export const tinySpecials = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] as const;

/** Each becomes one token with a leading space, except where a word starts without one: then without. */
const words = (
  " a all an and any are as at be bed big bird blue boat book boy but by can car cat cold come day do dog door" +
  " down eat end far farm fast fish for fox from frisbee game girl go good green had has hat have he her here" +
  " him his home hot house how if in into is it its like look man map may me moon more my new no not now of" +
  " old on one or our out park play rain red run sat sea see she sky small so some song star sun tall the their" +
  " them then there they this time to tree two up walk was water way we with word you I"
)
  .split(" ")
  .slice(1)
  .map((word) => `Ġ${word}`)
  .concat("The", "She", "He", "It");

export interface TinyVocabulary {
  /** Token texts in byte-level spelling, by id. */
  readonly tokens: readonly string[];
  /** Those of them that are whole words. */
  readonly words: ReadonlySet<string>;
  /** Contents of tokenizer.json. */
  readonly json: Uint8Array;
}

/** Ids: 0–2 specials, 3–258 the bytes, then words and their beginnings. */
export function tinyTokenizer(): TinyVocabulary {
  const tokens: string[] = [...tinySpecials, ...byteSymbols()];
  const known = new Set(tokens);
  const merges: [string, string][] = [];
  for (const word of words) {
    for (let end = 2; end <= word.length; end++) {
      const token = word.slice(0, end);
      if (known.has(token)) continue;
      known.add(token);
      tokens.push(token);
      // Always a beginning and one symbol more, so that no merge can come between.
      merges.push([word.slice(0, end - 1), word.slice(end - 1, end)]);
    }
  }
  const json = new TextEncoder().encode(JSON.stringify(tokenizerConfig(tokens, merges)));
  return { tokens, words: new Set(words), json };
}

/** Fields and defaults as the `tokenizers` library writes them. */
function tokenizerConfig(tokens: readonly string[], merges: readonly [string, string][]): object {
  const byteLevel = { type: "ByteLevel", trim_offsets: true, use_regex: true };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: tinySpecials.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        { type: "Digits", individual_digits: true },
        { ...byteLevel, add_prefix_space: false },
      ],
    },
    post_processor: null,
    decoder: { ...byteLevel, add_prefix_space: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
}
