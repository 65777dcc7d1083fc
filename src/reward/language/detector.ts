/**
 * Which language a passage is in.
 *
 * @module
 */
import { byCommonWords } from "./common-words.ts";
import type { LanguageCode } from "./languages.ts";

/** The languages that a passage may be in, with scores; the highest is the one it is in. */
export type Detector = (passage: string) => Partial<Record<LanguageCode, number>>;

let loading: Promise<Detector> | undefined;

/** The detector: of eld's sizes the smallest, by its README half a point below the largest on sentences. */
export function loadDetector(): Promise<Detector> {
  // Its n-grams take half a second and 28 MiB: for those who need it only.
  loading ??= import("eld/extrasmall").then(
    ({ eld }) =>
      (passage) =>
        withCommonWords(eld.detect(passage).getScores(), passage),
  );
  return loading;
}

function withCommonWords(scores: Partial<Record<LanguageCode, number>>, passage: string) {
  const highest = Math.max(0, ...Object.values(scores));
  const all = { ...scores };
  for (const [code, score] of Object.entries(byCommonWords(passage))) {
    // A language that eld does not know ranks by its words alone: above all others where they are certain.
    all[code as "ne" | "sw"] = score >= 1 ? Math.max(highest, 0.5) * 1.1 : 0.99 * highest * score;
  }
  return all;
}
