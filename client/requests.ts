/**
 * What may be asked, as one writes it: fields with a default may be left out. The schemas of src/spec say what is
 * what; of them only the types are imported, which no bundle holds.
 *
 * @module
 */
import type { z } from "zod";
import type { alignRequestSchema } from "../src/spec/request.ts";
import type { scoreRequestSchema } from "../src/spec/score.ts";
import type { tokenizeRequestSchema } from "../src/spec/tokenize.ts";

type AlignFields = z.input<typeof alignRequestSchema>;
type ScoreFields = z.input<typeof scoreRequestSchema>;
type TokenizeFields = z.input<typeof tokenizeRequestSchema>;

/** The fields, with one of the two named and not the other. */
type OneOf<Fields, One extends keyof Fields, Other extends keyof Fields> = Omit<Fields, One | Other> &
  (
    | ({ [Field in One]-?: NonNullable<Fields[Field]> } & { [Field in Other]?: never })
    | ({ [Field in Other]-?: NonNullable<Fields[Field]> } & { [Field in One]?: never })
  );

/** The body of `POST /v1/align`; whether it is streamed, the method says. */
export type AlignRequest = OneOf<Omit<AlignFields, "stream">, "prompt", "messages">;
/** The body of `POST /v1/score`. */
export type ScoreRequest = OneOf<ScoreFields, "prompt", "messages">;
/** The body of `POST /v1/tokenize`. */
export type TokenizeRequest = OneOf<TokenizeFields, "text", "messages">;

export type RewardSpec = NonNullable<AlignFields["rewards"]>[number];
export type SearchSpec = NonNullable<AlignFields["search"]>;
export type CombineSpec = NonNullable<AlignFields["combine"]>;
export type BudgetSpec = NonNullable<AlignFields["budget"]>;
