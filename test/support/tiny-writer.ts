import { Distribution } from "../../src/decode/distribution.ts";
import { randomStream } from "../../src/decode/random.ts";
import { drawToken } from "../../src/decode/sampling.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { indexOfLargest, nextRow } from "./search-parts.ts";

export interface WrittenText {
  text: string;
  /** One for each token written, the end token included. */
  logProbabilities: number[];
  finish: "stop" | "length";
}

export interface Writing {
  maxTokens: number;
  temperature: number;
  topP: number;
  seed: number;
  stop: readonly string[];
}

/** What a server for a model does: it goes on with a prompt, token by token. */
export async function writeOn(
  model: LanguageModel,
  prompt: readonly number[],
  { maxTokens, temperature, topP, seed, stop }: Writing,
): Promise<WrittenText> {
  const random = randomStream(seed, 0);
  const session = model.open();
  const written: number[] = [];
  const logProbabilities: number[] = [];
  const done = (text: string, finish: WrittenText["finish"]) => ({ text, logProbabilities, finish });
  try {
    const rows = prompt.map((token, position) => nextRow(position, token));
    for (let row = 0; row < rows.length - 1; row += model.maxRows) {
      await session.step(rows.slice(row, Math.min(row + model.maxRows, rows.length - 1)));
    }
    for (let position = prompt.length - 1; ; position++) {
      const token = written.at(-1) ?? prompt.at(-1) ?? 0;
      const [logits] = await session.step([nextRow(position, token)]);
      if (!logits) throw new Error("they were wanted");
      const next = new Distribution(logits.values);
      const sampling = { temperature: Math.max(temperature, 0.01), top_p: topP, top_k: 0 };
      const drawn =
        temperature === 0
          ? next.candidate(indexOfLargest(logits.values))
          : drawToken(next, sampling, random, () => true);
      if (!drawn) throw new Error("nothing is forbidden");
      logProbabilities.push(drawn.logProbability);
      if (model.endTokens.has(drawn.token)) return done(model.tokenizer.decode(written), "stop");
      written.push(drawn.token);
      const text = model.tokenizer.decode(written);
      const ends = stop.map((string) => text.indexOf(string)).filter((index) => index !== -1);
      if (ends.length > 0) return done(text.slice(0, Math.min(...ends)), "stop");
      if (written.length === maxTokens) return done(text, "length");
    }
  } finally {
    session.close();
  }
}
