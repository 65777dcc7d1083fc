/**
 * A place within a JSON text that is being written.
 *
 * @module
 */
import type { Option } from "../../reward.ts";
import type { JsonScalar } from "../value.ts";
import type { WhiteSpace } from "./gap.ts";

/** Values are a list up to so many. */
export const mostOptions = 64;

/**
 * What is expected next, on top of what is expected after it. Immutable, and shared by the branches of a search.
 * From every frame that there is some text completes the whole document: `read` leads to no others.
 */
export abstract class Frame {
  readonly whiteSpace: WhiteSpace;
  /** The place after what is being written here; null where that is all. */
  readonly next: Frame | null;
  /** How many arrays and objects it lies in. */
  readonly depth: number;
  private knownEnding: string | null = null;

  constructor(whiteSpace: WhiteSpace, next: Frame | null, depth: number) {
    this.whiteSpace = whiteSpace;
    this.next = next;
    this.depth = depth;
  }

  /** The places after one more character: several where it can be meant in several ways, none where it is wrong. */
  abstract read(character: string): readonly Frame[];

  /** What may well come next, the best first; none where only the model can know. */
  abstract suggestions(): readonly string[];

  /** The same for places that differ in `next` at most. */
  abstract get local(): string;

  /** The same place within something else. */
  abstract withNext(next: Frame): Frame;

  /** The places that it stands for. */
  get members(): readonly Frame[] {
    return [this];
  }

  /** Whether much else may come than what is suggested: within a text, or where the document may end. */
  get isOpen(): boolean {
    return this.mayEnd;
  }

  /** Whether the document may end here. */
  get mayEnd(): boolean {
    return false;
  }

  /** What is left of each value that may stand here; null where they are not a list. */
  options(): readonly Option[] | null {
    return null;
  }

  /** This place with a value complete that it has been waiting for; undefined for an array or object. */
  received(_value: JsonScalar | undefined): Frame {
    return this;
  }

  /** About the shortest text that completes the document. */
  get ending(): string {
    this.knownEnding ??= this.findEnding();
    return this.knownEnding;
  }

  protected abstract findEnding(): string;
}

/** The options at any of the places; null where they are not a list at each of them. */
export function optionsOf(frames: readonly Frame[]): readonly Option[] | null {
  const options = frames.map((frame) => frame.options());
  return options.includes(null) ? null : options.flatMap((some) => some ?? []);
}

/** A place within something. */
export abstract class InnerFrame extends Frame {
  declare readonly next: Frame;

  /** @param levels arrays and objects that it is itself */
  constructor(next: Frame, levels: 0 | 1 = 0) {
    super(next.whiteSpace, next, next.depth + levels);
  }
}
