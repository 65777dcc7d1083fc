/**
 * What a client is told of an alignment that may have to be done again.
 *
 * @module
 */
import type { AlignObserver } from "../src/narrator.ts";
import type { Choice } from "../src/spec/result.ts";
import type { AlignEvent } from "../src/spec/stream.ts";
import { TillerError } from "../src/spec/tiller-error.ts";

/** Tells nothing twice. */
export class Retelling {
  private readonly observer: AlignObserver;
  /** Text that was told of each choice. */
  private readonly told = new Map<number, string>();
  private incumbents = 0;

  constructor(observer: AlignObserver) {
    this.observer = observer;
  }

  /** An observer for the next attempt, which takes the same way as those before as far as they got. */
  begin(): AlignObserver {
    const heard = new Map<number, string>();
    let incumbents = 0;
    return (event: AlignEvent) => {
      if (event.object === "alignment.incumbent" && ++incumbents <= this.incumbents) return;
      this.incumbents = Math.max(this.incumbents, incumbents);
      if (event.object !== "alignment.token") return this.observer(event);
      const { index } = event;
      const text = (heard.get(index) ?? "") + event.text;
      heard.set(index, text);
      const told = this.told.get(index) ?? "";
      if (told.startsWith(text)) return;
      if (!text.startsWith(told)) throw otherAnswer();
      this.told.set(index, text);
      this.observer({ ...event, text: text.slice(told.length) });
    };
  }

  /** @throws TillerError `stage_lost` where what was told is not what is returned: less time may be left for it */
  require(choices: readonly Choice[]): void {
    for (const [index, told] of this.told) {
      if (choices[index]?.text === told) continue;
      throw otherAnswer();
    }
  }
}

function otherAnswer(): TillerError {
  return new TillerError(
    "stage_lost",
    "a stage of the model stopped, and the answer cannot be gone on with",
    { retryAfter: 1 },
  );
}
