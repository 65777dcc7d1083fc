/**
 * Several places at once: what is being written can be meant in several ways.
 *
 * @module
 */
import type { Option } from "../../reward.ts";
import type { JsonScalar } from "../value.ts";
import { Frame, optionsOf } from "./frame.ts";

/**
 * The places without what is there twice. Those that differ only in what comes after are made one, which goes on
 * in several ways: so the number of places does not grow with how deep they lie.
 */
export function merged(frames: readonly Frame[]): readonly Frame[] {
  const all = frames.flatMap((frame) => frame.members);
  if (all.length < 2) return all;
  const alike = Map.groupBy(all, ({ local }) => local);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    const nexts = new Set(group.flatMap(({ next }) => next ?? []));
    if (!first || nexts.size < 2) return first ?? [];
    return first.withNext(either([...nexts]));
  });
}

/** @param frames at least one */
function either(frames: readonly Frame[]): Frame {
  const all = merged(frames);
  const [first] = all;
  return first && all.length === 1 ? first : new EitherFrame(all);
}

class EitherFrame extends Frame {
  private readonly frames: readonly Frame[];

  constructor(frames: readonly Frame[]) {
    super(frames[0]?.whiteSpace ?? "any", null, frames[0]?.depth ?? 0);
    this.frames = frames;
  }

  override get members(): readonly Frame[] {
    return this.frames;
  }

  override get mayEnd(): boolean {
    return this.members.some((member) => member.mayEnd);
  }

  override get isOpen(): boolean {
    return this.members.some((member) => member.isOpen);
  }

  override received(value: JsonScalar | undefined): Frame {
    const received = this.members.map((member) => member.received(value));
    // The same frame remembers what it has worked out.
    return received.every((frame, index) => frame === this.members[index]) ? this : either(received);
  }

  read(character: string): readonly Frame[] {
    return this.members.flatMap((member) => member.read(character));
  }

  suggestions(): readonly string[] {
    return this.members.flatMap((member) => member.suggestions());
  }

  override options(): readonly Option[] | null {
    return optionsOf(this.members);
  }

  get local(): string {
    return this.members.map(({ local }) => local).join();
  }

  withNext(next: Frame): Frame {
    return either(this.members.map((member) => member.withNext(next)));
  }

  protected findEnding(): string {
    const endings = this.members.map(({ ending }) => ending);
    return endings.reduce((best, ending) => (ending.length < best.length ? ending : best));
  }
}
