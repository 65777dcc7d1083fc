import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Box,
  type Camera,
  fitted,
  legible,
  type Size,
  showing,
  within,
  zoomed,
} from "../../web/tree/camera.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const cameras: fc.Arbitrary<Camera> = fc.record({
  x: number(-5000, 5000),
  y: number(-5000, 5000),
  scale: number(0.06, 2.5),
});
const views: fc.Arbitrary<Size> = fc.record({ width: number(200, 2000), height: number(200, 1000) });
const boxes: fc.Arbitrary<Box> = fc.record({
  left: fc.constant(0),
  top: number(-2000, 0),
  width: number(50, 9000),
  height: number(20, 4000),
});

test("a zoom leaves the point that it is about where it is", () => {
  fc.assert(
    fc.property(cameras, number(0.1, 10), number(0, 900), number(0, 500), (camera, factor, x, y) => {
      const after = zoomed(camera, factor, { x, y });
      expect((x - after.x) / after.scale).toBeCloseTo((x - camera.x) / camera.scale, 4);
      expect((y - after.y) / after.scale).toBeCloseTo((y - camera.y) / camera.scale, 4);
    }),
  );
});

test("what is fitted is all in sight, unless it is too large at the smallest scale", () => {
  fc.assert(
    fc.property(boxes, views, (box, view) => {
      const { x, y, scale } = fitted(box, view);
      if (scale <= 0.06) return;
      expect(x + box.left * scale).toBeGreaterThanOrEqual(0);
      expect(x + (box.left + box.width) * scale).toBeLessThanOrEqual(view.width);
      expect(y + box.top * scale).toBeGreaterThanOrEqual(0);
      expect(y + (box.top + box.height) * scale).toBeLessThanOrEqual(view.height);
    }),
  );
});

test("what would be too small to be read shows the end that is wanted", () => {
  const [box, view] = [
    { left: 0, top: -50, width: 9000, height: 100 },
    { width: 800, height: 300 },
  ];
  const first = legible(box, view, "left");
  expect(first.x).toBeGreaterThan(0);
  const last = legible(box, view, "right");
  expect(last.x + box.width * last.scale).toBeLessThan(view.width);
  expect(first.scale).toBe(last.scale);
});

test("wherever it is moved, some of the drawing stays in sight; and what is gone to is in sight", () => {
  fc.assert(
    fc.property(cameras, boxes, views, (camera, box, view) => {
      const { x, y, scale } = within(camera, box, view);
      expect(x + box.left * scale).toBeLessThan(view.width);
      expect(x + (box.left + box.width) * scale).toBeGreaterThan(0);
      expect(y + box.top * scale).toBeLessThan(view.height);
      expect(y + (box.top + box.height) * scale).toBeGreaterThan(0);
    }),
  );
  const node = { left: 3000, top: 400, width: 60, height: 22 };
  const view = { width: 800, height: 300 };
  const { x, y } = showing({ x: 0, y: 0, scale: 1 }, node, view);
  expect(x + node.left + node.width).toBeLessThan(view.width);
  expect(y + node.top + node.height).toBeLessThan(view.height);
});
