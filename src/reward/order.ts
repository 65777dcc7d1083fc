/**
 * `order`: words or phrases that must come in a certain order.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";
import { type Keyword, readKeyword } from "./keywords/keyword-items.ts";
import { candidatesFor, writtenForm } from "./keywords/missing-forms.ts";
import { HappeningReader, type Reading } from "./order/happenings.ts";
import { beforeItself } from "./order/order-contradiction.ts";
import {
  follow,
  missingEvents,
  nextEvents,
  noProgress,
  type OrderRules,
  type Progress,
  rulesHeld,
  shareHeld,
  shareOpen,
} from "./order/order-rules.ts";
import { type OrderEvent, orderSchema, readOrder } from "./order/order-spec.ts";
import { defineReward, type TextJudge } from "./reward.ts";
import { listed, quotedUnlessWord } from "./text/wording.ts";
import { fold } from "./text/words.ts";

export const order = defineReward({
  type: "order",
  description:
    "Words or phrases, whole and in any case, that must come in a certain order: objectives of linear temporal logic over the text. Each comes where it ends; each rule counts alike.",
  schema: orderSchema,

  example: { type: "order", before: [["problem", "solution"]], sequence: ["first", "then", "finally"] },
  guides: ["prefix", "bound", "propose"],
  cost: "one search of the last few words for each word",

  prepare(spec) {
    const { events, rules } = readOrder(spec);
    const circular = beforeItself(events, rules);
    if (circular) {
      const message = `by these rules ${circular.label} would have to come before itself`;
      throw new TillerError("invalid_request", message, {
        param: spec.before.length > 0 ? "/before" : "/until",
      });
    }
    const needed = missingEvents(rules, noProgress(rules, events.length));
    return {
      ...orderOf(events, rules),
      work: events.reduce((sum, { forms }) => sum + forms.length, 0),
      claims: { requires: needed.map((event) => events[event]?.forms ?? []) },
    };
  },

  instruction({ before, sequence, until }) {
    const name = (item: Keyword) => quotedUnlessWord(readKeyword(item).forms[0] ?? "");
    return [
      ...(sequence.length > 0 ? [`Mention, in this order, ${listed(sequence.map(name), "and")}.`] : []),
      ...before.map(([first, later]) => `Mention ${name(first)} before any ${name(later)}.`),
      ...until.map(
        ({ absent, until }) => `Mention ${name(until)}, and do not mention ${name(absent)} until then.`,
      ),
    ].join(" ");
  },
});

interface State {
  reading: Reading;
  /** By what has come for certain: a last word may still grow. */
  progress: Progress;
}

/** Most texts proposed at a time. */
const mostProposals = 12;

function orderOf(events: readonly OrderEvent[], rules: OrderRules): TextJudge<State> {
  const reader = new HappeningReader(events.map(({ forms }) => forms));
  const written = events.map((event) => event.written.map((form) => writtenForm(form, fold)));
  const ruleCount = rules.precedences.length + Math.min(rules.sequence.length, 1);

  const advance = (state: State, text: string): State => {
    const { reading, closed } = reader.advance(state.reading, text);
    return { reading, progress: follow(rules, state.progress, closed) };
  };
  const ended = ({ reading, progress }: State) => follow(rules, progress, reader.atEnd(reading));
  const label = (event: number | undefined) => quotedUnlessWord(events[event ?? 0]?.label ?? "");

  return {
    begin: () => ({ reading: { tail: "", before: 0 }, progress: noProgress(rules, events.length) }),
    advance: (state, { text }) => advance(state, text),
    judge(state) {
      const progress = ended(state);
      const broken = rules.precedences
        .filter((_, index) => progress.broken[index])
        .map(({ first, later }) => `${label(later)} comes before ${label(first)}`);
      const missing = missingEvents(rules, progress).map(label);
      const held = rulesHeld(rules, progress);
      return {
        value: shareHeld(rules, progress),
        measure: held,
        explain: [
          `${held} of ${ruleCount} rules hold`,
          ...broken,
          ...(missing.length > 0 ? [`still to come: ${listed(missing, "and")}`] : []),
        ].join("; "),
      };
    },
    bound: ({ progress }) => shareOpen(rules, progress),
    propose(state) {
      const now = ended(state);
      const bound = shareOpen(rules, state.progress);
      const next = nextEvents(rules, now);
      const candidates = next.flatMap((event) =>
        candidatesFor(written[event] ?? [], state.reading.tail).map((candidate) => ({ event, ...candidate })),
      );
      const helpful = candidates.filter(({ event, text }) => {
        // Sooner or later something follows, and closes what is the last word now.
        const { progress: then } = advance(state, `${text} `);
        const isStep = event === rules.sequence[now.steps];
        return shareOpen(rules, then) === bound && (isStep ? then.steps > now.steps : then.seen[event]);
      });
      const texts = helpful.sort((a, b) => a.rank - b.rank).map(({ text }) => text);
      return [...new Set(texts)].slice(0, mostProposals);
    },
    shortfall(state) {
      const missing = missingEvents(rules, ended(state));
      return missing.reduce((sum, event) => sum + (events[event]?.written[0] ?? "").length + 1, 0);
    },
  };
}
