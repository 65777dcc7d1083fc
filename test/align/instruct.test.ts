import { describe, expect, test } from "vitest";
import { alignTiny, textOf } from "../support/align-tiny.ts";

const dog = { type: "keywords", include: ["dog"] };
const tone = { type: "sentiment", direction: "positive" };
const sentences = "Use the word dog.\nWrite in a positive tone.";

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

/** What the model says greedily to a conversation, and how many tokens it has read. */
async function answered(messages: object[], body: object = {}) {
  const result = await alignTiny({ prompt: undefined, messages, search: { strategy: "greedy" }, ...body });
  return { text: textOf(result), tokens: result.usage.prompt_tokens };
}

describe("with instruct the model is asked for what the rewards want", () => {
  test("at the end of the user's last message, one sentence a line", async () => {
    const before = [user("the dog "), assistant("of time")];
    const plain = await answered([...before, user("and the people\n")], { rewards: [dog, tone] });
    const asked = await answered([...before, user("and the people\n")], {
      rewards: [dog, tone],
      instruct: true,
    });
    const byHand = await answered([...before, user(`and the people\n\n${sentences}`)]);
    expect(asked).toEqual(byHand);
    expect(asked.tokens).toBeGreaterThan(plain.tokens);
  });

  test("each sentence once, those of auxiliary rewards, too, and none of audits", async () => {
    const rewards = [
      dog,
      { ...dog, weight: 2 },
      { ...tone, auxiliary: true },
      { type: "profanity", audit: true },
    ];
    const asked = await answered([user("the people")], { rewards, instruct: true });
    const byHand = await answered([user(`the people\n\n${sentences}`)]);
    expect(asked).toEqual(byHand);
  });

  test("the message before an answer that is to be gone on with has them as well", async () => {
    const asked = await answered([user("the people"), assistant("of the")], {
      rewards: [dog, tone],
      instruct: true,
    });
    expect(asked).toEqual(await answered([user(`the people\n\n${sentences}`), assistant("of the")]));
  });

  test("nothing changes where no reward says anything in words", async () => {
    const rewards = [{ type: "regex", pattern: "e" }];
    const asked = await answered([user("the people ")], { rewards, instruct: true });
    expect(asked).toEqual(await answered([user("the people ")], { rewards }));
  });

  test("rewards that compare with the prompt compare with the user's own words", async () => {
    const result = await alignTiny({
      prompt: undefined,
      messages: [user("the people")],
      rewards: [{ type: "repeat_prompt", enforce: "hard" }],
      instruct: true,
      max_tokens: 24,
    });
    expect(textOf(result)).toMatch(/^the people/i);
    expect(result.choices[0]?.reward.satisfied, textOf(result)).toBe(true);
  });

  test("a prompt that no longer fits is refused", async () => {
    const messages = [user("the ".repeat(200))];
    const text = "dog ".repeat(240);
    const body = {
      prompt: undefined,
      messages,
      rewards: [
        { type: "starts_with", text },
        { type: "ends_with", text },
      ],
      max_tokens: undefined,
    };
    await expect(alignTiny({ ...body, instruct: true })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/messages",
    });
  });

  test.each([
    [{ prompt: "the people" }],
    [{ prompt: undefined, messages: [{ role: "system", content: "Be kind." }] }],
  ])("is refused where there is no message to stand in: %j", async (body) => {
    await expect(alignTiny({ ...body, rewards: [dog], instruct: true })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/instruct",
    });
  });
});
