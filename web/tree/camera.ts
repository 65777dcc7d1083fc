/**
 * Which part of a drawing is seen, and how large.
 *
 * @module
 */

/** A point p of the drawing is seen at p · scale + (x, y), in CSS pixels. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

const scales = { least: 0.06, most: 2.5 };

/** Labels can be read from this scale on. */
const readableScale = 0.72;

/** The camera after a zoom by `factor` that leaves the point (x, y) of the view where it is. */
export function zoomed(camera: Camera, factor: number, { x, y }: { x: number; y: number }): Camera {
  const scale = Math.min(scales.most, Math.max(scales.least, camera.scale * factor));
  const by = scale / camera.scale;
  return { scale, x: x - (x - camera.x) * by, y: y - (y - camera.y) * by };
}

/** Shows all of `box`, no larger than it is. */
export function fitted(box: Box, view: Size, margin = 16): Camera {
  const room = { width: view.width - 2 * margin, height: view.height - 2 * margin };
  const scale = Math.max(
    scales.least,
    Math.min(1, room.width / Math.max(1, box.width), room.height / Math.max(1, box.height)),
  );
  return {
    scale,
    x: margin - box.left * scale + Math.max(0, (room.width - box.width * scale) / 2) * (scale < 1 ? 1 : 0),
    y: (view.height - box.height * scale) / 2 - box.top * scale,
  };
}

/**
 * All of `box`, or where it would be too small to be read, one end of it: of a search that goes on the right one, where
 * it is at work, of one that has ended the left one, where reading begins.
 */
export function legible(box: Box, view: Size, end: "left" | "right", margin = 16): Camera {
  const whole = fitted(box, view, margin);
  if (whole.scale >= readableScale) return whole;
  const scale = readableScale;
  const left = margin - box.left * scale;
  const right = view.width - margin - (box.left + box.width) * scale;
  const isTall = box.height * scale > view.height - 2 * margin;
  return {
    scale,
    x: end === "left" ? left : Math.min(left, right),
    // The root is in row 0, and the path that matters most goes on in it.
    y: isTall ? view.height / 2 : (view.height - box.height * scale) / 2 - box.top * scale,
  };
}

/** The camera, moved so that some of `box` stays in sight. */
export function within(camera: Camera, box: Box, view: Size, least = 48): Camera {
  const clamp = (at: number, from: number, size: number, room: number) =>
    Math.min(room - least - from * camera.scale, Math.max(least - (from + size) * camera.scale, at));
  return {
    scale: camera.scale,
    x: clamp(camera.x, box.left, box.width, view.width),
    y: clamp(camera.y, box.top, box.height, view.height),
  };
}

/** The camera, moved as little as need be to show the box with some room around it. */
export function showing(camera: Camera, box: Box, view: Size, margin = 32): Camera {
  const shift = (from: number, to: number, room: number) => {
    if (from < margin) return margin - from;
    return to > room - margin ? room - margin - to : 0;
  };
  const left = box.left * camera.scale + camera.x;
  const top = box.top * camera.scale + camera.y;
  return {
    scale: camera.scale,
    x: camera.x + shift(left, left + box.width * camera.scale, view.width),
    y: camera.y + shift(top, top + box.height * camera.scale, view.height),
  };
}
