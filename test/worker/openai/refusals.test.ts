import OpenAI from "openai";
import { expect, test } from "vitest";
import { chat, openAi, raw } from "./client.ts";

const client = openAi();

async function refusal(answer: Promise<unknown>) {
  const error = await answer.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OpenAI.BadRequestError);
  const { code, param, type } = error as InstanceType<typeof OpenAI.BadRequestError>;
  expect([code, type]).toEqual(["invalid_request", "invalid_request_error"]);
  return param;
}

const tool = { type: "function", function: { name: "f", parameters: {} } };
const image = { type: "image_url", image_url: { url: "data:," } };
const rewards = [{ type: "keywords", include: ["tree"] }];
const user = { role: "user", content: "hi" };

test.each<[string, object, string]>([
  ["no messages", { messages: [] }, "/messages"],
  ["no model", { model: undefined }, "/model"],
  ["an unknown field", { temprature: 1 }, "/temprature"],
  ["a tool's message", { messages: [{ role: "tool", content: "x", tool_call_id: "1" }] }, "/messages/0/role"],
  ["a function's message", { messages: [{ role: "function", content: "x", name: "f" }] }, "/messages/0/role"],
  ["an image", { messages: [{ role: "user", content: [image] }] }, "/messages/0/content/0/type"],
  ["a name", { messages: [{ ...user, name: "Ada" }] }, "/messages/0/name"],
  ["nothing said", { messages: [{ role: "assistant", content: null }] }, "/messages/0/content"],
  [
    "calls of tools",
    { messages: [{ role: "assistant", content: "x", tool_calls: [{}] }] },
    "/messages/0/tool_calls",
  ],
  ["tools", { tools: [tool] }, "/tools"],
  ["a tool's choice", { tool_choice: "required" }, "/tool_choice"],
  ["functions", { functions: [{ name: "f" }] }, "/functions"],
  ["a penalty", { frequency_penalty: 0.5 }, "/frequency_penalty"],
  ["another penalty", { presence_penalty: -1 }, "/presence_penalty"],
  ["storing", { store: true }, "/store"],
  ["a tier", { service_tier: "flex" }, "/service_tier"],
  ["audio", { modalities: ["text", "audio"], audio: { voice: "x", format: "mp3" } }, "/modalities"],
  ["a prediction", { prediction: { type: "content", content: "x" } }, "/prediction"],
  ["reasoning", { reasoning_effort: "high" }, "/reasoning_effort"],
  ["verbosity", { verbosity: "low" }, "/verbosity"],
  ["a search of the web", { web_search_options: {} }, "/web_search_options"],
  ["17 answers", { n: 17 }, "/n"],
  ["several answers at temperature 0", { n: 2, temperature: 0 }, "/n"],
  ["a temperature above 2", { temperature: 2.1 }, "/temperature"],
  ["a temperature near 0", { temperature: 1e-4 }, "/temperature"],
  ["top_p 0", { top_p: 0 }, "/top_p"],
  ["17 stop strings", { stop: Array(17).fill("x") }, "/stop"],
  ["an empty stop string", { stop: "" }, "/stop"],
  ["no tokens", { max_tokens: 0 }, "/max_tokens"],
  ["two limits", { max_tokens: 3, max_completion_tokens: 4 }, "/max_tokens"],
  [
    "a limit that does not fit",
    { max_tokens: undefined, max_completion_tokens: 4000 },
    "/max_completion_tokens",
  ],
  ["a negative seed", { seed: -1 }, "/seed"],
  ["21 alternatives", { logprobs: true, top_logprobs: 21 }, "/top_logprobs"],
  ["alternatives without log-probabilities", { top_logprobs: 2 }, "/top_logprobs"],
  ["a bias of a token that there is not", { logit_bias: { "99999": 1 } }, "/logit_bias/99999"],
  ["a format that there is not", { response_format: { type: "xml" } }, "/response_format/type"],
  [
    "17 pairs of metadata",
    { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [i, ""])) },
    "/metadata",
  ],
  ["a long name in metadata", { metadata: { ["x".repeat(65)]: "" } }, "/metadata"],
  ["a long value in metadata", { metadata: { run: "x".repeat(513) } }, "/metadata/run"],
  ["options of a stream without one", { stream_options: { include_usage: true } }, "/stream_options"],
  ["an unknown field of alignment", { alignment: { reward: [] } }, "/alignment/reward"],
  [
    "an unknown field of a reward",
    { alignment: { rewards: [{ type: "json", deep: 1 }] } },
    "/alignment/rewards/0/deep",
  ],
  [
    "a budget that is too small for the prompt",
    { alignment: { budget: { forward_tokens: 1 } } },
    "/alignment/budget/forward_tokens",
  ],
  [
    "rewards that exclude each other",
    { alignment: { rewards: [{ type: "keywords", include: ["a"], exclude: ["a"], enforce: "hard" }] } },
    "/alignment/rewards/0/exclude/0",
  ],
  [
    "a combination of rewards that there are not",
    { alignment: { rewards, combine: { mode: "lexicographic", priorities: ["length"] } } },
    "/alignment/combine/priorities/0",
  ],
  [
    "a temperature for a strategy that does not draw",
    { temperature: 0.7, alignment: { search: { strategy: "beam" } } },
    "/temperature",
  ],
  ["top_p for one", { top_p: 0.7, alignment: { search: { strategy: "auto" } } }, "/top_p"],
  [
    "temperature 0 for one that does",
    { temperature: 0, alignment: { search: { strategy: "sample" } } },
    "/temperature",
  ],
  [
    "two temperatures",
    { temperature: 0.7, alignment: { search: { strategy: "sample", temperature: 0.5 } } },
    "/temperature",
  ],
])("a chat with %s is refused, and told where", async (_, body, param) => {
  const answer = client.chat.completions.create({
    ...chat,
    ...body,
  } as OpenAI.ChatCompletionCreateParamsNonStreaming);
  expect(await refusal(answer)).toBe(param);
});

test.each<[string, object, string]>([
  ["an empty prompt", { prompt: "" }, "/prompt"],
  ["several prompts", { prompt: ["a", "b"] }, "/prompt"],
  ["tokens for a prompt", { prompt: [1, 2] }, "/prompt"],
  ["a suffix", { suffix: "." }, "/suffix"],
  ["echo with log-probabilities", { echo: true, logprobs: 1 }, "/echo"],
  ["best_of below n", { n: 3, best_of: 2 }, "/best_of"],
  ["best_of at temperature 0", { best_of: 2, temperature: 0 }, "/best_of"],
  ["best_of beside a strategy", { best_of: 2, alignment: { search: { strategy: "auto" } } }, "/best_of"],
  ["instruct", { alignment: { instruct: true } }, "/alignment/instruct"],
  ["messages", { messages: [user] }, "/messages"],
])("a completion with %s is refused, and told where", async (_, body, param) => {
  const answer = client.completions.create({
    ...raw,
    ...body,
  } as OpenAI.CompletionCreateParamsNonStreaming);
  expect(await refusal(answer)).toBe(param);
});
