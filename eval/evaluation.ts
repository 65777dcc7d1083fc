/**
 * The contract of an evaluation: public items, and what a good answer to each is.
 *
 * @module
 */
import type { z } from "zod";
import type { LanguageModel } from "../src/model/language-model.ts";
import type { alignRequestSchema } from "../src/spec/request.ts";

/** What is asked about an item, the same for every strategy but for what `askedOf` makes of it. */
export type Ask = Pick<
  z.input<typeof alignRequestSchema>,
  "prompt" | "messages" | "rewards" | "max_tokens" | "instruct"
>;

/** What is known of an answer beside its text. */
export interface MeasuredAnswer {
  /** Nats a token, the end token counted. */
  logProbabilityPerToken: number;
  /** What audits make of it, by their names. */
  audits: Readonly<Record<string, number>>;
}

export interface Measure {
  name: string;
  label: string;
  /** `share`: 0 or 1 for each answer; `mean`: anything in between too. */
  kind: "share" | "mean";
}

/** Two measures, by name, of which some strategies give up the one for the other. */
export interface TradeOff {
  readonly x: string;
  readonly y: string;
}

/** What is scored by itself within an answer: one of several instructions, say. */
export interface Part {
  /** Parts of one kind are reported together. */
  kind: string;
  /** One number for each of the measures of parts. */
  measures: Record<string, number>;
}

export interface Evaluation<Item = unknown> {
  readonly name: string;
  readonly description: string;
  /** One line of the data file. */
  readonly itemSchema: z.ZodType<Item>;
  /** Where the data comes from and in which format, for whoever lacks it. */
  readonly howToGet: string;
  /** What makes items easy or hard: an option of this name chooses among them, as in `--concepts 4`. */
  readonly group: { readonly option: string; of(item: Item): string };
  readonly measures: readonly Measure[];
  /** The measure that is drawn against cost. */
  readonly headline: string;
  /** Drawn against each other beside it. */
  readonly tradeOff?: TradeOff;
  /** How many items are answered at once, unless the command line says otherwise. */
  readonly concurrency: number;
  /** Other ways to ask, by the names that strategies give them, as in `guided/beam`. */
  readonly variants?: Readonly<Record<string, (item: Item, model: LanguageModel) => Ask>>;
  /** Reads what it needs beside the items, from the folder that they lie in. */
  prepare?(folder: string): Promise<void>;
  /** What is asked about, where it is not the items as they were read. */
  expand?(items: readonly Item[]): Item[];
  ask(item: Item, model: LanguageModel): Ask;
  /**
   * Scores an answer without any help of the library that wrote it; one number for each of `measures` that is about such
   * an item.
   */
  measure(item: Item, text: string, answer: MeasuredAnswer): Record<string, number>;
  /** Whether the answer goes round in circles. */
  isLooping(text: string): boolean;
  /** For answers that have parts: what they are called, and how they are scored. */
  readonly parts?: {
    readonly label: string;
    readonly measures: readonly Measure[];
    of(item: Item, text: string): Part[];
  };
  /** A line for a public scorer, as JSON; with it, `--out` holds such lines, and the records lie beside it. */
  response?(item: Item, text: string): unknown;
}

/** Infers the type of the items from the schema. */
export function defineEvaluation<Item>(evaluation: Evaluation<Item>): Evaluation {
  return evaluation as Evaluation;
}
