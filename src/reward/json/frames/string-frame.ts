/**
 * Within a string that is a value.
 *
 * @module
 */

import type { Option } from "../../reward.ts";
import type { StringCursor } from "../strings/string-cursor.ts";
import { type Frame, InnerFrame, mostOptions } from "./frame.ts";

/** Most ways to end a string that are suggested. */
const mostEndings = 16;

export class StringFrame extends InnerFrame {
  private readonly cursor: StringCursor;

  constructor(cursor: StringCursor, next: Frame) {
    super(next);
    this.cursor = cursor;
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
    if (this.cursor.forced !== "") return [this.cursor.forced];
    return this.cursor.isComplete && this.cursor.text !== "" ? ['"'] : [];
  }

  override options(): readonly Option[] | null {
    if (!this.cursor.language.isListed) return null;
    const endings = this.cursor.endings(mostOptions + 1);
    if (endings.length > mostOptions) return null;
    return endings.map(({ written, text }) => ({ value: text, rest: `${written}"` }));
  }

  protected findEnding(): string {
    const [{ written, text } = { written: "", text: "" }] = this.cursor.endings(1);
    return `${written}"${this.next.received(text).ending}`;
  }

  get local(): string {
    return `string ${this.cursor.key}`;
  }

  withNext(next: Frame): Frame {
    return new StringFrame(this.cursor, next);
  }
}
