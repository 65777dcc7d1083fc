/**
 * A Worker that times the engine inside workerd.
 *
 * @module
 */
import { type Assets, assetsReader } from "../../src/runtime/assets.ts";
import { workerdPlatform } from "../../src/runtime/workerd.ts";
import { measure } from "../engine/measure.ts";

interface Env {
  MODEL: Assets;
}

export default {
  /** `POST /?rounds=N` answers with the measurement as JSON. */
  async fetch(request: Request, { MODEL }: Env): Promise<Response> {
    const rounds = Number(new URL(request.url).searchParams.get("rounds"));
    return Response.json(await measure(assetsReader(MODEL), workerdPlatform, rounds));
  },
};
