/**
 * Times of steps and of their parts, in any runtime.
 *
 * @module
 */
import type { ExternalWeights, GraphSession, OnnxRuntime } from "../../src/runtime/onnx-runtime.ts";
import type { Clock, Platform } from "../../src/runtime/platform.ts";

/** Milliseconds in the graphs' three parts; what a step takes beyond them is the driver's own work. */
export interface PartTimes {
  embed: number;
  layers: number;
  head: number;
}

type Part = keyof PartTimes;

export class Stopwatch {
  private readonly clock: Clock;
  private parts: PartTimes | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Milliseconds that `work` takes. In workerd the clock stands still between pauses, so there is one on either side. */
  async time(work: () => Promise<unknown>): Promise<number> {
    await this.clock.pause();
    const begun = this.clock.now();
    await work();
    await this.clock.pause();
    return this.clock.now() - begun;
  }

  /** The same by parts, with pauses at each graph; so this is slower as a whole than `time` says. */
  async timeParts(work: () => Promise<unknown>): Promise<PartTimes> {
    const parts: PartTimes = { embed: 0, layers: 0, head: 0 };
    this.parts = parts;
    try {
      await work();
    } finally {
      this.parts = null;
    }
    return parts;
  }

  /** The same platform, with its graphs watched for `timeParts`. */
  watch(platform: Platform): Platform {
    return {
      clock: platform.clock,
      startOnnx: async (): Promise<OnnxRuntime> => {
        const onnx = await platform.startOnnx();
        return {
          heapBytes: () => onnx.heapBytes(),
          createSession: async (graph, weights) =>
            this.watchGraph(await onnx.createSession(graph, weights), weights),
        };
      },
    };
  }

  private watchGraph(graph: GraphSession, weights?: ExternalWeights): GraphSession {
    const isFront = weights?.location.startsWith("front");
    return {
      inputs: graph.inputs,
      release: () => graph.release(),
      run: async (inputs, outputs) => {
        const { parts } = this;
        if (!parts) return graph.run(inputs, outputs);
        let results: Awaited<ReturnType<GraphSession["run"]>> = {};
        const took = await this.time(async () => {
          results = await graph.run(inputs, outputs);
        });
        const part: Part = !isFront ? "layers" : outputs?.includes("logits") ? "head" : "embed";
        parts[part] += took;
        return results;
      },
    };
  }
}
