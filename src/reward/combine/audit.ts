/**
 * What was optimised against what was audited.
 *
 * @module
 */
import type { AuditReport } from "../../spec/result.ts";
import { isPrimary, meanValue, type WeightedScore } from "./combination.ts";

/**
 * The gap between the rewards that rank answers and those that the search never saw; undefined without audits.
 * A search that games its rewards raises the first and not the second.
 */
export function auditReport(scores: readonly WeightedScore[]): AuditReport | undefined {
  const audits = scores.filter(({ audit }) => audit);
  if (audits.length === 0) return undefined;
  const optimised = meanValue(scores.filter(isPrimary));
  const audited = meanValue(audits);
  return { optimised, audited, gap: optimised - audited };
}
