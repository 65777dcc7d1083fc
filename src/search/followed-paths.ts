/**
 * The rewards' states along the paths of a tree, and what may follow by them.
 *
 * @module
 */
import type { TokenCandidate } from "../decode/distribution.ts";
import { readingAt, readingsBefore } from "../decode/head-readings.ts";
import type { PathReader } from "../decode/path-reader.ts";
import { tokensToComplete } from "../decode/reading.ts";
import type { Node } from "../decode/token-tree.ts";
import type { Tokenizer } from "../model/tokenizer.ts";
import type { Follower, States } from "../reward/follower.ts";
import type { Piece } from "../reward/reward.ts";
import { type Hindrance, unhindered } from "./hindrance.ts";
import { Room } from "./room.ts";

export interface FollowedPathsParts {
  paths: PathReader;
  tokenizer: Tokenizer;
  endTokens: ReadonlySet<number>;
  /** Most tokens an answer may have. */
  maxTokens: number;
  /** Told how many rewards were asked about a text that is still growing. */
  countPrefixChecks(count: number): void;
}

/** Whether a token belongs to a proposal, and if that completes the text, with how many tokens more. */
export interface Planned {
  isPlanned: boolean;
  rest: number | null;
}

const unplanned: Planned = { isPlanned: false, rest: null };
const notText: readonly Hindrance[] = ["text"];
const noRoom: readonly Hindrance[] = ["room"];

export class FollowedPaths {
  readonly follower: Follower;
  private readonly parts: FollowedPathsParts;
  private readonly room: Room;
  private readonly known = new WeakMap<Node, States>();

  constructor(follower: Follower, parts: FollowedPathsParts) {
    this.follower = follower;
    this.parts = parts;
    this.room = new Room(follower, parts);
  }

  /** The states after the path to `node`; where a stop string has cut it, of what is left. */
  states(node: Node): States {
    if (node.depth === 0 || !node.parent) return this.follower.begin();
    const known = this.known.get(node);
    if (known) return known;
    const { paths, endTokens } = this.parts;
    const { text, gained } = paths.reading(node);
    const cut = paths.cut(text);
    const tokens = endTokens.has(node.token) ? 0 : 1;
    const logProbability = node.logProbability - node.parent.logProbability;
    const decided = node.decision && { decisions: [node.decision] };
    const readings = node.parent.depth > 0 ? readingAt(node.parent) : undefined;
    const piece = { text: gained, tokens, logProbability, ...decided, ...(readings && { readings }) };
    const states = cut === text ? this.advance(this.states(node.parent), piece) : this.stopped(cut, node);
    this.known.set(node, states);
    return states;
  }

  advance(states: States, piece: Piece): States {
    this.parts.countPrefixChecks(this.follower.rewards.length);
    return this.follower.advance(states, piece);
  }

  /** The text that `token` would add to the path. */
  gained(node: Node, token: number): string {
    return this.parts.paths.readOn(node, token).gained;
  }

  /** Whether the path may end at `node`: not in the middle of a character. */
  mayEnd(node: Node): boolean {
    return !this.isInsideCharacter(node) && this.follower.mayEnd(this.states(node));
  }

  /** Whether the path to `node` ends with the first bytes of a character. */
  isInsideCharacter(node: Node): boolean {
    return this.parts.paths.reading(node).pending.length > 0;
  }

  /** Whether the path had better see to what is missing now. */
  isShort(node: Node): boolean {
    return this.room.isShort(this.states(node), node.depth);
  }

  /** Whether the token may follow: every hard reward can still hold then, or does where it ends the answer. */
  allows(node: Node, candidate: TokenCandidate): boolean {
    return this.hindrances(node, candidate).length === 0;
  }

  /** All that keeps the token from following; nothing where it may. */
  hindrances(
    node: Node,
    { token, logProbability }: TokenCandidate,
    planned = unplanned,
  ): readonly Hindrance[] {
    const { paths, tokenizer, endTokens } = this.parts;
    if (this.follower.isEmpty) return unhindered;
    if (endTokens.has(token))
      return this.isInsideCharacter(node) ? notText : this.follower.waiting(this.states(node));
    // Markers of the chat template are not text.
    if (tokenizer.decode([token]) === "") return notText;
    const { text, gained, pending } = paths.readOn(node, token);
    const cut = paths.cut(text);
    if (cut !== text) {
      const stopped = this.stopped(cut, {
        depth: node.depth + 1,
        logProbability: node.logProbability + logProbability,
        parent: node,
      });
      return this.follower.waiting(stopped);
    }
    const states = this.advance(this.states(node), { text: gained, tokens: 1, logProbability });
    const lost = this.follower.lost(states);
    if (lost.length > 0) return lost;
    const lostThen = planned.isPlanned ? unhindered : this.lostByAnyCharacter(states, pending);
    if (lostThen.length > 0) return lostThen;
    // A proposal was weighed before the character was begun.
    if (planned.isPlanned && this.isInsideCharacter(node)) return unhindered;
    const depth = node.depth + 1 + (planned.rest === null ? tokensToComplete(pending) : 0);
    // Where there is too little room already, nothing is gained by refusing.
    const fits =
      this.room.fits(states, depth, planned.rest) || !this.room.fits(this.states(node), node.depth, null);
    return fits ? unhindered : noRoom;
  }

  /**
   * The hard rewards that do not let a character come of which only the first bytes are known. Bytes that begin
   * none are read as several that are none.
   */
  private lostByAnyCharacter(states: States, pending: readonly number[]): readonly Hindrance[] {
    if (pending.length === 0) return unhindered;
    const text = this.parts.tokenizer.decode(pending);
    return this.follower.lost(this.advance(states, { text, tokens: 0, logProbability: 0 }));
  }

  /** The states of what a stop string has left of the text, whose last token counts for its price. */
  private stopped(text: string, node: Pick<Node, "depth" | "logProbability" | "parent">): States {
    const { depth, logProbability } = node;
    const readings = readingsBefore(node);
    const piece = { text, tokens: depth, logProbability, ...(readings && { readings }) };
    return this.advance(this.follower.begin(), piece);
  }
}
