/**
 * All benches. A new one is one file and one line here.
 *
 * @module
 */

export interface Bench {
  name: string;
  description: string;
  /** Loaded only when it is run, so that one bench does not need what another does. */
  load(): Promise<{ run(args: string[]): Promise<void> }>;
}

export const benches: readonly Bench[] = [
  {
    name: "engine",
    description: "step time and tokens a second in Node and in workerd",
    load: () => import("./engine.ts"),
  },
  {
    name: "edge",
    description: "the model in Workers of its own against the model in one isolate",
    load: () => import("./edge.ts"),
  },
  {
    name: "fuzz",
    description:
      "random requests by the API's own description: no mistakes of ours, and answers as described",
    load: () => import("./fuzz.ts"),
  },
  {
    name: "overload",
    description:
      "many times as many requests as can be answered: answers or 503s, and all as before afterwards",
    load: () => import("./overload.ts"),
  },
  {
    name: "disconnect",
    description: "whether the model stops for clients that leave in mid-stream",
    load: () => import("./disconnect.ts"),
  },
  {
    name: "parity",
    description: "how near the quantised model is to the original",
    load: () => import("./parity.ts"),
  },
  {
    name: "heads",
    description: "what reading the model's states with its heads adds to a step",
    load: () => import("./heads.ts"),
  },
  {
    name: "json-schema",
    description: "whether every answer by a JSON Schema is valid",
    load: () => import("./json-schema.ts"),
  },
  {
    name: "judge",
    description: "how often a judge finds the better of two answers",
    load: () => import("./judge.ts"),
  },
  {
    name: "search",
    description: "what a budget buys by each strategy, and how near auto comes to the best there is",
    load: () => import("./search.ts"),
  },
  {
    name: "soak",
    description: "mixed requests at the edge for a while, as stages are killed",
    load: () => import("./soak.ts"),
  },
  {
    name: "throughput",
    description: "answers a second for many requests at a time, and what a small one waits among large ones",
    load: () => import("./throughput.ts"),
  },
  {
    name: "topics",
    description: "how often the encoder finds a text nearer to its own topic than to another's",
    load: () => import("./topics.ts"),
  },
  {
    name: "upstream",
    description: "what search buys over a server with OpenAI's API, at equal budgets",
    load: () => import("./upstream.ts"),
  },
];
