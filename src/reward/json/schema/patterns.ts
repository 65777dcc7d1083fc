/**
 * Patterns and formats of strings, as expressions in RE2 syntax that match somewhere in the string.
 *
 * @module
 */
import { fromEcmaScript } from "../../pattern/ecmascript.ts";
import { formats } from "../../pattern/formats.ts";
import { re2Program } from "../../pattern/re2-program.ts";
import { type PatternPart, withoutLookAhead } from "./look-ahead.ts";
import { refusal, refusedAt } from "./refusal.ts";

/** Most instructions of a schema's patterns together. */
const mostInstructions = 6000;

/** Reads the patterns of one schema. */
export class PatternReader {
  private instructions = 0;

  /**
   * @param source as JSON Schema has it, in the syntax of JavaScript
   * @throws TillerError `invalid_request` at `pointer` where it cannot be followed
   */
  read(source: string, pointer: string): PatternPart[] {
    return withoutLookAhead(source).map(({ source, holds }) => ({
      source: this.readPlain(source, pointer),
      holds,
    }));
  }

  /** The same of a pattern that may have no look-ahead. */
  readPlain(source: string, pointer: string): string {
    return refusedAt(pointer, () => {
      const translated = fromEcmaScript(source);
      this.instructions += re2Program(translated).instructions.length;
      if (this.instructions > mostInstructions)
        throw refusal(pointer, "with this the patterns are too large together");
      return translated;
    });
  }
}

/** @throws TillerError `invalid_request` at `pointer` where the format is not known */
export function patternOfFormat(format: string, pointer: string): string {
  const source = new Map<string, string>(Object.entries(formats)).get(format);
  if (source === undefined) {
    throw refusal(pointer, `this format is not known: ${Object.keys(formats).join(", ")} are`);
  }
  return `^(?:${source})$`;
}
