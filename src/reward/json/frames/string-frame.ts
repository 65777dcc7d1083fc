/**
 * Within a string that is a value.
 *
 * @module
 */
import type { StringCursor } from "../strings/string-cursor.ts";
import { Frame } from "./frame.ts";

/** Most ways to end a string that are suggested. */
const mostEndings = 16;

export class StringFrame extends Frame {
  private readonly cursor: StringCursor;
  private readonly next: Frame;

  constructor(cursor: StringCursor, next: Frame) {
    super(next.whiteSpace);
    this.cursor = cursor;
    this.next = next;
  }

  read(character: string): readonly Frame[] {
    if (character === '"' && this.cursor.pending === "") {
      return this.cursor.isComplete ? [this.next.received(this.cursor.text)] : [];
    }
    const cursor = this.cursor.read(character);
    return cursor ? [new StringFrame(cursor, this.next)] : [];
  }

  override get isOpen(): boolean {
    return !this.cursor.language.isListed;
  }

  suggestions(): readonly string[] {
    if (this.cursor.language.isListed)
      return this.cursor.endings(mostEndings).map(({ written }) => `${written}"`);
    return this.cursor.isComplete && this.cursor.text !== "" ? ['"'] : [];
  }

  protected findEnding(): string {
    const [{ written, text } = { written: "", text: "" }] = this.cursor.endings(1);
    return `${written}"${this.next.received(text).ending}`;
  }

  protected findKey(): string {
    return `string ${this.cursor.key} ${this.next.key}`;
  }
}
