/**
 * An encoder in another Worker while it is held on to.
 *
 * @module
 */
import type { EncoderStub } from "./encoder-binding.ts";

/** Milliseconds without a text after which it is let go of: an object that holds on to another Worker stays in memory. */
const longestIdle = 5_000;

/** Texts after which it is used up: all that are read for whoever holds it count against one limit of CPU time. */
const mostTexts = 1_000;

export class HeldEncoder {
  private readonly stub: Promise<EncoderStub>;
  private texts = 0;
  private users = 0;
  private isOver = false;
  private isGone = false;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(stub: Promise<EncoderStub>) {
    this.stub = stub;
  }

  /** Whether another is to be taken for the next text. */
  get isUsedUp(): boolean {
    return this.isOver || this.texts >= mostTexts;
  }

  /** Calls it, unless it fails to come. */
  async use<Result>(call: (stub: EncoderStub) => Promise<Result>): Promise<Result> {
    clearTimeout(this.idle);
    this.texts++;
    this.users++;
    try {
      return await call(await this.stub);
    } finally {
      this.users--;
      if (this.users === 0) this.idle = setTimeout(() => this.letGo(), this.isUsedUp ? 0 : longestIdle);
    }
  }

  /** Lets go of it as soon as nobody uses it. */
  letGo(): void {
    this.isOver = true;
    if (this.users > 0 || this.isGone) return;
    this.isGone = true;
    clearTimeout(this.idle);
    // What did not come, or is gone, needs no letting go.
    this.stub.then((stub) => stub[Symbol.dispose]()).catch(() => undefined);
  }
}
