/**
 * One answer by one schema.
 *
 * @module
 */

import { Validator } from "@cfworker/json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { budget } from "../../eval/answer-item.ts";
import type { NamedStrategy } from "../../eval/strategy-spec.ts";
import { align } from "../../src/align.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import type { NamedSchema } from "./read-schemas.ts";

export interface Outcome {
  name: string;
  strategy: string;
  /** `unended`: cut off by the length of an answer, which a schema is to leave room for. */
  kind: "valid" | "invalid" | "unended" | "refused";
  /** The answer; of what was refused, the pointer and the reason. */
  detail: string;
}

/** Asks for an answer by the schema, and has another library than ours say whether it is valid. */
export async function answerSchema(
  { name, schema }: NamedSchema,
  { label, search }: NamedStrategy,
  maxTokens: number,
  model: LanguageModel,
): Promise<Outcome> {
  const outcome = (kind: Outcome["kind"], detail: string) => ({ name, strategy: label, kind, detail });
  try {
    const request = parseOrRefuse(alignRequestSchema, {
      messages: [{ role: "user", content: "Answer with an example in JSON." }],
      rewards: [{ type: "json_schema", schema, enforce: "hard" }],
      search,
      max_tokens: maxTokens,
      seed: 1,
      budget,
    });
    const { choices } = await align(request, { model, clock: nodePlatform.clock });
    const [choice] = choices;
    if (choice?.finish_reason !== "stop") return outcome("unended", choice?.text ?? "");
    return outcome(isValid(schema, choice.text) ? "valid" : "invalid", choice.text);
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    return outcome("refused", `${error.param ?? ""} ${error.message}`);
  }
}

function isValid(schema: unknown, text: string): boolean {
  const value: unknown = JSON.parse(text);
  const ajv = new Ajv2020({ strict: false, validateFormats: true, validateSchema: false });
  addFormats.default(ajv);
  try {
    return ajv.compile(schema as object)(value);
  } catch {
    // ajv does not read every reference that the suite has.
    return new Validator(schema as object, "2020-12").validate(value as object).valid;
  }
}
