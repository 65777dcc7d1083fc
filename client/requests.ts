/**
 * What may be asked, as one writes it: fields with a default may be left out. The schemas of src/spec say what is
 * what; of them only the types are imported, which no bundle holds.
 *
 * @module
 */
import type { z } from "zod";
import type { alignRequestSchema } from "../src/spec/request.ts";

type AlignFields = z.input<typeof alignRequestSchema>;

/** Either a prompt or messages. */
type Prompt =
  | { prompt: NonNullable<AlignFields["prompt"]>; messages?: never }
  | { messages: NonNullable<AlignFields["messages"]>; prompt?: never };

/** The body of `POST /v1/align`; whether it is streamed, the method says. */
export type AlignRequest = Omit<AlignFields, "prompt" | "messages" | "stream"> & Prompt;

export type RewardSpec = NonNullable<AlignFields["rewards"]>[number];
export type SearchSpec = NonNullable<AlignFields["search"]>;
export type CombineSpec = NonNullable<AlignFields["combine"]>;
export type BudgetSpec = NonNullable<AlignFields["budget"]>;
