/**
 * Means of the model's states over the first tokens of texts.
 *
 * @module
 */
import { promptPart } from "../../src/model/head.ts";
import type { ModelSession, Row } from "../../src/model/language-model.ts";
import type { LoadedModel } from "../../src/model/load-package.ts";
import { type Example, mostRead } from "./example.ts";
import type { StateSource } from "./state-source.ts";

/** Lengths of the beginnings of an answer that are averaged; the last stands for all that is read. */
export const beginnings = [8, 16, 32, mostRead] as const;

export interface TextStates {
  /** Mean over the last part of the prompt with the answer, as heads read prompts, by tap. */
  end: Map<number, Float64Array>;
  /** Mean over each beginning of the answer, in the order of `beginnings`, by tap. */
  answer: Map<number, Float64Array>[];
}

/** Slots of one session: the attention of a row costs by all of them. */
const mostSlots = 320;

type ReadRow = Required<Row>;

/**
 * The states of each example. Those of a group, which have the same prompt, are best given one after another: what they
 * share is computed once.
 *
 * @param report - told how many examples are done */
export async function collectStates(
  model: LoadedModel,
  source: StateSource,
  examples: readonly Example[],
  report: (done: number) => void,
): Promise<TextStates[]> {
  const states: TextStates[] = [];
  while (states.length < examples.length) {
    const batch = nextBatch(examples.slice(states.length));
    const session = model.open();
    try {
      states.push(...(await readTogether(session, model.maxRows, source, batch)));
    } finally {
      session.close();
    }
    report(states.length);
  }
  return states;
}

function nextBatch(examples: readonly Example[]): Example[] {
  const batch: Example[] = [];
  let slots = 0;
  for (const example of examples) {
    const isSamePrompt = batch.at(-1)?.group === example.group;
    slots += (isSamePrompt ? 0 : example.prompt.length) + Math.min(example.answer.length, mostRead);
    if (batch.length > 0 && slots > mostSlots) break;
    batch.push(example);
  }
  return batch;
}

async function readTogether(
  session: ModelSession,
  maxRows: number,
  source: StateSource,
  examples: readonly Example[],
): Promise<TextStates[]> {
  const rows: ReadRow[] = [];
  const append = (tokens: readonly number[], before: readonly ReadRow[]): ReadRow[] => {
    const path = [...before];
    for (const token of tokens) {
      const ancestors = Int32Array.from(path, ({ slot }) => slot);
      const place = { position: path.length, slot: rows.length, ancestors };
      const row = { token, ...place, wantsLogits: false, reading: source.newReading() };
      path.push(row);
      rows.push(row);
    }
    return path;
  };
  const prompts = new Map<string, ReadRow[]>();
  const paths = examples.map(({ group, prompt, answer }) => {
    const before = prompts.get(group) ?? append(prompt, []);
    prompts.set(group, before);
    return append(answer.slice(0, mostRead), before);
  });
  for (let from = 0; from < rows.length; from += maxRows)
    await session.step(rows.slice(from, from + maxRows));
  return examples.map(({ prompt }, index) => {
    const readings = (paths[index] ?? []).map(({ reading }) => reading);
    const answer = readings.slice(prompt.length);
    return {
      end: source.mean(readings.slice(-promptPart)),
      answer: beginnings.map((length) => source.mean(answer.slice(0, length))),
    };
  });
}
