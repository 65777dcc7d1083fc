/**
 * What must not compile. Nothing runs here: `tsc` finds a line marked so that has no error.
 *
 * @module
 */
import { type Alignment, type AlignRequest, type Choice, Tiller } from "../../client/index.ts";

const client = new Tiller({ baseUrl: "http://localhost" });

// @ts-expect-error: a client must know where the server is
new Tiller({ apiKey: "secret" });

const messages: AlignRequest["messages"] = [{ role: "user", content: "Hello!" }];

/** What should compile: fields with a default are left out. */
export const fine: AlignRequest = {
  messages,
  rewards: [
    { type: "keywords", include: ["hello", ["friend", "friends"]], enforce: "hard" },
    { type: "length", unit: "words", max: 9, weight: 0.5 },
  ],
  combine: { mode: "lexicographic" },
  search: { strategy: "best_of_n", n: 4 },
  budget: { forward_tokens: 500 },
  on_unsatisfied: { text: "Sorry." },
};

export const wrong: AlignRequest[] = [
  // @ts-expect-error: a prompt or messages
  { rewards: [] },
  // @ts-expect-error: and not both
  { prompt: "Hello", messages },
  // @ts-expect-error: no such reward
  { messages, rewards: [{ type: "keyword", include: ["hello"] }] },
  // @ts-expect-error: a field of another reward
  { messages, rewards: [{ type: "choice", options: ["yes", "no"], include: ["hello"] }] },
  // @ts-expect-error: a required field is missing
  { messages, rewards: [{ type: "regex" }] },
  // @ts-expect-error: no such enforcement
  { messages, rewards: [{ type: "json", enforce: "strict" }] },
  // @ts-expect-error: no such strategy
  { messages, search: { strategy: "mcts" } },
  // @ts-expect-error: a parameter of another strategy
  { messages, search: { strategy: "greedy", width: 4 } },
  // @ts-expect-error: limits have their API's names
  { messages, budget: { forwardTokens: 100 } },
  // @ts-expect-error: the method says whether it is streamed
  { messages, stream: true },
];

// @ts-expect-error: no texts to score
client.score({ prompt: "Hello" });
// @ts-expect-error: a text or messages
client.tokenize({ text: "Hello", messages });

export async function misread(alignment: Alignment): Promise<void> {
  // @ts-expect-error: there may be no such choice
  const choice: Choice = alignment.choices[1];
  // @ts-expect-error: null where the model did not write the text
  choice.logprob.toFixed();
  for await (const event of client.stream(fine)) {
    // @ts-expect-error: not every event has a text
    event.text.trim();
    if (event.object === "alignment.token") event.text.trim();
    // @ts-expect-error: no such event
    if (event.object === "alignment.end") return;
  }
}
