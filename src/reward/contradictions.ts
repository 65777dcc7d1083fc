/**
 * Wishes that no text can fulfil at once, found before any work is done for them.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";
import type { Claims, Reward } from "./reward.ts";
import { measures } from "./text/text-sizes.ts";
import { listed, shortened } from "./text/wording.ts";
import { isSpeltOneWay } from "./text/words.ts";

/** Limits of the request that count as hard as any reward. */
export interface AnswerLimits {
  /** Most tokens of an answer, the end token not counted. */
  maxTokens: number;
  stop: readonly string[];
}

/** What a field of the request says for certain of every text that fits it. */
interface Claimant {
  pointer: string;
  claims: Claims;
}

/** Longest quotation in a message, in characters. */
const mostQuoted = 40;

/** Fields of a request that cannot hold together. */
export interface Contradiction {
  /** JSON pointers to all of them. */
  pointers: readonly string[];
  reason: string;
}

/**
 * Compares what hard rewards claim with one another and with the limits. What contradicts itself is refused by
 * its own schema; what is merely improbable is left to the search.
 *
 * @throws TillerError `invalid_request` that names all fields that cannot hold together; its `param` is the last of them
 */
export function refuseContradictions(
  rewards: readonly Pick<Reward, "enforce" | "claims">[],
  limits: AnswerLimits,
): void {
  const hard = claimsOf(rewards, ({ enforce }) => enforce === "hard");
  for (const { pointers, reason } of contradictions([...claimsOfLimits(limits), ...hard])) {
    const each = pointers.length > 2 ? "one another" : "each other";
    throw new TillerError("invalid_request", `${listed(pointers, "and")} contradict ${each}: ${reason}`, {
      param: pointers.at(-1) ?? "",
    });
  }
}

/**
 * What the soft reward at `index` contradicts: a limit or hard rewards, or failing that other soft rewards that
 * rank answers; null where it contradicts nothing.
 */
export function contradictionOf(
  index: number,
  rewards: readonly Pick<Reward, "enforce" | "claims" | "audit" | "auxiliary">[],
  limits: AnswerLimits,
): Contradiction | null {
  const pointer = pointerTo(index);
  const claimants = [
    ...claimsOfLimits(limits),
    ...claimsOf(rewards, ({ enforce }) => enforce === "hard"),
    ...claimsOf(
      rewards,
      ({ enforce, audit, auxiliary }, at) => at === index || (enforce === "soft" && !audit && !auxiliary),
    ),
  ];
  for (const contradiction of contradictions(claimants, pointer)) {
    if (contradiction.pointers.includes(pointer)) return contradiction;
  }
  return null;
}

/** What cannot hold together, what goes before in `claimants` first; with `about`, of all pairs only that one's. */
function* contradictions(claimants: readonly Claimant[], about?: string): Generator<Contradiction> {
  for (const [index, second] of claimants.entries()) {
    for (const first of claimants.slice(0, index)) {
      if (about !== undefined && first.pointer !== about && second.pointer !== about) continue;
      const reason =
        unequalShapes(first.claims, second.claims) ??
        sizesApart(first.claims, second.claims) ??
        tooLong(first.claims, second.claims) ??
        tooLong(second.claims, first.claims) ??
        wrongBeginning(first.claims, second.claims) ??
        wrongBeginning(second.claims, first.claims);
      if (reason) yield { pointers: [first.pointer, second.pointer], reason };
    }
  }
  for (const claimant of claimants) yield* forbidden(claimant, claimants);
}

/** JSON pointer to a reward of the request. */
export function pointerTo(index: number): string {
  return `/rewards/${index}`;
}

function claimsOf<Wish extends Pick<Reward, "claims">>(
  rewards: readonly Wish[],
  counts: (reward: Wish, index: number) => boolean,
): Claimant[] {
  return rewards.flatMap((reward, index) =>
    reward.claims && counts(reward, index) ? [{ pointer: pointerTo(index), claims: reward.claims }] : [],
  );
}

function claimsOfLimits({ maxTokens, stop }: AnswerLimits): Claimant[] {
  const ofStop = (text: string): Claims => ({
    forbids: (required) => isSpeltOneWay(text, (spelling) => spelling) && required.includes(text),
    // What breaks off at the end of its first line has one paragraph.
    ...(text === "\n" && { sizes: { paragraphs: { max: 1 } } }),
  });
  return [
    { pointer: "/max_tokens", claims: { sizes: { tokens: { max: maxTokens } } } },
    ...stop.map((text, index) => ({ pointer: `/stop/${index}`, claims: ofStop(text) })),
  ];
}

function unequalShapes(a: Claims, b: Claims): string | null {
  if (a.shape === undefined || b.shape === undefined) return null;
  const [one, other] = [nameOf(a.shape), nameOf(b.shape)];
  return one === other ? `two of ${one} for one text` : `the text cannot be both ${one} and ${other}`;
}

function sizesApart({ sizes: a = {} }: Claims, { sizes: b = {} }: Claims): string | null {
  for (const unit of Object.keys(a)) {
    const [one, other] = [a[unit], Object.hasOwn(b, unit) ? b[unit] : undefined];
    const least = Math.max(one?.min ?? 0, other?.min ?? 0);
    const most = Math.min(one?.max ?? Infinity, other?.max ?? Infinity);
    if (least > most) return `at least ${least} and at most ${most} ${nameOf(unit)}`;
  }
  return null;
}

function tooLong({ requires = [] }: Claims, { sizes = {} }: Claims): string | null {
  for (const [unit, measure] of Object.entries(measures)) {
    const most = Object.hasOwn(sizes, unit) ? sizes[unit]?.max : undefined;
    if (most === undefined) continue;
    const beyond = requires.find((forms) => forms.length > 0 && forms.every((form) => measure(form) > most));
    if (beyond) return `${quoted(beyond)} does not fit into ${most} ${unit}`;
  }
  return null;
}

function wrongBeginning({ begins = [] }: Claims, { mayBegin }: Claims): string | null {
  if (begins.length === 0 || !mayBegin || begins.some((text) => mayBegin(text))) return null;
  return `the text cannot begin with ${quoted(begins)}`;
}

/** One field may leave a way out that another one closes: of several forms each may be forbidden by a field of its own. */
function* forbidden({ pointer, claims }: Claimant, claimants: readonly Claimant[]): Generator<Contradiction> {
  const others = claimants.filter((other) => other.pointer !== pointer && other.claims.forbids);
  for (const forms of claims.requires ?? []) {
    const culprits = forms.map((form) => others.find((other) => other.claims.forbids?.(form)));
    const found = culprits.flatMap((culprit) => (culprit ? [culprit.pointer] : []));
    if (forms.length === 0 || found.length < forms.length) continue;
    const pointers = claimants
      .map((each) => each.pointer)
      .filter((each) => [pointer, ...found].includes(each));
    yield { pointers, reason: `${pointer} needs ${quoted(forms)}, which must not stand there` };
  }
}

function quoted(forms: readonly string[]): string {
  const shown = forms.slice(0, 3).map((form) => JSON.stringify(shortened(form, mostQuoted)));
  return listed(forms.length > shown.length ? [...shown, "another form"] : shown, "or");
}

/** `json_schema` as people read it. */
function nameOf(identifier: string): string {
  return identifier.replaceAll("_", " ");
}
