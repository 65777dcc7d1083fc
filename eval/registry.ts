/**
 * All evaluations. A new one is one file and one line here.
 *
 * @module
 */
import { commongen } from "./commongen.ts";
import type { Evaluation } from "./evaluation.ts";
import { ifeval } from "./ifeval.ts";
import { reference } from "./reference.ts";
import { safety } from "./safety.ts";

export const evaluations: readonly Evaluation[] = [commongen, reference, ifeval, safety];
