/**
 * Log-probabilities of an answer's tokens, as clients see them.
 *
 * @module
 */
import type { Tokenizer } from "../model/tokenizer.ts";
import type { TokenLogprob } from "../spec/token-logprob.ts";
import type { TokenCandidate } from "./distribution.ts";
import type { Node } from "./token-tree.ts";

/** Of `nodes`, whose parents remember their alternatives, in order. */
export function tokenLogprobs(nodes: readonly Node[], tokenizer: Tokenizer): TokenLogprob[] {
  return nodes.flatMap(({ token, parent, logProbability }) => {
    if (!parent?.alternatives) return [];
    const { alternatives } = parent;
    const own = alternatives.ownLogProbability({
      token,
      logProbability: logProbability - parent.logProbability,
    });
    return [
      {
        ...shown({ token, logProbability: own }, tokenizer),
        top_logprobs: alternatives.likeliest.map((candidate) => shown(candidate, tokenizer)),
      },
    ];
  });
}

function shown({ token, logProbability }: TokenCandidate, tokenizer: Tokenizer) {
  const bytes = tokenizer.bytesOf(token);
  return { id: token, token: textOf(bytes), bytes: [...bytes], logprob: logProbability };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return `bytes:${Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}`;
  }
}
