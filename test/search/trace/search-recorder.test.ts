import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PathReader } from "../../../src/decode/path-reader.ts";
import { TokenTree } from "../../../src/decode/token-tree.ts";
import { SearchRecorder } from "../../../src/search/trace/search-recorder.ts";
import { type Alignment, alignmentSchema } from "../../../src/spec/result.ts";
import { mostNodes, mostSteps, type Trace, type TraceNode, type TraceTree } from "../../../src/spec/trace.ts";
import { alignTiny } from "../../support/align-tiny.ts";
import { tinyModel } from "../../support/tiny-model.ts";

const runs = 60;
const promptTokens = 11;

const strategies = [
  { strategy: "greedy" },
  { strategy: "sample", temperature: 1.2 },
  { strategy: "best_of_n", n: 4, temperature: 1.2 },
  { strategy: "prune", n: 4, every: 2, branch: true },
  { strategy: "args", k: 3 },
  { strategy: "blockwise", blocks: 3, length: 2 },
  { strategy: "cascade", tries: 3 },
  { strategy: "beam", width: 4, k: 3, groups: 2 },
  { strategy: "banked", width: 3, k: 3 },
  { strategy: "best_first", width: 3, k: 3 },
  { strategy: "deal", k: 3, lookahead: 3 },
  { strategy: "deal", k: 3, lookahead: 3, reuse: false },
];
const wishes = [
  [],
  [{ type: "keywords", include: ["frisbee", "moon"], enforce: "hard" }],
  [
    { type: "length", unit: "characters", min: 5, max: 20 },
    { type: "characters", forbid: ["e"], enforce: "hard" },
  ],
  [{ type: "choice", options: ["The Dog", "A CAT"], enforce: "hard" }],
  [
    { type: "case", mode: "lower", enforce: "hard" },
    { type: "regex", pattern: "(the|a) (dog|cat)\\.", mode: "full", enforce: "hard" },
  ],
];

const request = fc.record({
  search: fc.constantFrom(...strategies),
  rewards: fc.constantFrom(...wishes),
  budget: fc.record({
    forward_tokens: fc.oneof(fc.integer({ min: promptTokens, max: 40 }), fc.constant(2000)),
  }),
  max_tokens: fc.integer({ min: 6, max: 12 }),
  stop: fc.subarray([" of", " the", "in"]),
  seed: fc.nat(1000),
  n: fc.constantFrom(1, 2),
  on_unsatisfied: fc.constantFrom("best", { text: "I cannot say." }),
});

/** One answer only, where the strategy finds no more. */
function withFittingN<Body extends { search: { strategy: string }; n: number }>(body: Body): Body {
  const single = ["greedy", "args", "blockwise", "cascade", "deal"];
  return single.includes(body.search.strategy) ? { ...body, n: 1 } : body;
}

/** What must be the same however much is traced. */
function answerOf({ trace: _, id: __, created: ___, ...answer }: Alignment): object {
  return answer;
}

interface Traced extends Alignment {
  trace: Trace & { tree: TraceTree };
}

async function traced(body: object, signal?: AbortSignal): Promise<Traced> {
  return (await alignTiny({ ...body, trace: "full" }, signal)) as Traced;
}

/** The nodes from the root to the node of that id. */
function pathTo(id: number, nodes: readonly TraceNode[]): TraceNode[] {
  const node = nodes.find((other) => other.id === id);
  if (!node) throw new Error(`node ${id} is not listed`);
  return node.parent === null ? [node] : [...pathTo(node.parent, nodes), node];
}

function expectTree({ nodes, truncated }: TraceTree): void {
  const listed = new Map<number, TraceNode>();
  for (const node of nodes) {
    const parent = listed.get(node.parent ?? -1);
    if (node.parent === null) expect(node).toMatchObject({ id: 0, depth: 0, origin: "prompt" });
    else expect(parent, `the parent of ${node.id}`).toBeDefined();
    if (parent) {
      expect(node.depth).toBe(parent.depth + 1);
      expect(node.path_logprob).toBeCloseTo(parent.path_logprob + node.logprob, 9);
      expect(parent.rows).toBeGreaterThan(0);
    }
    listed.set(node.id, node);
  }
  expect(listed.size).toBe(nodes.length);
  expect(nodes.filter(({ parent }) => parent === null)).toHaveLength(1);
  expect(nodes.length + truncated).toBeGreaterThan(Math.max(...listed.keys()));
}

function expectCosts({ trace, usage }: Traced): void {
  const { tree, steps, totals } = trace;
  const { nodes } = tree;
  expect(steps.reduce((sum, { rows }) => sum + rows, 0)).toBe(usage.forward_tokens);
  expect(steps.at(-1)?.forward_tokens).toBe(usage.forward_tokens);
  expect(steps).toHaveLength(usage.steps);
  const rows = nodes.reduce((sum, node) => sum + node.rows, 0);
  expect(rows + usage.prompt_tokens - 1).toBe(usage.forward_tokens);
  const joined = nodes.filter(({ why }) => why !== "ruled_out");
  expect(joined).toHaveLength(totals.nodes);
  expect(joined.filter((node) => node.rows > 0)).toHaveLength(totals.computed);
  expect(Math.max(...joined.map(({ depth }) => depth))).toBe(totals.deepest);
  for (const node of nodes) expect(node.step === null).toBe(node.rows === 0);
}

/** Without a character that is cut off at the end. */
function whole(text: string): string {
  return text.replace(/\uFFFD+$/u, "");
}

function expectAnswers({ trace, choices }: Traced, stop: readonly string[]): void {
  const { tree } = trace;
  const returned = tree.returned.map((id) => pathTo(id, tree.nodes));
  for (const [index, path] of returned.entries()) {
    const { text, logprob, finish_reason, reward } = choices[index] as Alignment["choices"][number];
    const end = path.at(-1) as TraceNode;
    const said = path.map((node) => node.text).join("");
    const cuts = stop.map((string) => said.indexOf(string)).filter((at) => at !== -1);
    expect(whole(text)).toBe(whole(cuts.length > 0 ? said.slice(0, Math.min(...cuts)) : said));
    expect(end.path_logprob).toBe(logprob);
    expect(end.finish ?? "length").toBe(finish_reason);
    expect(end.reward).toBe(reward.total);
  }
  const onTheWay = new Set(returned.flat());
  for (const node of tree.nodes) expect(node.state === "returned").toBe(onTheWay.has(node));
  expect(tree.returned).toHaveLength(choices[0]?.logprob === null ? 0 : choices.length);
}

test(`over ${runs} random requests a trace changes nothing and is a whole tree, with its costs and answers`, async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(request.map(withFittingN), async (body) => {
      const plain = await alignTiny(body);
      const full = await traced(body);
      expect(plain).not.toHaveProperty("trace");
      expect(answerOf(full)).toEqual(answerOf(plain));
      alignmentSchema.parse(full);
      expect(full.trace.totals).toMatchObject({
        stop_reason: full.budget.stop_reason,
        exhausted_by: full.budget.exhausted_by,
      });
      expect(full.trace.tree.truncated).toBe(0);
      expectTree(full.trace.tree);
      expectCosts(full);
      expectAnswers(full, body.stop);
      for (const { state, why, origin } of full.trace.tree.nodes) seen.add(`${state} ${why} ${origin}`);
    }),
    { numRuns: runs, seed: 20261122 },
  );
  // Or nothing has been shown.
  for (const kind of [
    "returned null model",
    "returned null proposal",
    "finished null model",
    "open null model",
  ])
    expect([...seen], kind).toContain(kind);
  for (const why of ["ruled_out", "outscored", "duplicate"])
    expect([...seen], why).toContain(`dropped ${why} model`);
}, 120_000);

test.each(strategies)("a summary is a full trace without its nodes: $strategy", async (search) => {
  const body = { rewards: wishes[1], search, seed: 4 };
  const summary = await alignTiny({ ...body, trace: "summary" });
  const { tree: _, ...steps } = (await traced(body)).trace;
  expect(summary.trace).toEqual(steps);
  expect(answerOf(summary)).toEqual(answerOf(await alignTiny(body)));
});

test("of a long search the steps in the middle are thinned out, and the trace says so", async () => {
  const paths = new PathReader({ ...(await tinyModel()), stop: [], maxTokens: 9 });
  const recorder = new SearchRecorder(paths, "summary");
  const trunk = new TokenTree(recorder).plant([5]);
  for (let step = 0; step < 3 * mostSteps; step++) recorder.stepped(trunk);
  const trace = recorder.report({ stopReason: "complete", exhaustedBy: null, ranToEnd: true });
  expect(trace.steps).toHaveLength(mostSteps);
  expect(trace.steps_left_out).toBe(2 * mostSteps);
  expect(trace.steps.at(-1)).toMatchObject({ step: 3 * mostSteps, forward_tokens: 3 * mostSteps });
});

describe("a full trace", () => {
  const keyword = { type: "keywords", include: ["frisbee"], enforce: "hard" };

  test("says whose idea a token was, and what its path had reached", async () => {
    const { trace } = await traced({ rewards: [keyword], search: { strategy: "beam" }, max_tokens: 12 });
    const path = pathTo(trace.tree.returned[0] ?? -1, trace.tree.nodes);
    const word = path.filter(({ origin }) => origin === "proposal").map(({ text }) => text);
    expect(word.join("")).toMatch(/frisbee/i);
    expect(path.map(({ value }) => value).at(-1)).toBe(1);
    expect(
      path.every(({ why, rows }, index) => why === null && (rows > 0 || index === path.length - 1)),
    ).toBe(true);
  });

  test("says what the rewards did not allow: it took no row, and the answer has none of it", async () => {
    const rewards = [{ type: "characters", forbid: ["e"], enforce: "hard" }];
    const { trace } = await traced({ rewards, search: { strategy: "beam", width: 2 } });
    const ruledOut = trace.tree.nodes.filter(({ why }) => why === "ruled_out");
    expect(ruledOut.length).toBeGreaterThan(0);
    for (const { text, rows, state } of ruledOut) {
      expect({ rows, state }).toEqual({ rows: 0, state: "dropped" });
      expect(text).toMatch(/e|^$/);
    }
    expect(trace.totals.ruled_out).toBeGreaterThanOrEqual(ruledOut.length);
  });

  test("says of other spellings what they stand for", async () => {
    const rewards = [{ type: "case", mode: "upper", enforce: "hard" }];
    const { trace } = await traced({ rewards, search: { strategy: "beam" } });
    const respelled = trace.tree.nodes.filter(({ origin }) => origin === "spelling");
    expect(respelled.some(({ credit }) => credit > 0)).toBe(true);
    for (const { text } of respelled) expect(text).toBe(text.toUpperCase());
  });

  test("shows the ways that led nowhere", async () => {
    const rewards = [
      { type: "regex", pattern: "(the|a) (dog|cat)\\.", mode: "full", enforce: "hard" },
      { type: "ends_with", text: "bye.", enforce: "hard" },
    ];
    const { trace } = await traced({ rewards, search: { strategy: "beam", width: 3, k: 2 }, max_tokens: 14 });
    expect(trace.tree.nodes.some(({ why }) => why === "dead_end")).toBe(true);
    expectTree(trace.tree);
  });

  test("of lookahead shows the rollouts with their rewards, and drops those of candidates that lost", async () => {
    const rewards = [{ type: "length", unit: "characters", target: 12 }];
    const search = { strategy: "deal", k: 3, lookahead: 2 };
    const { trace, choices } = await traced({ rewards, search, max_tokens: 4 });
    const judged = trace.tree.nodes.filter(({ reward }) => reward !== null);
    expect(judged.length).toBeGreaterThan(3);
    expect(trace.tree.nodes.filter(({ why }) => why === "outscored").length).toBeGreaterThan(3);
    expect(trace.steps.at(-1)?.best_reward).toBeGreaterThanOrEqual(choices[0]?.reward.total ?? 1);
  });

  test("counts the paths that were followed side by side", async () => {
    const { trace } = await traced({ search: { strategy: "best_of_n", n: 4 }, max_tokens: 3, seed: 1 });
    expect(trace.steps.map(({ live_paths }) => live_paths)).toEqual([1, 4, 4]);
    expect(trace.totals).toMatchObject({ finished: 4, deepest: 3, stop_reason: "complete" });
  });

  test("of a search that was stopped before it began has the root alone", async () => {
    const { trace, choices } = await traced({}, AbortSignal.abort());
    expect(trace.steps).toEqual([]);
    expect(trace.tree).toMatchObject({ returned: [0], nodes: [{ id: 0, text: "", rows: 0 }] });
    expect(choices[0]?.text).toBe("");
  });

  test("of a large tree has as many nodes as may be listed, what was computed before what was not", async () => {
    const result = await traced({
      rewards: [{ type: "length", unit: "tokens", min: 60 }],
      search: { strategy: "deal", k: 50, lookahead: 0, lambda: 1000 },
      max_tokens: 60,
      budget: { reward_calls: 10_000 },
    });
    const { trace, usage } = result;
    expect(trace.tree.nodes).toHaveLength(mostNodes);
    expect(trace.tree.truncated).toBeGreaterThan(0);
    expectTree(trace.tree);
    expectAnswers(result, []);
    const rows = trace.tree.nodes.reduce((sum, node) => sum + node.rows, 0);
    expect(rows + usage.prompt_tokens - 1).toBe(usage.forward_tokens);
  });
});
