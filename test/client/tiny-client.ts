import { Tiller, type TillerOptions } from "../../client/index.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { Engine } from "../../worker/engine.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { tinyApp } from "../worker/app.ts";

/** An app of Hono's, or what stands before one. */
export interface App {
  request(request: Request): Response | Promise<Response>;
}

/** A client of the API over the tiny model, with no network between them. */
export function tinyClient(options: Partial<TillerOptions> = {}, app: App = tinyApp()): Tiller {
  const fetch: TillerOptions["fetch"] = async (input, init) => app.request(new Request(input, init));
  return new Tiller({ baseUrl: "http://localhost", fetch, ...options });
}

/** The same, and the engine, which can be watched. */
export function watchedClient(): { client: Tiller; engine: Engine } {
  const { clock } = nodePlatform;
  const engine = new Engine({ model: "tiny", describe: tinyModel, load: tinyModel, clock, maxInFlight: 1 });
  return { engine, client: tinyClient({}, tinyApp({}, undefined, { engine })) };
}
