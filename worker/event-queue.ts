/**
 * Events on their way to a client that may read more slowly than they come.
 *
 * @module
 */
import type { AlignEvent, TreeEvent } from "../src/spec/stream.ts";

/**
 * What has not been read yet is told as one: text of the same choice joined, changes of the same node and other news
 * by the last of them. So it holds no more than an answer and a trace have.
 */
export class EventQueue {
  private waiting = new Map<string, AlignEvent>();
  private wake: () => void = () => {};

  push(event: AlignEvent): void {
    const key = event.object === "alignment.token" ? `${event.object} ${event.index}` : event.object;
    const before = this.waiting.get(key);
    this.waiting.set(key, before ? joined(before, event) : event);
    this.wake();
  }

  /** All that wait, in the order in which the first of each came. */
  take(): AlignEvent[] {
    const events = [...this.waiting.values()];
    this.waiting = new Map();
    return events;
  }

  /** Resolves once something waits. */
  async filled(): Promise<void> {
    if (this.waiting.size > 0) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }
}

function joined(before: AlignEvent, event: AlignEvent): AlignEvent {
  if (before.object === "alignment.token" && event.object === "alignment.token") {
    return { ...event, text: before.text + event.text };
  }
  if (before.object === "alignment.tree" && event.object === "alignment.tree") return merged(before, event);
  return event;
}

function merged(before: TreeEvent, event: TreeEvent): TreeEvent {
  const nodes = new Map([...before.nodes, ...event.nodes].map((node) => [node.id, node]));
  // A parent is made before its children.
  return { ...event, nodes: [...nodes.values()].toSorted((a, b) => a.id - b.id) };
}
