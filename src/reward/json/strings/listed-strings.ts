/**
 * The strings of an `enum`.
 *
 * @module
 */
import type { StringLanguage } from "./string-language.ts";

interface Beginning {
  children: Map<number, number>;
  complete: boolean;
  /** In UTF-16 code units. */
  length: number;
  /** Which of the strings begin like this. */
  strings: number[];
}

/** A tree of beginnings; its states are the tree's nodes. */
export class ListedStrings implements StringLanguage {
  readonly isListed = true;
  readonly start: number | null;
  private readonly listed: readonly string[];
  private readonly nodes: Beginning[] = [];

  constructor(listed: Iterable<string>) {
    this.listed = [...new Set(listed)].sort((a, b) => a.length - b.length);
    this.start = this.listed.length > 0 ? 0 : null;
    const root = this.add(0);
    for (const [index, text] of this.listed.entries()) {
      let node = root;
      node.strings.push(index);
      for (const character of text) {
        node = this.child(node, character);
        node.strings.push(index);
      }
      node.complete = true;
    }
  }

  step(state: number, codePoint: number): number | null {
    return this.nodes[state]?.children.get(codePoint) ?? null;
  }

  isComplete(state: number): boolean {
    return this.nodes[state]?.complete ?? false;
  }

  completions(state: number, count: number): string[] {
    const { strings = [], length = 0 } = this.nodes[state] ?? {};
    return strings.slice(0, count).map((index) => this.listed[index]?.slice(length) ?? "");
  }

  forced(): string {
    return "";
  }

  pick(state: number, first: number, last: number): number | null {
    for (const codePoint of this.nodes[state]?.children.keys() ?? []) {
      if (codePoint >= first && codePoint <= last) return codePoint;
    }
    return null;
  }

  private child(node: Beginning, character: string): Beginning {
    const codePoint = character.codePointAt(0) ?? 0;
    const known = this.nodes[node.children.get(codePoint) ?? -1];
    if (known) return known;
    node.children.set(codePoint, this.nodes.length);
    return this.add(node.length + character.length);
  }

  private add(length: number): Beginning {
    const node: Beginning = { children: new Map(), complete: false, length, strings: [] };
    this.nodes.push(node);
    return node;
  }
}
