/**
 * What of a model is in Workers of its own, by the bindings that the front has to them.
 *
 * @module
 */
import type { IsolateMemory } from "../src/model/layer-stage.ts";
import type { LoadOptions } from "../src/model/load-package.ts";
import type { TextModels } from "../src/model/text-models.ts";
import type { Budget } from "../src/spec/budget.ts";
import type { EncoderBinding } from "./encoder-binding.ts";
import { memoryOf } from "./in-time.ts";
import { type PackageBindings, packageReader } from "./package-reader.ts";
import { remoteEncoder } from "./remote-encoder.ts";
import { remoteStage } from "./remote-stage.ts";
import { bindingName, isBindingName, poolBytesApart, type StageBinding } from "./stage-binding.ts";

interface Env extends PackageBindings {
  /** The encoder's package: the name of its folder, of which the front reads the manifest only. */
  ENCODER?: string;
  ENCODER_WORKER?: EncoderBinding;
}

/** Calls of other Workers that a request may make: of 10,000, some are left for what comes beside steps and texts. */
const mostCalls = 9_000;

/** Of these, texts for the encoder. */
const mostTexts = 2_000;

/** @throws Error where a stage has no binding */
export function stagesApart(env: Env): LoadOptions {
  const bindings = new Map<string, StageBinding>(Object.entries(env));
  return {
    poolBytes: poolBytesApart,
    connect: ({ name }, packageHash) => {
      const binding = bindings.get(bindingName(name));
      if (!binding) throw new Error(`there is no binding ${bindingName(name)} for the stage ${name}`);
      return remoteStage(name, binding, packageHash);
    },
  };
}

/** Classifiers are of any size, and may not fit beside the encoder: there are none. */
export function textModelsApart(env: Env): TextModels {
  const { ENCODER: encoder, ENCODER_WORKER: worker } = env;
  return {
    encoder: encoder && worker ? remoteEncoder(worker, packageReader(env, encoder)) : null,
    classifiers: null,
  };
}

/** The isolate of the encoder, unless it is gone. */
export async function encoderMemory({ ENCODER_WORKER }: Env): Promise<IsolateMemory[]> {
  if (!ENCODER_WORKER) return [];
  const memory = await memoryOf(ENCODER_WORKER);
  return memory ? [memory] : [];
}

/** What budgets may have at most: a step calls each stage once, and a text that a reward judges may be the encoder's. */
export function mostBudgetApart(env: Env): Partial<Budget> {
  const stages = Object.keys(env).filter(isBindingName).length;
  const texts = env.ENCODER_WORKER ? mostTexts : 0;
  return {
    steps: Math.floor((mostCalls - texts) / stages),
    ...(texts > 0 && { reward_calls: texts }),
  };
}
