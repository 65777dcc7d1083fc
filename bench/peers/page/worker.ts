/**
 * What runs in the browser: a worker that holds all subjects and measures them.
 *
 * @module
 */
import { type LoadedModel, loadPackage } from "../../../src/model/load-package.ts";
import { browserPlatform, httpReader } from "../../../src/runtime/browser.ts";
import { measure, type WorkloadRounds } from "../measure.ts";
import { type Outcome, type Plan, places } from "../plan.ts";
import type { Prompt } from "../subject.ts";
import { longText, question, type Workload, workloads } from "../workload.ts";
import { Tiller } from "./tiller.ts";
import { loadTransformers } from "./transformers-js.ts";
import { loadWllama } from "./wllama.ts";

const at = (place: string) => new URL(place, self.location.origin).href;

async function run(): Promise<WorkloadRounds[]> {
  const { rounds, wllama: type, versions } = (await (await fetch(at(places.plan))).json()) as Plan;
  report("loading Tiller …");
  const model = await loadPackage(
    httpReader(at(places.tiller.package)),
    browserPlatform({ kernels: at(places.tiller.kernels), onnx: at(places.tiller.onnx) }),
  );
  report("loading transformers.js …");
  const { models, model: name, mjs, wasm } = places.transformers;
  const transformers = await loadTransformers(
    { models, model: name, mjs: at(mjs), wasm: at(wasm) },
    versions.transformers,
    (tokens) => model.tokenizer.decode(tokens),
  );
  report("loading wllama …");
  const wllama = await loadWllama(
    { wasm: at(places.wllama.wasm), gguf: at(places.wllama.gguf) },
    { version: versions.wllama, type },
    Math.max(...workloads.map(({ paths }) => paths)),
  );
  const subjects = [new Tiller(model, versions.tiller), transformers, wllama];
  return measure(subjects, (workload) => promptFor(model, workload), rounds, report);
}

function promptFor({ tokenizer, chatTemplate }: LoadedModel, { promptTokens }: Workload): Prompt {
  if (promptTokens === null) {
    const text = chatTemplate?.render([{ role: "user", content: question }]) ?? question;
    return { text, ids: tokenizer.encode(text) };
  }
  const ids = tokenizer.encode(longText).slice(0, promptTokens);
  if (ids.length < promptTokens) throw new Error(`the long text has only ${ids.length} tokens`);
  return { text: tokenizer.decode(ids), ids };
}

function report(line: string): void {
  void fetch(at(places.report), { method: "POST", body: line });
}

const outcome: Outcome = await run().then(
  (results) => ({ results }),
  (error: unknown) => ({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
await fetch(at(places.outcome), { method: "POST", body: JSON.stringify(outcome) });
