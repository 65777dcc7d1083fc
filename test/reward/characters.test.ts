import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { characters } from "../../src/reward/characters.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const of = (spec: object, text: string) => judge({ type: "characters", ...spec }, text);

describe("characters", () => {
  test.each([
    [["comma"], "One, two，three", 2],
    [["digit"], "At 5 p.m. on the 21st", 3],
    [["uppercase"], "A small Text", 2],
    [["emoji"], "Fine 👍🏽 © → 3 ☺", 2 + 1],
    [["emoji"], "🇩🇪", 2],
    [["punctuation"], "No - “never”!", 4],
    [["line_break"], "a\nb", 1],
    [["non_ascii"], "naïve 😀", 2],
    [["x", "\\", "]", "-"], "x-X [x]", 4],
    [["symbol", "letter"], "e\u0301 + 1", 3],
  ])("%j stand in %j %d times", async (forbid, text, count) => {
    const { measure, value } = await of({ forbid }, text);
    expect([measure, value]).toEqual([count, 1 / (1 + count)]);
  });

  test("some may be allowed all the same", async () => {
    const spec = { forbid: ["any"], allow: ["letter", "white_space", ".", "emoji"] };
    expect((await of(spec, "Only words 👨‍👩‍👧.\n")).value).toBe(1);
    expect((await of(spec, "4 words.")).explain).toBe('1 forbidden, the first "4"');
  });

  test("a word that can only be written with one is forbidden", async () => {
    const forbids = async (forbid: string[], text: string) =>
      (await prepared({ type: "characters", forbid })).claims?.forbids?.(text);
    expect(await forbids(["digit"], "route 66")).toBe(true);
    expect(await forbids(["non_ascii"], "café")).toBe(true);
    expect(await forbids(["uppercase"], "Dog")).toBe(false);
    expect(await forbids(["'"], "don't")).toBe(false);
    expect(await forbids([" "], "ice cream")).toBe(false);
  });

  test.each([
    [{ forbid: [] }, "/forbid"],
    [{ forbid: ["commas"] }, "/forbid/0"],
    [{ forbid: ["ab"] }, "/forbid/0"],
    [{ forbid: ["\ud800"] }, "/forbid/0"],
    [{ forbid: ["comma"], allow: ["comma", "x"] }, "/allow"],
  ])("%j is refused, with the field at fault", async (spec, param) => {
    await expect(prepared({ type: "characters", ...spec })).rejects.toMatchObject({ param });
  });

  test.each([
    [{ forbid: ["comma"] }, "Do not use commas."],
    [{ forbid: ["digit", "x"], allow: ["7"] }, 'Do not use digits or "x" except "7".'],
  ])("%j is asked for by %j", (spec, instruction) => {
    const parsed = parseOrRefuse(characters.schema, { type: "characters", ...spec });
    expect(characters.instruction?.(parsed)).toBe(instruction);
    expect(rewardSpecSchema.safeParse(characters.example).success).toBe(true);
  });

  test("keeps the promises of a reward", async () => {
    const set = fc.constantFrom("comma", "digit", "letter", "emoji", "non_ascii", "uppercase", "a", "😀");
    await expectRewardProperties(
      fc.record({
        type: fc.constant("characters"),
        forbid: fc.array(set, { minLength: 1, maxLength: 2 }),
        allow: fc.uniqueArray(fc.constantFrom("B", "é", "1", "white_space"), { maxLength: 2 }),
      }),
      fc.constantFrom("a", "B", " ", "12", ", ", "😀", "é", "e\u0301", "- ", ".", "\n", "~", "+"),
    );
  });
});
