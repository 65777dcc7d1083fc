/**
 * `tiller/client`
 *
 * @module
 */
export type { ModelEntry, RewardEntry, StrategyEntry } from "../src/spec/catalogues.ts";
export type { Health } from "../src/spec/health.ts";
export type { Alignment, Choice, CombinedScore, Score } from "../src/spec/result.ts";
export type { ScoredText, Scores } from "../src/spec/score.ts";
export type {
  AlignEvent,
  IncumbentEvent,
  ProgressEvent,
  TokenEvent,
  TreeEvent,
} from "../src/spec/stream.ts";
export type { ErrorCode } from "../src/spec/tiller-error.ts";
export type { Tokens } from "../src/spec/tokenize.ts";
export { AlignmentStream, type StreamEvent } from "./alignment-stream.ts";
export { ApiError, ConnectionError, type ConnectionFailure } from "./errors.ts";
export type {
  AlignRequest,
  BudgetSpec,
  CombineSpec,
  RewardSpec,
  ScoreRequest,
  SearchSpec,
  TokenizeRequest,
} from "./requests.ts";
export { type CallOptions, Tiller, type TillerOptions } from "./tiller.ts";
