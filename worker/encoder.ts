/**
 * The entry of the encoder's Worker: beside the front's weights there is no room for it in 128 MB.
 *
 * @module
 */
import { RpcTarget, WorkerEntrypoint } from "cloudflare:workers";
import { type EncodedText, SentenceEncoder } from "../src/model/encoder/text-encoder.ts";
import type { IsolateMemory } from "../src/model/layer-stage.ts";
import { LoadOnce } from "../src/model/load-once.ts";
import { hashOf } from "../src/model/package-files.ts";
import { onnxHeapBytes } from "../src/runtime/onnx-runtime.ts";
import { workerdPlatform } from "../src/runtime/workerd.ts";
import type { EncoderBinding, EncoderStub } from "./encoder-binding.ts";
import { type PackageBindings, packageReader } from "./package-reader.ts";

interface Env extends PackageBindings {
  /** The package: the name of its folder. */
  MODEL: string;
}

interface Loaded {
  encoder: SentenceEncoder;
  packageHash: string;
}

/** What this isolate has loaded: ONNX Runtime's heap belongs to the isolate and never shrinks. */
const resident = new LoadOnce<Loaded>();

export default class EncoderWorker extends WorkerEntrypoint<Env> implements EncoderBinding {
  async open(packageHash: string): Promise<EncoderStub | string> {
    const loading = resident.get(() => load(this.env));
    // Also for those who wait for it, when the caller has gone.
    this.ctx.waitUntil(loading.catch(() => undefined));
    const loaded = await loading;
    return loaded.packageHash === packageHash ? new EncoderTarget(loaded.encoder) : "of another package";
  }

  async memory(): Promise<IsolateMemory> {
    return { name: "encoder", heapBytes: onnxHeapBytes(), bufferBytes: 0 };
  }

  /** It has no address of its own. */
  fetch(): Response {
    return new Response("this Worker is a part of a model", { status: 404 });
  }
}

async function load(env: Env): Promise<Loaded> {
  const onnx = await workerdPlatform.startOnnx();
  const encoder = await SentenceEncoder.load(packageReader(env, env.MODEL), onnx);
  return { encoder, packageHash: await hashOf(encoder.manifest) };
}

/** Nothing is held for who has it. */
class EncoderTarget extends RpcTarget implements EncoderStub {
  readonly #encoder: SentenceEncoder;

  constructor(encoder: SentenceEncoder) {
    super();
    this.#encoder = encoder;
  }

  encode(text: string): Promise<EncodedText> {
    return this.#encoder.encode(text);
  }

  [Symbol.dispose](): void {}
}
