/**
 * wllama: all paths are requests at a time, which llama.cpp's server inside it computes in one batch.
 *
 * @module
 */
import { LoggerWithoutDebug, type RawCompletionResponse, Wllama } from "@wllama/wllama";
import type { Generation, Prompt, Subject } from "../subject.ts";

/** @param mostPaths - requests that there may be at a time */
export async function loadWllama(
  places: { wasm: string; gguf: string },
  { version, type }: { version: string; type: string },
  mostPaths: number,
): Promise<Subject> {
  const wllama = new Wllama(
    { default: places.wasm },
    { logger: { ...LoggerWithoutDebug, log: () => {}, warn: () => {} }, suppressNativeLog: true },
  );
  const response = await fetch(places.gguf);
  if (!response.ok) throw new Error(`${places.gguf}: the server answers ${response.status}`);
  await wllama.loadModel([await response.blob()], {
    n_threads: 1,
    n_gpu_layers: 0,
    n_parallel: mostPaths,
    n_ctx: 128 * mostPaths,
  });
  return {
    name: `wllama ${type}`,
    version: `${version}, llama.cpp ${Wllama.getLibllamaVersion()}`,
    generate: (...what) => generate(wllama, ...what),
  };
}

async function generate(wllama: Wllama, prompt: Prompt, paths: number, tokens: number): Promise<Generation> {
  const request = {
    prompt: prompt.text,
    max_tokens: tokens,
    temperature: 0,
    top_k: 1,
    ignore_eos: true,
    cache_prompt: false,
  };
  const begun = performance.now();
  const answers = await Promise.all(Array.from({ length: paths }, () => wllama.createCompletion(request)));
  const took = performance.now() - begun;
  for (const answer of answers) requireAllComputed(answer, prompt.ids.length, tokens);
  // The first tokens are there when the request whose turn came first begins to predict.
  const rest = Math.max(...answers.map(({ timings }) => timings?.predicted_ms ?? 0));
  return { first: took - rest, rest, text: answers[0]?.choices[0]?.text ?? "" };
}

function requireAllComputed({ timings }: RawCompletionResponse, prompt: number, tokens: number): void {
  const made = [timings?.prompt_n, timings?.predicted_n];
  if (made[0] !== prompt || made[1] !== tokens) {
    throw new Error(`wllama computed ${made.join(" and ")} tokens where ${prompt} and ${tokens} are due`);
  }
}
