/**
 * A Worker that times the engine inside workerd.
 *
 * @module
 */
import { type Assets, assetsReader } from "../../src/runtime/assets.ts";
import { workerdPlatform } from "../../src/runtime/workerd.ts";
import { measure } from "../engine/measure.ts";

interface Env {
  OURS: Assets;
  REFERENCE?: Assets;
}

export default {
  /** `POST /?rounds=N` answers with the measurement as JSON. */
  async fetch(request: Request, { OURS, REFERENCE }: Env): Promise<Response> {
    const rounds = Number(new URL(request.url).searchParams.get("rounds"));
    const packages = { ours: assetsReader(OURS), reference: REFERENCE ? assetsReader(REFERENCE) : null };
    return Response.json(await measure(packages, workerdPlatform, rounds));
  },
};
