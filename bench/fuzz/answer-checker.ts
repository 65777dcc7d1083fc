/**
 * Whether an answer is one that the API's description has.
 *
 * @module
 */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Document, Operation } from "./operations.ts";
import type { Schema } from "./schema-arbitrary.ts";

/** Longest answer that is shown. */
const mostShown = 2000;

/** What has to be as described: the whole of JSON, the data of each event of a stream. */
function partsOf(text: string, type: string): string[] {
  if (type === "application/json") return [text];
  if (type !== "text/event-stream") return [];
  return Array.from(text.matchAll(/^data: (.*)$/gm), ([, data = ""]) => data).filter(
    (data) => data !== "[DONE]",
  );
}

export class AnswerChecker {
  private readonly ajv = new Ajv2020({ strict: false });
  private readonly validators = new Map<Schema, ValidateFunction>();

  constructor({ components }: Document) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: "document", components });
  }

  /** What is wrong with it; null where nothing is. */
  async problemWith({ responses }: Operation, response: Response): Promise<string | null> {
    const { status } = response;
    const text = await response.text();
    if (status >= 500 && status !== 503) return `a mistake of ours, ${status}: ${text.slice(0, mostShown)}`;
    const described = responses[String(status)];
    if (!described) return `${status} is not described: ${text.slice(0, mostShown)}`;
    const [type = ""] = (response.headers.get("content-type") ?? "").split(";");
    const entry = Object.entries(described.content ?? {}).find(([known]) => known.split(";")[0] === type);
    if (!entry) return `${status} with ${type} is not described`;
    const validate = this.validatorOf(entry[1].schema);
    for (const part of partsOf(text, type)) {
      if (!validate(JSON.parse(part)))
        return `${status}: ${this.ajv.errorsText(validate.errors)} in ${part.slice(0, mostShown)}`;
    }
    return null;
  }

  private validatorOf(schema: Schema): ValidateFunction {
    const known = this.validators.get(schema);
    if (known) return known;
    // References lead into the document.
    const placed = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'));
    const validate = this.ajv.compile(placed);
    this.validators.set(schema, validate);
    return validate;
  }
}
