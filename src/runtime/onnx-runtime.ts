/**
 * ONNX Runtime Web behind one small interface, the same in workerd, Node and the browser.
 *
 * @module
 */
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";

export { Tensor };

/** Runs one graph; `outputs` limits what is returned. */
export interface GraphSession {
  /** The names of its inputs. */
  readonly inputs: readonly string[];
  run(inputs: Record<string, Tensor>, outputs?: readonly string[]): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}

/** The bytes behind a graph's external tensors, under the `location` they name. */
export interface ExternalWeights {
  location: string;
  data: Uint8Array;
}

export interface OnnxRuntime {
  /** @param weights - none where the graph holds them itself */
  createSession(graph: Uint8Array, weights?: ExternalWeights): Promise<GraphSession>;
}

type Instantiate = (imports: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;

let started: Promise<OnnxRuntime> | undefined;

/** WASM memory of the runtime that has been started. */
let heap: WebAssembly.Memory | undefined;

/** Size of ONNX Runtime's WASM heap in bytes; 0 until it is started. It never shrinks. */
export function onnxHeapBytes(): number {
  return heap?.buffer.byteLength ?? 0;
}

/**
 * Starts ONNX Runtime on one thread, with its WASM module brought up by `instantiate`, because workerd
 * compiles no WASM at run time. A second call returns the runtime of the first; a failed start may be
 * tried again.
 */
export function startOnnxRuntime(instantiate: Instantiate): Promise<OnnxRuntime> {
  started ??= start(instantiate).catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function start(instantiate: Instantiate): Promise<OnnxRuntime> {
  const placeholder = new ArrayBuffer(8);
  env.wasm.numThreads = 1;
  env.wasm.proxy = false;
  env.wasm.wasmBinary = placeholder;
  env.logLevel = "error";

  let memory: WebAssembly.Memory | undefined;
  const original = WebAssembly.instantiate;
  const substitute = async (source: unknown, imports: WebAssembly.Imports = {}) => {
    if (!isPlaceholder(source, placeholder)) return original(source as BufferSource, imports);
    const result = await instantiate(imports);
    memory = findMemory(imports) ?? findMemory({ exports: result.instance.exports });
    return result;
  };
  // ONNX Runtime initialises with its first session; a graph that it refuses is enough to bring it up.
  WebAssembly.instantiate = substitute as typeof WebAssembly.instantiate;
  try {
    await InferenceSession.create(new Uint8Array(1)).catch(() => undefined);
  } finally {
    WebAssembly.instantiate = original;
  }
  if (!memory) throw new Error("ONNX Runtime did not start");
  heap = memory;
  return { createSession };
}

function isPlaceholder(source: unknown, placeholder: ArrayBuffer): boolean {
  return source === placeholder || (ArrayBuffer.isView(source) && source.buffer === placeholder);
}

function findMemory(imports: WebAssembly.Imports): WebAssembly.Memory | undefined {
  return Object.values(imports)
    .flatMap((values) => Object.values(values))
    .find((value) => value instanceof WebAssembly.Memory);
}

async function createSession(graph: Uint8Array, weights?: ExternalWeights): Promise<GraphSession> {
  const session = await InferenceSession.create(graph, {
    executionProviders: ["wasm"],
    ...(weights && { externalData: [{ path: weights.location, data: weights.data }] }),
  });
  return {
    inputs: session.inputNames,
    run: (inputs, outputs) =>
      alone(
        async () =>
          (await (outputs ? session.run(inputs, outputs) : session.run(inputs))) as Record<string, Tensor>,
      ),
    release: () => session.release(),
  };
}

/** Since when a graph has been running. */
let runningSince: number | undefined;

/** Turns of the microtask queue that a run takes at most, unless it waits for more than itself. */
const mostMicrotasks = 10_000;
/** Milliseconds after which a run must have been given up with the request that it was for. */
const longestRun = 60_000;

/**
 * Runs of several graphs at once would get into each other's way on ONNX Runtime's WASM stack. Who finds one running
 * looks again until it has ended: in a plain Worker no request may wait for a promise of another's.
 */
async function alone<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let turn = 0; runningSince !== undefined && Date.now() - runningSince < longestRun; turn++) {
    await (turn < mostMicrotasks ? undefined : new Promise((resolve) => setTimeout(resolve, 1)));
  }
  const begun = Date.now();
  runningSince = begun;
  try {
    return await run();
  } finally {
    if (runningSince === begun) runningSince = undefined;
  }
}
