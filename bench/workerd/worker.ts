/**
 * A Worker that times the engine inside workerd.
 *
 * @module
 */
import type { PackageReader } from "../../src/runtime/platform.ts";
import { type Assets, workerdPlatform } from "../../src/runtime/workerd.ts";
import { measure } from "../engine/measure.ts";

interface Env {
  OURS: Assets;
  REFERENCE?: Assets;
}

/** Reads the files that a Worker of nothing but assets serves. */
function readerOf(assets: Assets): PackageReader {
  return {
    async read(path) {
      const response = await assets.fetch(`https://assets.local/${path}`);
      if (!response.ok) throw new Error(`${path}: the assets answer ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

export default {
  /** `POST /?rounds=N` answers with the measurement as JSON. */
  async fetch(request: Request, { OURS, REFERENCE }: Env): Promise<Response> {
    const rounds = Number(new URL(request.url).searchParams.get("rounds"));
    const packages = { ours: readerOf(OURS), reference: REFERENCE ? readerOf(REFERENCE) : null };
    return Response.json(await measure(packages, workerdPlatform, rounds));
  },
};
