import { expect, test } from "vitest";
import { definitionOf, rewardSpecSchema } from "../../src/reward/registry.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";

test.each<[object, string | null]>([
  [{ type: "length", unit: "sentences", exact: 1 }, "Write exactly 1 sentence."],
  [{ type: "length", unit: "paragraphs", max: 1 }, "Write at most 1 paragraph."],
  [
    { type: "length", unit: "paragraphs", min: 2 },
    "Write at least 2 paragraphs, with an empty line between them.",
  ],
  [{ type: "bullets", count: 3 }, "Use exactly 3 bullet points."],
  [{ type: "bullets", count: 3, markers: ["1."] }, "Use exactly 3 bullet points, numbered 1., 2. and so on."],
  [{ type: "bullets", min: 1, markers: ["+"] }, "Use at least 1 bullet point, beginning with +."],
  [{ type: "sections", count: 1 }, "Write exactly 1 section, headed SECTION 1."],
  [{ type: "sections", count: 2 }, "Write exactly 2 sections, headed SECTION 1, SECTION 2 and so on."],
  [{ type: "letter_frequency", letter: "q", min: 1 }, "Use the letter q at least 1 time."],
  [{ type: "capital_words", min: 1 }, "Write at least 1 word in capital letters."],
  [{ type: "readability", max: 6 }, "Use plain words and short sentences."],
  [{ type: "readability", target: 14 }, null],
  [{ type: "readability", min: 12, max: 16 }, null],
  [
    { type: "keywords", include: ["cat", { forms: ["dog"], min: 0, max: 0 }] },
    "Use the word cat. Do not use the word dog.",
  ],
  [
    { type: "profanity", also: ["darn", "heck"] },
    "Use no profane language. Do not use the words darn or heck.",
  ],
])("%j is asked for by %j", (spec, sentence) => {
  const parsed = parseOrRefuse(rewardSpecSchema, spec);
  expect(definitionOf(parsed).instruction?.(parsed) ?? null).toBe(sentence);
});
