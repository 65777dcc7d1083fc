/**
 * The tree as it is about to be drawn: a box for each node, on its way from where it was to where it belongs.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";
import type { Box } from "./camera.ts";
import { columnStarts, labelMetrics, labelWidth, nodeLabel } from "./node-label.ts";
import { heightOf, type Layout, layOut, type Place } from "./tree-layout.ts";

export interface Sprite {
  place: Place;
  label: string;
  width: number;
  /** Where it is, its left and its middle, and where it belongs, in CSS pixels at a scale of 1. */
  x: number;
  y: number;
  toX: number;
  toY: number;
  /** 0 to 1, as it appears. */
  opacity: number;
}

export class Scene {
  private readonly sprites = new Map<number, Sprite>();
  layout: Layout = layOut([]);
  box: Box = { left: 0, top: 0, width: 0, height: 0 };

  /** Lays the nodes out anew; those that are new begin where their parents are. */
  update(nodes: readonly TraceNode[]): void {
    this.layout = layOut(nodes);
    const starts = columnStarts(nodes);
    const known = new Set<number>();
    for (const place of this.layout.places) {
      known.add(place.node.id);
      const label = nodeLabel(place.node);
      const toX = starts[place.node.depth] ?? 0;
      const toY = place.row * labelMetrics.rowHeight;
      const before = this.sprites.get(place.node.id);
      const parent = place.parent && this.sprites.get(place.parent.node.id);
      const from = before ?? { x: parent ? parent.x + parent.width : toX, y: parent?.y ?? toY, opacity: 0 };
      this.sprites.set(place.node.id, {
        place,
        label,
        width: labelWidth(place.node),
        x: from.x,
        y: from.y,
        toX,
        toY,
        opacity: from.opacity,
      });
    }
    for (const id of this.sprites.keys()) if (!known.has(id)) this.sprites.delete(id);
    const { top, bottom } = this.layout;
    this.box = {
      left: 0,
      top: top * labelMetrics.rowHeight,
      width: Math.max(0, (starts.at(-1) ?? 0) - labelMetrics.gap),
      height: (bottom - top) * labelMetrics.rowHeight,
    };
  }

  /**
   * Moves everything on its way.
   *
   * @param share - of the way that is left, up to 1 for all of it
   * @returns whether anything has still to move
   */
  advance(share: number): boolean {
    let isMoving = false;
    for (const sprite of this.sprites.values()) {
      sprite.x = approach(sprite.x, sprite.toX, share, 0.4);
      sprite.y = approach(sprite.y, sprite.toY, share, 0.4);
      sprite.opacity = approach(sprite.opacity, 1, share, 0.02);
      isMoving ||= sprite.x !== sprite.toX || sprite.y !== sprite.toY || sprite.opacity !== 1;
    }
    return isMoving;
  }

  all(): Iterable<Sprite> {
    return this.sprites.values();
  }

  get(id: number): Sprite | undefined {
    return this.sprites.get(id);
  }

  /** The node whose label is at a point of the drawing. */
  at(x: number, y: number): Sprite | null {
    for (const sprite of this.sprites.values()) {
      const isIn = x >= sprite.x && x <= sprite.x + sprite.width;
      const half = (heightOf(sprite.place.node) * labelMetrics.rowHeight) / 2;
      if (isIn && Math.abs(y - sprite.y) <= half) return sprite;
    }
    return null;
  }
}

function approach(from: number, to: number, share: number, near: number): number {
  const next = from + (to - from) * share;
  return Math.abs(to - next) < near ? to : next;
}

/** The box of a sprite where it belongs. */
export function boxOf({ toX, toY, width }: Sprite): Box {
  return { left: toX, top: toY - labelMetrics.height / 2, width, height: labelMetrics.height };
}
