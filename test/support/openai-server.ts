import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { messageSchema } from "../../src/spec/message.ts";
import { tinyModel } from "./tiny-model.ts";
import { writeOn } from "./tiny-writer.ts";

const callSchema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema).optional(),
  prompt: z.string().optional(),
  max_tokens: z.number(),
  temperature: z.number(),
  top_p: z.number(),
  seed: z.number(),
  stop: z.array(z.string()).default([]),
  n: z.number().default(1),
  logprobs: z.union([z.boolean(), z.number()]).optional(),
  continue_final_message: z.boolean().optional(),
  add_generation_prompt: z.boolean().optional(),
});

export type ReceivedCall = z.infer<typeof callSchema> & { path: string; authorization: string | undefined };

export interface ServerHabits {
  /** Repeats what it goes on with, as llama.cpp does. */
  echoes?: boolean;
  /** Goes on with an unfinished last message only where `continue_final_message` says so, as vLLM does. */
  wantsToBeTold?: boolean;
  /** What it answers instead, where it does. */
  instead?: (call: number) => { status: number; headers?: Record<string, string>; body?: string } | undefined;
  /** Changes what it says. */
  change?: (body: Completion) => unknown;
  /** Called when a call has come in; awaited before it is answered. */
  received?: (call: number) => unknown;
}

export interface Completion {
  choices: { index: number; finish_reason: string; [field: string]: unknown }[];
  usage: {
    prompt_tokens: number;
    completion_tokens: number;
    prompt_tokens_details?: { cached_tokens: number };
  };
}

export interface OpenAiServer extends AsyncDisposable {
  /** Ends in /v1. */
  url: string;
  calls: ReceivedCall[];
  /** What it has said of itself, summed up. */
  told: { prompt: number; completion: number };
  /** Calls whose client went away. */
  abandoned: number;
}

/** A real server with OpenAI's API, over the tiny model, which really writes what is answered. */
export async function openAiServer(habits: ServerHabits = {}): Promise<OpenAiServer> {
  const calls: ReceivedCall[] = [];
  const told = { prompt: 0, completion: 0 };
  const state = { abandoned: 0 };
  const server = createServer((request, response) => {
    response.on("close", () => {
      if (!response.writableFinished) state.abandoned++;
    });
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = callSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
    const number = calls.push({
      ...call,
      path: request.url ?? "",
      authorization: request.headers.authorization,
    });
    await habits.received?.(number);
    const instead = habits.instead?.(number);
    if (instead) {
      response.writeHead(instead.status, instead.headers).end(instead.body);
      return;
    }
    const completion = await complete(call, habits);
    const body = habits.change?.(completion) ?? completion;
    const { usage } = body as Partial<Completion>;
    told.prompt += usage?.prompt_tokens ?? 0;
    told.completion += usage?.completion_tokens ?? 0;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    told,
    get abandoned() {
      return state.abandoned;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function complete(call: z.infer<typeof callSchema>, habits: ServerHabits): Promise<Completion> {
  const model = await tinyModel();
  const { text, prefix } = await promptOf(call, habits);
  const prompt = model.tokenizer.encode(text);
  const isChat = call.messages !== undefined;
  const choices = [];
  let completion = 0;
  for (let index = 0; index < call.n; index++) {
    const written = await writeOn(model, prompt, {
      maxTokens: call.max_tokens,
      temperature: call.temperature,
      topP: call.top_p,
      seed: call.seed + index,
      stop: call.stop,
    });
    completion += written.logProbabilities.length;
    const content = (habits.echoes ? prefix : "") + written.text;
    choices.push({
      index,
      finish_reason: written.finish,
      ...(isChat ? { message: { role: "assistant", content } } : { text: written.text }),
      ...(call.logprobs && { logprobs: logprobsOf(written.logProbabilities, isChat) }),
    });
  }
  return { choices, usage: { prompt_tokens: prompt.length, completion_tokens: completion } };
}

function logprobsOf(logProbabilities: readonly number[], isChat: boolean) {
  if (!isChat) return { token_logprobs: logProbabilities };
  return { content: logProbabilities.map((logprob) => ({ logprob })) };
}

async function promptOf(call: z.infer<typeof callSchema>, { wantsToBeTold }: ServerHabits) {
  const { prompt, messages = [] } = call;
  if (prompt !== undefined) return { text: prompt, prefix: "" };
  const { chatTemplate } = await tinyModel();
  const last = messages.at(-1);
  const goesOn = last?.role === "assistant" && (!wantsToBeTold || call.continue_final_message === true);
  const asked = goesOn ? messages.slice(0, -1) : messages;
  const prefix = goesOn ? last.content : "";
  return { text: (chatTemplate?.render(asked) ?? "") + prefix, prefix };
}
