/**
 * How a stream came to its end: its status was sent when nobody could know.
 *
 * @module
 */
import type { ErrorCode } from "../src/spec/tiller-error.ts";

/** All was sent; the client left before; or the error that it ended with. */
export type StreamEnd = "done" | "left" | ErrorCode;

declare module "hono" {
  interface ContextVariableMap {
    /** Set where the answer is a stream; never rejects. */
    streamEnd?: Promise<StreamEnd>;
  }
}
