import { describe, expect, test } from "vitest";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";

const parse = (combine: unknown, rewards: object[] = []) =>
  parseOrRefuse(alignRequestSchema, { prompt: "Hi", rewards, combine });
const dog = { type: "keywords", include: ["dog"], name: "dog" };
const words = { type: "length", unit: "words", max: 20 };

describe("combine", () => {
  test.each([
    [undefined, { mode: "gated" }],
    [{}, { mode: "gated" }],
    [{ mode: "weighted" }, { mode: "weighted" }],
    [{ mode: "lexicographic" }, { mode: "lexicographic", tolerance: 0.01 }],
    [{ mode: "penalty" }, { mode: "penalty", from: 1, to: 10 }],
    [
      { mode: "goal", targets: { length: 12 } },
      { mode: "goal", targets: { length: 12 }, scales: {} },
    ],
  ])("%j is read as %j", (combine, expected) => {
    expect(parse(combine, [words]).combine).toEqual(expected);
  });

  test.each([
    [{ mode: "nonsense" }, "/combine/mode", "must be one of gated, weighted, lexicographic, penalty, goal"],
    [{ priorities: ["dog"] }, "/combine/priorities", 'unknown field "priorities"'],
    [{ mode: "penalty", from: 3, to: 2 }, "/combine/to", "must not be below from"],
    [{ mode: "penalty", to: 1e6 }, "/combine/to", "must be at most 1000"],
    [{ mode: "lexicographic", tolerance: 0 }, "/combine/tolerance", "must be at least 0.001"],
    [{ mode: "lexicographic", priorities: [] }, "/combine/priorities", "must be at least 1 item long"],
    [{ mode: "lexicographic", priorities: ["cat"] }, "/combine/priorities/0", "is not the name of a reward"],
    [{ mode: "lexicographic", priorities: ["dog", "dog"] }, "/combine/priorities/1", "stands there twice"],
    [{ mode: "goal" }, "/combine/targets", "is required: must be an object"],
    [{ mode: "goal", targets: {} }, "/combine/targets", "must name a reward"],
    [{ mode: "goal", targets: { "a/b": 1 } }, "/combine/targets/a~1b", "is not the name of a reward"],
    [{ mode: "goal", targets: { dog: "1" } }, "/combine/targets/dog", "must be a number"],
    [
      { mode: "goal", targets: { length: 3 } },
      "/combine/targets/length",
      "is the name of 2 rewards: give each a `name` of its own",
    ],
    [
      { mode: "goal", targets: { dog: 1 }, scales: { cat: 1 } },
      "/combine/scales/cat",
      "is not the name of a reward",
    ],
    [
      { mode: "goal", targets: { dog: 1 }, scales: { dog: 0 } },
      "/combine/scales/dog",
      "must be at least 0.000001",
    ],
    [
      { mode: "goal", targets: { aid: 1 } },
      "/combine/targets/aid",
      "is auxiliary, and so does not rank answers",
    ],
    [
      { mode: "goal", targets: { check: 1 } },
      "/combine/targets/check",
      "is an audit, which has no say in the search",
    ],
    [
      { mode: "goal", targets: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [i, 1])) },
      "/combine/targets",
      "at most 32 names",
    ],
  ])("%j is refused at %s: %s", (combine, param, message) => {
    const rewards = [
      dog,
      words,
      words,
      { ...dog, name: "aid", auxiliary: true },
      { ...dog, name: "check", audit: true },
    ];
    expect(() => parse(combine, rewards)).toThrow(
      expect.objectContaining({ code: "invalid_request", param, message }),
    );
  });
});

describe("the roles of a reward", () => {
  test("are neither unless given", () => {
    expect(parse({}, [dog]).rewards[0]).toMatchObject({ auxiliary: false, audit: false });
    expect(parse({}, [{ ...dog, auxiliary: true }]).rewards[0]).toMatchObject({ auxiliary: true });
  });

  test.each([
    [{ auxiliary: true, audit: true }, "/rewards/1/audit"],
    [{ auxiliary: true, enforce: "hard" }, "/rewards/1/auxiliary"],
    [{ audit: true, enforce: "hard" }, "/rewards/1/audit"],
    [{ audit: "yes" }, "/rewards/1/audit"],
  ])("%j is refused", (roles, param) => {
    expect(() => parse({}, [dog, { ...words, ...roles }])).toThrow(
      expect.objectContaining({ code: "invalid_request", param }),
    );
  });
});
