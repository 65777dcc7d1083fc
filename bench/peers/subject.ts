/**
 * What is compared, as the measurement sees it.
 *
 * @module
 */

/** The same prompt for all: some take its text, some its token ids. */
export interface Prompt {
  readonly text: string;
  readonly ids: readonly number[];
}

export interface Generation {
  /** Milliseconds until the first token of every path is there. */
  readonly first: number;
  /** Milliseconds that the other tokens take. */
  readonly rest: number;
  /** What the first path says. */
  readonly text: string;
}

export interface Subject {
  readonly name: string;
  /** Of the package, and of what it stands on. */
  readonly version: string;
  /**
   * Continues a prompt on several paths at once, each with so many tokens, whatever end the model wants. Of each step it
   * takes the most probable token, in every path. Nothing computed for an earlier call is used again.
   */
  generate(prompt: Prompt, paths: number, tokens: number): Promise<Generation>;
}
