/**
 * The search tree on the page: drawn as it grows, to be moved, zoomed and asked about its nodes.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";
import { type Camera, fitted, legible, type Size, showing, within, zoomed } from "./camera.ts";
import { drawTree } from "./draw-tree.ts";
import { listenForGestures } from "./gestures.ts";
import { type Direction, neighbour } from "./neighbour.ts";
import { type Palette, readPalette } from "./palette.ts";
import { boxOf, Scene } from "./scene.ts";
import type { TreeStore } from "./tree-store.ts";

export interface TreeViewOptions {
  /** What is focused, and holds the canvas. */
  frame: HTMLElement;
  canvas: HTMLCanvasElement;
  store: TreeStore;
  /** Told of the node that is pointed at or gone to; null where it is none. */
  onSelect(node: TraceNode | null): void;
}

/** Milliseconds in which three fifths of a way are gone. */
const pace = 90;

export class TreeView {
  private readonly options: TreeViewOptions;
  private readonly context: CanvasRenderingContext2D;
  private readonly scene = new Scene();
  private readonly isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  private palette: Palette;
  private view: Size = { width: 1, height: 1 };
  private camera: Camera = { x: 16, y: 0, scale: 1 };
  private target: Camera | null = null;
  private follows = true;
  private isRunning = false;
  private isDirty = false;
  private selected: number | null = null;
  private onPath: ReadonlySet<number> = new Set();
  private frameAt: number | null = null;

  constructor(options: TreeViewOptions) {
    this.options = options;
    const context = options.canvas.getContext("2d");
    if (!context) throw new Error("this browser has no canvas");
    this.context = context;
    this.palette = readPalette(options.frame);
    options.frame.tabIndex = 0;
    new ResizeObserver(() => this.resize()).observe(options.frame);
    listenForGestures(options.frame, {
      pan: (dx, dy) => this.moveTo({ ...this.camera, x: this.camera.x + dx, y: this.camera.y + dy }),
      zoom: (factor, point) => this.moveTo(zoomed(this.camera, factor, point)),
      point: (point, isChosen) => this.pointAt(point, isChosen),
      go: (direction) => this.go(direction),
      fit: () => this.fit(),
      leave: () => this.select(null),
    });
  }

  /** Shows what the store holds now. */
  update(isRunning: boolean): void {
    this.isRunning = isRunning;
    this.isDirty = true;
    this.wake();
  }

  /** Begins with a new tree. */
  reset(): void {
    this.follows = true;
    this.select(null);
    this.update(true);
  }

  zoomBy(factor: number): void {
    this.moveTo(zoomed(this.camera, factor, { x: this.view.width / 2, y: this.view.height / 2 }), true);
  }

  /** Shows all of the tree, and goes on doing so. */
  fit(): void {
    this.follows = true;
    this.target = fitted(this.scene.box, this.view);
    this.wake();
  }

  /** Takes the colours from the style sheet again. */
  recolour(): void {
    this.palette = readPalette(this.options.frame);
    this.wake();
  }

  select(node: TraceNode | null): void {
    if ((node?.id ?? null) === this.selected) return;
    this.selected = node?.id ?? null;
    this.onPath = new Set(node ? this.options.store.pathTo(node).map(({ id }) => id) : []);
    this.options.onSelect(node);
    this.wake();
  }

  private go(direction: Direction): void {
    const { places } = this.scene.layout;
    const [root] = places;
    const from = places.find(({ node }) => node.id === this.selected);
    const to = from ? neighbour(places, from, direction) : root;
    const sprite = to && this.scene.get(to.node.id);
    if (!sprite) return;
    this.select(to.node);
    this.follows = false;
    this.target = showing(this.camera, boxOf(sprite), this.view);
    this.wake();
  }

  /** Pointing at a node selects it; only choosing, by a click, an empty place deselects. */
  private pointAt(point: { x: number; y: number }, isChosen: boolean): void {
    const { x, y, scale } = this.camera;
    const sprite = this.scene.at((point.x - x) / scale, (point.y - y) / scale);
    this.options.frame.classList.toggle("on-node", sprite !== null);
    if (sprite) this.select(sprite.place.node);
    else if (isChosen) this.select(null);
  }

  private moveTo(camera: Camera, isGradual = false): void {
    this.follows = false;
    const to = within(camera, this.scene.box, this.view);
    this.target = isGradual ? to : null;
    if (!isGradual) this.camera = to;
    this.wake();
  }

  private resize(): void {
    const { canvas, frame } = this.options;
    this.view = { width: frame.clientWidth, height: frame.clientHeight };
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(this.view.width * ratio);
    canvas.height = Math.round(this.view.height * ratio);
    this.isDirty = true;
    this.wake();
  }

  private wake(): void {
    if (this.frameAt !== null) return;
    this.frameAt = performance.now();
    requestAnimationFrame((now) => this.draw(now));
  }

  private draw(now: number): void {
    const elapsed = Math.max(0, now - (this.frameAt ?? now)) || 16;
    this.frameAt = null;
    if (this.isDirty) {
      this.isDirty = false;
      this.scene.update(this.options.store.all());
      if (this.follows) this.target = legible(this.scene.box, this.view, this.isRunning ? "right" : "left");
    }
    const share = this.isCalm.matches ? 1 : 1 - Math.exp(-elapsed / pace);
    const isMoving = this.scene.advance(share);
    const isTurning = this.turn(share);
    const { camera, view, palette, selected, onPath } = this;
    drawTree(this.context, this.scene, { camera, view, palette, selected, onPath });
    if (isMoving || isTurning) this.wake();
  }

  /** Moves the camera on its way; whether it is not there yet. */
  private turn(share: number): boolean {
    const { camera, target } = this;
    if (!target) return false;
    const blend = (from: number, to: number) => from + (to - from) * share;
    const next = {
      x: blend(camera.x, target.x),
      y: blend(camera.y, target.y),
      scale: blend(camera.scale, target.scale),
    };
    const isThere =
      Math.abs(next.x - target.x) + Math.abs(next.y - target.y) + 100 * Math.abs(next.scale - target.scale) <
      0.5;
    this.camera = isThere ? target : next;
    if (isThere) this.target = null;
    return !isThere;
  }
}
