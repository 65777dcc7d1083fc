/**
 * What the patterns of one schema may cost together.
 *
 * @module
 */
import { TillerError } from "../../../spec/tiller-error.ts";

/** Links between states, in all and of one pattern: some microseconds each. */
const mostLinks = 300_000;
const mostLinksOfOne = 200_000;

export class Allowance {
  private left = mostLinks;

  /** @throws TillerError `invalid_request` without `param` where a pattern of so many links is too large */
  check(links: number): void {
    if (links > mostLinksOfOne) throw new TillerError("invalid_request", "too large a pattern");
    if (links > this.left)
      throw new TillerError("invalid_request", "with this the patterns are too large together");
  }

  spend(links: number): void {
    this.left -= links;
  }
}
