/**
 * From cases to shapes: one for each type and what is to be true of it.
 *
 * @module
 */
import type { Cases } from "../cases/cases.ts";
import { type Fact, isAbout, typeBits } from "../cases/facts.ts";
import { ArrayShape } from "./array-shape.ts";
import type { Goals } from "./goals.ts";
import { NumberShape } from "./number-shape.ts";
import { objectShapes } from "./object-shapes.ts";
import type { Shape } from "./shape.ts";
import { StringShape } from "./string-shape.ts";
import { WordShape } from "./word-shape.ts";

type Maker = (facts: readonly Fact[], goals: Goals) => readonly Shape[];

/** By type; the order is that in which values are suggested. */
const makers: readonly (readonly [type: number, make: Maker])[] = [
  [typeBits.object, objectShapes],
  [typeBits.array, (facts, goals) => [new ArrayShape(facts, goals)]],
  [typeBits.string, (facts, goals) => [StringShape.of(facts, goals.allowance)]],
  [typeBits.number, (facts) => [NumberShape.of(facts)]],
  [typeBits.true, () => [new WordShape("true")]],
  [typeBits.false, () => [new WordShape("false")]],
  [typeBits.null, () => [new WordShape("null")]],
];

/** @throws TillerError `invalid_request` where a fact cannot be followed */
export function shapesOf(cases: Cases, goals: Goals): Shape[] {
  return makers.flatMap(([type, make]) => {
    const alternatives = cases
      .filter(({ types }) => (types & type) !== 0)
      .map(({ facts }) => new Set(facts.filter((fact) => isAbout(fact, type))));
    // Of two alternatives, one of which asks for all that the other does, only the other matters.
    const telling = alternatives.filter(
      (special, index) =>
        !alternatives.some(
          (general, other) =>
            other !== index &&
            asksNoMore(general, special) &&
            (other < index || !asksNoMore(special, general)),
        ),
    );
    return telling.flatMap((facts) => make([...facts], goals));
  });
}

function asksNoMore(general: ReadonlySet<Fact>, special: ReadonlySet<Fact>): boolean {
  return [...general].every((fact) => special.has(fact));
}
