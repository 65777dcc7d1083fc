/**
 * One answer: its text as it grows, how it does by the rewards, and its price.
 *
 * @module
 */
import type { Alignment, Choice } from "../../src/spec/result.ts";
import type { ProgressEvent } from "../../src/spec/stream.ts";
import { element, freshId } from "../dom.ts";
import { scoreList } from "./scores.ts";
import { mustsInWords } from "./words.ts";

type Spent = ProgressEvent["usage"];

export class AnswerCard {
  readonly element: HTMLElement;
  private readonly badge = element("span", { class: "badge" });
  private readonly state = element("span", { class: "state" });
  private readonly text = element("p", { class: "answer" });
  private readonly scores = element("div");
  private readonly price = element("dl", { class: "price" });
  private committed = "";
  private best = "";

  /** @param kind - a class of the style sheet */
  constructor(title: string, kind: "aligned" | "plain") {
    const id = freshId("answer");
    this.element = element(
      "article",
      { class: `card answer-card ${kind}`, "aria-labelledby": id },
      element("header", {}, element("h2", { id }, title), this.state, this.badge),
      this.text,
      this.scores,
      this.price,
    );
    this.badge.hidden = true;
  }

  begin(state: string): void {
    this.state.textContent = state;
    this.text.classList.add("waiting");
  }

  /** Its turn has not come yet. */
  wait(state: string): void {
    this.state.textContent = state;
  }

  /** Text that can no longer change. */
  commit(text: string): void {
    this.committed += text;
    this.show();
  }

  /** The best answer so far, which another may still take the place of. */
  propose({ text, reward }: Choice): void {
    this.best = text;
    this.show();
    this.scores.replaceChildren(scoreList(reward));
    if (reward.scores.length > 0) this.rate(reward.satisfied, mustsInWords(reward));
  }

  /** What is being tried, until there is anything better to show. */
  explore(text: string): void {
    if (this.best !== "" || this.committed !== "") return;
    const title = "What is being tried: nothing is decided yet";
    this.text.replaceChildren(element("span", { class: "exploring", title }, text));
  }

  progress({ usage, live_paths }: ProgressEvent): void {
    this.state.textContent = live_paths === 1 ? "1 path alive" : `${live_paths} paths alive`;
    this.pay(usage);
  }

  /** @param end - what is special about how it ended */
  done({ choices: [choice], usage }: Alignment, end: string): void {
    if (!choice) return;
    this.committed = choice.text;
    this.best = choice.text;
    this.propose(choice);
    this.end(end);
    this.pay(usage);
    if (choice.text === "") this.showNothing("(no text)");
  }

  /** What there was was not good enough to be given. */
  refuse(): void {
    this.scores.replaceChildren();
    this.rate(false, "no answer holds every must");
    this.end("");
    this.showNothing("(no answer)");
  }

  /** What there is stays; nothing more comes. */
  end(state: string): void {
    this.state.textContent = state;
    this.text.classList.remove("waiting");
  }

  private showNothing(words: string): void {
    this.text.replaceChildren(element("span", { class: "tentative" }, words));
  }

  private show(): void {
    const { committed, best } = this;
    const tentative = best.startsWith(committed) ? best.slice(committed.length) : "";
    this.text.replaceChildren(
      committed,
      ...(tentative === ""
        ? []
        : [
            element("span", { class: "tentative", title: "The best so far: it may still change" }, tentative),
          ]),
    );
  }

  private rate(isGood: boolean, words: string): void {
    this.badge.hidden = false;
    this.badge.className = `badge ${isGood ? "good" : "bad"}`;
    this.badge.textContent = words;
  }

  private pay({ forward_tokens, cached_tokens, reward_calls, steps, elapsed_ms }: Spent): void {
    const cached = cached_tokens > 0 ? `${cached_tokens} cached` : "";
    this.price.replaceChildren(
      ...[
        ["Forward tokens", String(forward_tokens + cached_tokens), cached],
        ["Reward calls", String(reward_calls), ""],
        ["Steps", String(steps), ""],
        ["Time", `${(elapsed_ms / 1000).toFixed(1)} s`, ""],
      ].map(([name = "", amount = "", note = ""]) =>
        element(
          "div",
          {},
          element("dt", {}, name),
          element("dd", {}, amount, note !== "" && element("small", {}, note)),
        ),
      ),
    );
  }
}
