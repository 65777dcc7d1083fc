/**
 * How models behind other APIs are configured. Operators write this, never clients.
 *
 * @module
 */
import { z } from "zod";
import { text } from "./text.ts";

const name = text({ max: 200 });

const callsAtOnce = z.int().min(1).max(32).default(4).meta({
  description: "Calls that are under way at a time for one request.",
});

const openAiSchema = z
  .strictObject({
    kind: z.literal("openai"),
    base_url: z
      .url({ protocol: /^https?$/ })
      .refine((url) => !/[?#@]/.test(url), "has no credentials, query or fragment; see `api_key`")
      .meta({
        description: "What `/chat/completions` and `/completions` are appended to, e.g. ending in `/v1`.",
      }),
    model: name.meta({ description: "The model's name there." }),
    api_key: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of a variable")
      .optional()
      .meta({ description: "The variable, or secret, that holds the key: its name, not the key itself." }),
    prefill: z.enum(["trailing", "continue_final_message", "none"]).default("trailing").meta({
      description:
        "How an answer to messages is gone on with: the last message is the assistant's and unfinished (llama.cpp); the same, and said so with `continue_final_message` (vLLM, SGLang); or not at all (OpenAI), and then only whole answers can be drawn. Raw prompts can always be gone on with.",
    }),
    logprobs: z.boolean().default(false).meta({
      description: "Whether it gives the log-probabilities of what it writes.",
    }),
    samples_per_call: z.int().min(1).max(64).default(1).meta({
      description:
        "Samples that it draws in one call (`n`), for which it counts the prompt once. More than one needs `logprobs`: only those say how many tokens each sample has.",
    }),
    calls_at_once: callsAtOnce,
    body: z.record(z.string(), z.json()).default({}).meta({
      description: "More fields of every call, as the server wants them: `top_k`, `chat_template_kwargs`, …",
    }),
  })
  .refine(({ samples_per_call, logprobs }) => samples_per_call === 1 || logprobs, {
    message: "needs logprobs, without which nothing says how many tokens each sample has",
    path: ["samples_per_call"],
  });

const workersAiSchema = z.strictObject({
  kind: z.literal("workers_ai"),
  binding: z.string().min(1).default("AI").meta({ description: "The Worker's binding." }),
  model: name.meta({ description: "The model's name there, e.g. `@cf/…`." }),
  prefill: z.enum(["trailing", "none"]).default("none").meta({
    description: "As above; which models go on with an unfinished last message is not documented.",
  }),
  calls_at_once: callsAtOnce,
});

export const upstreamConfigSchema = z.discriminatedUnion("kind", [openAiSchema, workersAiSchema]);

/** Of each upstream, by the name that requests give as `model`. */
export const upstreamsConfigSchema = z.record(name, upstreamConfigSchema);

export type UpstreamConfig = z.infer<typeof upstreamConfigSchema>;
export type OpenAiConfig = z.infer<typeof openAiSchema>;
export type WorkersAiConfig = z.infer<typeof workersAiSchema>;
