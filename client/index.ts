/**
 * `tiller/client`
 *
 * @module
 */
export type { Alignment, Choice, CombinedScore, Score } from "../src/spec/result.ts";
export type {
  AlignEvent,
  IncumbentEvent,
  ProgressEvent,
  TokenEvent,
  TreeEvent,
} from "../src/spec/stream.ts";
export type { ErrorCode } from "../src/spec/tiller-error.ts";
export { AlignmentStream, type StreamEvent } from "./alignment-stream.ts";
export { ApiError, ConnectionError, type ConnectionFailure } from "./errors.ts";
export type { AlignRequest, BudgetSpec, CombineSpec, RewardSpec, SearchSpec } from "./requests.ts";
export { type CallOptions, Tiller, type TillerOptions } from "./tiller.ts";
