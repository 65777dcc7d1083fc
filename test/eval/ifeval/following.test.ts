import { expect, it } from "vitest";
import { followingOf, looseVariants } from "../../../eval/ifeval/following.ts";
import { itemSchema } from "../../../eval/ifeval/item.ts";

it("looks at eight variants of an answer where it is loose", () => {
  expect(looseVariants("Sure:\n*a*\n*b*\nBye!").toSorted()).toEqual(
    [
      "Sure:\n*a*\n*b*\nBye!",
      "Sure:\na\nb\nBye!",
      "*a*\n*b*\nBye!",
      "a\nb\nBye!",
      "Sure:\n*a*\n*b*",
      "Sure:\na\nb",
      "*a*\n*b*",
      "a\nb",
    ].toSorted(),
  );
});

it.each([
  ["Here it is:\n{}", false, true],
  ["{}\nHope that helps!", false, true],
  ["Here it is:\n**{}**\nHope that helps!", false, true],
  ["{}", true, true],
  ["Here: {}", false, false],
])("%j is JSON: strictly %s, loosely %s", (text, strict, loose) => {
  const instruction = { id: "detectable_format:json_format", kwargs: {} } as const;
  expect(followingOf(instruction, text)).toEqual({ strict, loose });
});

it("reads both forms of the data: kwargs left out, or null", () => {
  const line = (kwargs: object) => ({
    prompt: "p",
    instruction_id_list: ["keywords:existence"],
    kwargs: [kwargs],
  });
  const item = {
    prompt: "p",
    instructions: [{ id: "keywords:existence", kwargs: { keywords: ["a"] } }],
  };
  expect(itemSchema.parse(line({ keywords: ["a"] }))).toEqual(item);
  expect(itemSchema.parse(line({ keywords: ["a"], num_words: null }))).toEqual(item);
});

it.each([
  [{ prompt: "p", instruction_id_list: ["keywords:magic"], kwargs: [{}] }, "instruction_id_list.0"],
  [
    { prompt: "p", instruction_id_list: ["keywords:existence"], kwargs: [{}] },
    "instructions.0.kwargs.keywords",
  ],
  [{ prompt: "p", instruction_id_list: ["punctuation:no_comma"], kwargs: [] }, "kwargs"],
])("refuses %j, naming %s", (line, path) => {
  expect(itemSchema.safeParse(line).error?.issues[0]?.path.join(".")).toBe(path);
});
