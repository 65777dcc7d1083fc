import { describe, expect, test } from "vitest";
import { upstreamConfigSchema } from "../../src/spec/upstream.ts";
import type { Upstream, UpstreamCall } from "../../src/upstream/upstream.ts";
import { type AiBinding, workersAiUpstream } from "../../src/upstream/workers-ai-upstream.ts";
import { alignAt } from "../support/align-upstream.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { writeOn } from "../support/tiny-writer.ts";

interface Inputs {
  prompt?: string;
  raw?: boolean;
  messages?: { role: "user" | "assistant"; content: string }[];
  max_tokens: number;
  temperature: number;
  top_p: number;
  seed: number;
}

/** A binding over the tiny model, with answers of either kind. */
function tinyBinding(kind: "response" | "choices") {
  const runs: Inputs[] = [];
  const binding: AiBinding = {
    run: async (_, given) => {
      const inputs = given as unknown as Inputs;
      runs.push(inputs);
      const model = await tinyModel();
      const prompt = model.tokenizer.encode(
        inputs.prompt ?? model.chatTemplate?.render(inputs.messages ?? []) ?? "",
      );
      const { text, logProbabilities } = await writeOn(model, prompt, {
        maxTokens: inputs.max_tokens,
        temperature: inputs.temperature,
        topP: inputs.top_p,
        seed: inputs.seed,
        stop: [],
      });
      const usage = {
        prompt_tokens: prompt.length,
        completion_tokens: logProbabilities.length,
        total_tokens: 0,
      };
      if (kind === "response") return { response: text, usage };
      return { choices: [{ message: { role: "assistant", content: text }, finish_reason: null }], usage };
    },
  };
  return { binding, runs };
}

function upstreamOver(binding: AiBinding, options: object = {}): Upstream {
  const config = upstreamConfigSchema.parse({ kind: "workers_ai", model: "@cf/tiny", ...options });
  if (config.kind !== "workers_ai") throw new Error("another kind");
  return workersAiUpstream({ name: "theirs", config, binding });
}

const call: UpstreamCall = {
  prompt: { messages: [{ role: "user", content: "the people" }] },
  prefix: "",
  count: 1,
  maxTokens: 4,
  stop: [],
  temperature: 1,
  topP: 1,
  seed: 3,
};
const never = new AbortController().signal;

describe("an upstream of Workers AI", () => {
  test.each(["response", "choices"] as const)("reads answers that have a %s", async (kind) => {
    const { binding, runs } = tinyBinding(kind);
    const { segments, completionTokens } = await upstreamOver(binding).propose(call, never);
    expect(segments).toEqual([
      {
        text: expect.any(String),
        tokens: completionTokens,
        finish: expect.any(String),
        logProbability: null,
      },
    ]);
    expect(runs[0]).toMatchObject({ max_tokens: 4, seed: 3, messages: [{ content: "the people" }] });
  });

  test("a raw prompt is gone on with in blocks, stop strings and all", async () => {
    const { binding, runs } = tinyBinding("response");
    const { choices, usage } = await alignAt(upstreamOver(binding), {
      prompt: "the people",
      rewards: [{ type: "length", unit: "characters", target: 12 }],
      search: { strategy: "blockwise", blocks: 2, length: 4 },
    });
    expect(usage.steps).toBe(runs.length);
    expect(runs.length).toBeGreaterThan(2);
    expect(runs.every(({ prompt, raw }) => raw && prompt?.startsWith("the people"))).toBe(true);
    expect(choices[0]?.tokens).toBeLessThanOrEqual(8);
  });

  test("an answer to messages is not gone on with, unless the configuration says that the model does", async () => {
    const search = { strategy: "blockwise", blocks: 2, length: 4 };
    const { binding } = tinyBinding("response");
    await expect(alignAt(upstreamOver(binding), { search })).rejects.toMatchObject({
      param: "/search/strategy",
    });
    const { usage } = await alignAt(upstreamOver(binding, { prefill: "trailing" }), { search });
    expect(usage.steps).toBeGreaterThan(2);
  });

  test.each([
    ["3040: Capacity temporarily exceeded, please try again.", "upstream_unavailable"],
    ["5007: No such model @cf/tiny or task", "upstream_refused"],
    ["internal error", "upstream_unavailable"],
  ])("what the binding throws: %s is %s", async (message, code) => {
    const binding: AiBinding = { run: () => Promise.reject(new Error(message)) };
    await expect(upstreamOver(binding).propose(call, never)).rejects.toMatchObject({ code });
  });

  test("an answer without usage is refused", async () => {
    const binding: AiBinding = { run: async () => ({ response: "the" }) };
    await expect(upstreamOver(binding).propose(call, never)).rejects.toMatchObject({
      code: "upstream_unavailable",
    });
  });

  test("a binding that does not listen is not waited for", async () => {
    const binding: AiBinding = { run: () => new Promise(() => {}) };
    const { budget, usage } = await alignAt(upstreamOver(binding), {
      search: { strategy: "best_of_n", n: 2 },
      budget: { time_ms: 50 },
    });
    expect(budget.exhausted_by).toBe("time_ms");
    expect(usage).toMatchObject({ forward_tokens: 0, steps: 1 });
  });
});
