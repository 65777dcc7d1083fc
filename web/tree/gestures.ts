/**
 * Moving and zooming a drawing by mouse, fingers, wheel and keys.
 *
 * The wheel alone scrolls the page, as everywhere; with Ctrl (which is what a pinch on a touchpad sends) it zooms,
 * with Shift, or sideways, it pans. One finger pans sideways only, so that the page can still be scrolled.
 *
 * @module
 */
import { type Direction, isDirection } from "./neighbour.ts";

export interface Point {
  x: number;
  y: number;
}

export interface Gestures {
  pan(dx: number, dy: number): void;
  zoom(factor: number, at: Point): void;
  /** @param isChosen - by a click or tap */
  point(at: Point, isChosen: boolean): void;
  go(direction: Direction): void;
  fit(): void;
  leave(): void;
}

/** Of a drag, in CSS pixels; less is a click. */
const leastDrag = 4;

export function listenForGestures(frame: HTMLElement, gestures: Gestures): void {
  listenForPointers(frame, gestures);
  frame.addEventListener(
    "wheel",
    (event) => {
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !event.metaKey && !isSideways) return;
      event.preventDefault();
      if (isSideways) gestures.pan(-(event.deltaX || event.deltaY), 0);
      else gestures.zoom(Math.exp(-event.deltaY / 300), pointIn(frame, event));
    },
    { passive: false },
  );
  frame.addEventListener("keydown", (event) => {
    const middle = { x: frame.clientWidth / 2, y: frame.clientHeight / 2 };
    if (isDirection(event.key)) gestures.go(event.key);
    else if (event.key === "+" || event.key === "=") gestures.zoom(1.25, middle);
    else if (event.key === "-") gestures.zoom(0.8, middle);
    else if (event.key === "0") gestures.fit();
    else if (event.key === "Escape") gestures.leave();
    else return;
    event.preventDefault();
  });
}

function listenForPointers(frame: HTMLElement, gestures: Gestures): void {
  const pointers = new Map<number, Point>();
  let dragged = 0;
  frame.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, pointIn(frame, event));
    dragged = 0;
  });
  frame.addEventListener("pointermove", (event) => {
    const now = pointIn(frame, event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") gestures.point(now, false);
      return;
    }
    dragged += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (dragged < leastDrag) return;
    frame.setPointerCapture(event.pointerId);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) gestures.zoom(distance(now, other) / Math.max(1, distance(before, other)), other);
    else gestures.pan(now.x - before.x, now.y - before.y);
    pointers.set(event.pointerId, now);
  });
  const end = (event: PointerEvent) => {
    if (pointers.delete(event.pointerId) && event.type === "pointerup" && dragged < leastDrag)
      gestures.point(pointIn(frame, event), true);
  };
  frame.addEventListener("pointerup", end);
  frame.addEventListener("pointercancel", end);
}

function pointIn(frame: HTMLElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top } = frame.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
