/**
 * Packages in the static assets of a Worker.
 *
 * @module
 */
import { chunksOf } from "./chunks.ts";
import type { PackageReader } from "./platform.ts";

/** What of an assets binding is needed here. */
export interface Assets {
  fetch(url: string): Promise<Response>;
}

/** Reads a package from the assets, where it has the folder `name` or is all there is. */
export function assetsReader(assets: Assets, name?: string): PackageReader {
  return {
    async *read(path) {
      const place = name === undefined ? path : `${name}/${path}`;
      // A binding has no host; URLs want one.
      const response = await assets.fetch(`https://assets.local/${place}`);
      if (!response.ok) throw new Error(`${place}: the assets answer ${response.status}`);
      if (response.body) yield* chunksOf(response.body);
    },
  };
}
