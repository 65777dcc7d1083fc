/**
 * How well an answer follows its instructions, strictly and loosely.
 *
 * @module
 */
import { checkers } from "./checkers.ts";
import { type Instruction, lookUp } from "./instruction.ts";

export interface Following {
  /** The answer as it is. */
  strict: boolean;
  /** Some variant of the answer, as if people had taken off what a chat model puts around it. */
  loose: boolean;
}

/** An empty answer follows nothing. */
export function followingOf(instruction: Instruction, answer: string): Following {
  const follows = (text: string) => text.trim() !== "" && lookUp(checkers, instruction, text);
  return { strict: follows(answer), loose: looseVariants(answer).some(follows) };
}

/** The answer, and it without its first line, its last, or both; each also without asterisks. */
export function looseVariants(answer: string): string[] {
  const lines = answer.split("\n");
  const cuts = [lines.slice(1), lines.slice(0, -1), lines.slice(1, -1)].map((rest) => rest.join("\n").trim());
  return [answer, ...cuts].flatMap((text) => [text, text.replaceAll("*", "")]);
}
