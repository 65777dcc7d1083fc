/**
 * A streamed answer, chunk by chunk.
 *
 * @module
 */
import type { SSEMessage } from "hono/streaming";
import type { Alignment, Choice } from "../../src/spec/result.ts";
import type { AlignEvent, TokenEvent } from "../../src/spec/stream.ts";
import type { Telling } from "../event-stream.ts";
import { openAiUsage, searchReport } from "./answer.ts";

/** How one of the two routes puts it. */
export interface ChunkForm<Part> {
  /** Fields of every chunk. */
  head: object;
  /** What a choice begins with; null for nothing. */
  begin(index: number): Part | null;
  /** More of its text. */
  goOn(event: TokenEvent): Part;
  /** That there is no more, and why. */
  end(choice: Choice): Part;
  /** Fields that the chunk which ends the last choice has beside. */
  tail: object;
}

/** Tells an alignment as OpenAI's clients read it. */
export class Chunks<Part> implements Telling {
  private readonly form: ChunkForm<Part>;
  private readonly includeUsage: boolean;
  private readonly begun = new Set<number>();

  constructor(form: ChunkForm<Part>, includeUsage: boolean) {
    this.form = form;
    this.includeUsage = includeUsage;
  }

  ofEvent(event: AlignEvent): SSEMessage[] {
    // There is one answer at least, whatever the search comes to.
    if (event.object !== "alignment.token") return this.begin(0);
    return [...this.begin(event.index), this.chunk([this.form.goOn(event)])];
  }

  ofResult(alignment: Alignment): SSEMessage[] {
    const { choices } = alignment;
    const last = choices.length - 1;
    const tail = { ...this.form.tail, alignment: searchReport(alignment) };
    const ends = choices.flatMap((choice, index) => [
      ...this.begin(choice.index),
      this.chunk([this.form.end(choice)], index === last ? tail : {}),
    ]);
    const usage = this.includeUsage ? [this.chunk([], { usage: openAiUsage(alignment) })] : [];
    return [...ends, ...usage, { data: "[DONE]" }];
  }

  ofError(body: object): SSEMessage[] {
    return [{ data: JSON.stringify(body) }];
  }

  private begin(index: number): SSEMessage[] {
    if (this.begun.has(index)) return [];
    this.begun.add(index);
    const part = this.form.begin(index);
    return part === null ? [] : [this.chunk([part])];
  }

  private chunk(choices: readonly Part[], more: object = {}): SSEMessage {
    const usage = this.includeUsage ? { usage: null } : {};
    return { data: JSON.stringify({ ...this.form.head, ...usage, choices, ...more }) };
  }
}
