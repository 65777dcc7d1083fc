import { describe, expect, test } from "vitest";
import { movement } from "../../../src/reward/combine/movement.ts";
import { combine } from "../../../src/reward/combine/registry.ts";
import type { CombineSpec } from "../../../src/spec/combine.ts";
import { hard, score } from "./scores.ts";

const close = (number: number) => expect.closeTo(number, 12);

describe("movement", () => {
  const from = (start: number[], end: number[], target: number[]) =>
    movement(start.map((each, index) => ({ start: each, end: end[index] ?? 0, target: target[index] ?? 0 })));

  test.each([
    ["on target", [0, 0], [4, 0], [4, 0], { distance: 0, miscalibration: 0, side_effects: 0 }],
    ["half way", [0, 0], [2, 0], [4, 0], { distance: 2, miscalibration: -0.5, side_effects: 0 }],
    ["too far", [0, 0], [5, 0], [4, 0], { distance: 1, miscalibration: 0.25, side_effects: 0 }],
    ["the wrong way", [0, 0], [-4, 0], [4, 0], { distance: 8, miscalibration: -2, side_effects: 0 }],
    ["not at all", [0, 0], [0, 0], [4, 0], { distance: 4, miscalibration: -1, side_effects: 0 }],
    ["aside", [0, 0], [4, 3], [4, 0], { distance: 3, miscalibration: 0, side_effects: 0.6 }],
    [
      "only aside",
      [1, 1],
      [1, 3],
      [3, 1],
      { distance: close(Math.sqrt(8)), miscalibration: close(-1), side_effects: close(1) },
    ],
    ["from the target", [4, 0], [4, 3], [4, 0], { distance: 3, miscalibration: null, side_effects: 1 }],
    [
      "nowhere from the target",
      [4, 0],
      [4, 0],
      [4, 0],
      { distance: 0, miscalibration: null, side_effects: 0 },
    ],
    [
      "slantwise",
      [0, 0],
      [3, 3],
      [4, 4],
      { distance: close(Math.SQRT2), miscalibration: close(-0.25), side_effects: close(0) },
    ],
  ])("%s", (_, start, end, target, report) => {
    expect(from(start, end, target)).toEqual(report);
  });
});

describe("goal", () => {
  const spec: CombineSpec = { mode: "goal", targets: { grade: 6 }, scales: {} };
  const grade = (measure: number) => score(0.5, { name: "grade", measure });
  const words = (measure: number) => score(0.5, { name: "words", measure });
  const reward = (scores: object[], reference?: object[], mode = spec) =>
    combine(scores as never, mode, { pressure: 1, ...(reference && { reference: reference as never }) })
      .reward;

  test("the total falls with the distance, in units of the target's size or of the scale", () => {
    expect([6, 9, 3, 12].map((measure) => reward([grade(measure)]).total)).toEqual(
      [0, 0.5, 0.5, 1].map((distance) => 1 / (1 + distance)),
    );
    expect(reward([grade(9)], undefined, { ...spec, scales: { grade: 3 } }).total).toBe(0.5);
    expect(reward([grade(2)], undefined, { ...spec, targets: { grade: 0 } }).total).toEqual(close(1 / 3));
  });

  test("a reward that measures nothing is judged by its value", () => {
    expect(reward([score(1, { name: "grade" })], undefined, { ...spec, targets: { grade: 0.5 } }).total).toBe(
      0.5,
    );
  });

  test("soft rewards without a target are to stay where the greedy answer has them", () => {
    const greedy = [grade(12), words(100)];
    expect(reward([grade(6), words(100)], greedy)).toMatchObject({
      total: 1,
      goal: { distance: 0, miscalibration: 0, side_effects: 0 },
    });
    expect(reward([grade(6), words(200)], greedy).goal).toEqual({
      distance: close(Math.sqrt(0.5)),
      miscalibration: close(0),
      // One target's size along, one greedy answer's size aside.
      side_effects: close(Math.SQRT1_2),
    });
  });

  test("the greedy answer itself has not moved", () => {
    const greedy = [grade(12), words(100)];
    expect(reward(greedy, greedy).goal).toEqual({
      distance: close(Math.SQRT1_2),
      miscalibration: close(-1),
      side_effects: 0,
    });
  });

  test("before there is a greedy answer only the targets count, and there is no report", () => {
    expect(reward([grade(6), words(200)])).toMatchObject({ total: 1 });
    expect(reward([grade(6), words(200)])).not.toHaveProperty("goal");
  });

  test("hard rewards are a gate before the goal", () => {
    expect(reward([grade(6), hard(0.5)]).total).toBe(0.25);
    expect(reward([grade(12), hard(1)]).total).toBe(0.75);
  });

  test("rewards count by weight", () => {
    const both: CombineSpec = { mode: "goal", targets: { grade: 6, words: 100 }, scales: {} };
    const { goal } = reward([grade(6), { ...words(200), weight: 3 }], [grade(6), words(100)], both);
    expect(goal?.distance).toEqual(close(Math.sqrt(3 / 4)));
  });
});
