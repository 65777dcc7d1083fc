import { readAll } from "../../src/model/package-files.ts";
import { type Bucket, bucketReader } from "../../src/runtime/bucket.ts";

/** Answers `/NAME/PATH` with what the reader of a package gives, in workerd. */
export default {
  async fetch(request: Request, { PACKAGES }: { PACKAGES: Bucket }): Promise<Response> {
    const [, name = "", ...path] = new URL(request.url).pathname.split("/");
    try {
      return new Response(new Uint8Array(await readAll(bucketReader(PACKAGES, name), path.join("/"))));
    } catch (error) {
      return new Response((error as Error).message, { status: 500 });
    }
  },
};
