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
    if (type !== "application/json") return null;
    const validate = this.validatorOf(entry[1].schema);
    if (validate(JSON.parse(text))) return null;
    return `${status}: ${this.ajv.errorsText(validate.errors)} in ${text.slice(0, mostShown)}`;
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
