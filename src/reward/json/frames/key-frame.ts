/**
 * Within the name of a property, and between the name and its value.
 *
 * @module
 */
import type { Goal } from "../shapes/goal.ts";
import { StringCursor } from "../strings/string-cursor.ts";
import { type Frame, InnerFrame } from "./frame.ts";
import { type Gap, noGap, widened } from "./gap.ts";
import type { ObjectFrame } from "./object-frame.ts";
import { ValueFrame } from "./value-frame.ts";

/** Most names that are weighed to find the shortest ending. */
const mostWeighed = 20;

export class KeyFrame extends InnerFrame {
  private readonly object: ObjectFrame;
  private readonly cursor: StringCursor;

  private constructor(object: ObjectFrame, cursor: StringCursor) {
    super(object.next);
    this.object = object;
    this.cursor = cursor;
  }

  /** Behind the opening quote of the object's next name; none where no property may come. */
  static begin(object: ObjectFrame): readonly KeyFrame[] {
    const cursor = StringCursor.begin(object.names);
    return cursor ? [new KeyFrame(object, cursor)] : [];
  }

  read(character: string): readonly Frame[] {
    if (character === '"' && this.cursor.pending === "") {
      const colon = this.cursor.isComplete ? this.colon(this.cursor.text) : null;
      return colon ? [colon] : [];
    }
    const cursor = this.cursor.read(character);
    return cursor ? [new KeyFrame(this.object, cursor)] : [];
  }

  override get isOpen(): boolean {
    return this.object.hasSlot && this.object.shape.isFree;
  }

  suggestions(): readonly string[] {
    const mentioned = this.object.properties(0).filter(({ name }) => name.startsWith(this.cursor.text));
    if (this.cursor.pending !== "") return [];
    const rests = mentioned.map(({ name }) =>
      JSON.stringify(name).slice(JSON.stringify(this.cursor.text).length - 1),
    );
    const isFree = rests.length === 0 && this.cursor.isComplete && this.cursor.text !== "";
    return [...rests, ...(isFree ? ['"'] : [])].map((rest) => `${rest}:`);
  }

  protected findEnding(): string {
    const endings = this.cursor
      .endings(mostWeighed)
      .map(({ written, text }) => `${written}"${this.colon(text)?.ending}`);
    return endings.reduce((best, ending) => (ending.length < best.length ? ending : best));
  }

  get local(): string {
    // What follows from the cursor follows from the object and what has been read.
    return `key ${JSON.stringify(this.cursor.text)} ${this.cursor.pending} ${this.object.local}`;
  }

  withNext(next: Frame): Frame {
    return new KeyFrame(this.object.withNext(next), this.cursor);
  }

  private colon(name: string): ColonFrame | null {
    const goal = this.object.shape.goalOf(name);
    return goal && new ColonFrame(goal, this.object.room - 1, this.object.with(name));
  }
}

/** Behind the name. */
class ColonFrame extends InnerFrame {
  private readonly goal: Goal;
  private readonly room: number;
  private readonly gap: Gap;

  constructor(goal: Goal, room: number, next: Frame, gap: Gap = noGap) {
    super(next);
    this.goal = goal;
    this.room = room;
    this.gap = gap;
  }

  read(character: string): readonly Frame[] {
    if (character === ":") return [this.value];
    const gap = this.whiteSpace === "any" ? widened(this.gap, character) : null;
    return gap === null ? [] : [new ColonFrame(this.goal, this.room, this.next, gap)];
  }

  suggestions(): readonly string[] {
    return [":"];
  }

  protected findEnding(): string {
    return `:${this.value.ending}`;
  }

  get local(): string {
    return `colon ${this.goal.id} ${this.gap}`;
  }

  withNext(next: Frame): Frame {
    return new ColonFrame(this.goal, this.room, next, this.gap);
  }

  private get value(): ValueFrame {
    return new ValueFrame(this.goal, this.room, this.next);
  }
}
