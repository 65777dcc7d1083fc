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

/** Most names that the schema does not mention that are weighed to find the shortest ending; those that are tried then. */
const mostWeighed = 4;
const mostTried = 3;
const mostSuggested = 8;

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
    const cursor = StringCursor.begin(object.properties.names);
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
    return this.object.properties.hasSlot && this.object.properties.shape.isFree;
  }

  suggestions(): readonly string[] {
    const { pending, text, isComplete } = this.cursor;
    if (pending !== "") return [];
    const { mentioned } = this.object.properties;
    const rests = mentioned.flatMap(({ name }) =>
      name.startsWith(text) ? [`${JSON.stringify(name).slice(JSON.stringify(text).length - 1)}:`] : [],
    );
    return rests.length === 0 && isComplete && text !== "" ? ['":'] : rests.slice(0, mostSuggested);
  }

  protected findEnding(): string {
    const { shape, room } = this.object.properties;
    const costs = this.cursor.endings(mostWeighed).map(({ written, text }) => {
      const whole = shape.property(text, room)?.text.length ?? 0;
      const value = whole - JSON.stringify(text).length;
      // What is required comes in any case: it is saved at another place.
      return { written, text, cost: written.length + value - (shape.isRequired(text) ? whole : 0) };
    });
    const endings = costs
      .sort((a, b) => a.cost - b.cost)
      .slice(0, mostTried)
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
    const goal = this.object.properties.shape.goalOf(name);
    return goal && new ColonFrame(goal, this.object.properties.room - 1, this.object.with(name));
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
    const gap = widened(this.gap, character, this.whiteSpace === "any" ? "blank" : "none");
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
