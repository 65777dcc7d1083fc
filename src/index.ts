/**
 * Tiller as a library.
 *
 * @module
 */
export { type AlignDependencies, align } from "./align.ts";
export { alignUpstream, type UpstreamDependencies } from "./align-upstream.ts";
export { sharedModel } from "./decode/shared-model.ts";
export { LoadedClassifiers } from "./model/classifier/classifiers.ts";
export { lazyEncoder } from "./model/encoder/lazy-encoder.ts";
export type { LanguageModel, ModelSession, Row } from "./model/language-model.ts";
export { type LoadedModel, loadPackage } from "./model/load-package.ts";
export type { TextModels } from "./model/text-models.ts";
export type { AlignObserver } from "./narrator.ts";
export { parseOrRefuse } from "./spec/parse.ts";
export { type AlignRequest, alignRequestSchema } from "./spec/request.ts";
export { type Alignment, alignmentSchema } from "./spec/result.ts";
export type { AlignEvent } from "./spec/stream.ts";
export { TillerError } from "./spec/tiller-error.ts";
export { type OpenAiConfig, upstreamConfigSchema, type WorkersAiConfig } from "./spec/upstream.ts";
export { openAiUpstream } from "./upstream/openai-upstream.ts";
export type { Proposed, Segment, Upstream, UpstreamCall } from "./upstream/upstream.ts";
export { type AiBinding, workersAiUpstream } from "./upstream/workers-ai-upstream.ts";
