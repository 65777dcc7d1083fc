/**
 * A place within a JSON text that is being written.
 *
 * @module
 */
import type { JsonScalar } from "../value.ts";
import type { WhiteSpace } from "./gap.ts";

/**
 * What is expected next, on top of what is expected after it. Immutable, and shared by the branches of a search.
 * From every frame that there is some text completes the whole document: `read` leads to no others.
 */
export abstract class Frame {
  readonly whiteSpace: WhiteSpace;
  private knownEnding: string | null = null;
  private knownKey: string | null = null;

  constructor(whiteSpace: WhiteSpace) {
    this.whiteSpace = whiteSpace;
  }

  /** The places after one more character: several where it can be meant in several ways, none where it is wrong. */
  abstract read(character: string): readonly Frame[];

  /** What may well come next, the best first; none where only the model can know. */
  abstract suggestions(): readonly string[];

  /** Whether much else may come than what is suggested: within a text, or where the document may end. */
  get isOpen(): boolean {
    return this.mayEnd;
  }

  /** Whether the document may end here. */
  get mayEnd(): boolean {
    return false;
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

  /** The same for places from which the same can follow. */
  get key(): string {
    this.knownKey ??= this.findKey();
    return this.knownKey;
  }

  protected abstract findEnding(): string;
  protected abstract findKey(): string;
}

/** Without the frames from which nothing follows that does not follow from another. */
export function distinct(frames: readonly Frame[]): readonly Frame[] {
  if (frames.length < 2) return frames;
  return [...new Map(frames.map((frame) => [frame.key, frame])).values()];
}
