import { Tiller, type TillerOptions } from "../../client/index.ts";
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
