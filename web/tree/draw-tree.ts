/**
 * Draws the tree on a canvas: of thousands of nodes only those in sight, and labels only where they can be read.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";
import type { Camera, Size } from "./camera.ts";
import { isMinor, labelMetrics, labelSize } from "./node-label.ts";
import type { Palette } from "./palette.ts";
import type { Scene, Sprite } from "./scene.ts";
import { heightOf } from "./tree-layout.ts";

/** Below these scales a node is a mark without its label; what was discarded sooner than what lives. */
const labelScale = 0.4;
const minorLabelScale = 0.6;

export interface Looks {
  readonly camera: Camera;
  readonly view: Size;
  readonly palette: Palette;
  readonly selected: number | null;
  /** Nodes on the way to the one that is selected. */
  readonly onPath: ReadonlySet<number>;
}

export function drawTree(context: CanvasRenderingContext2D, scene: Scene, looks: Looks): void {
  const { camera, view } = looks;
  const ratio = context.canvas.width / Math.max(1, view.width);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  context.setTransform(ratio * camera.scale, 0, 0, ratio * camera.scale, ratio * camera.x, ratio * camera.y);
  const seen = [...scene.all()].filter((sprite) => isSeen(sprite, scene, looks));
  // What matters is drawn last, so that it lies on top.
  seen.sort((a, b) => weight(a, looks) - weight(b, looks));
  for (const sprite of seen) drawEdge(context, sprite, scene, looks);
  for (const sprite of seen) drawNode(context, sprite, looks);
  context.globalAlpha = 1;
}

function isSeen(sprite: Sprite, scene: Scene, { camera, view }: Looks): boolean {
  const parent = sprite.place.parent && scene.get(sprite.place.parent.node.id);
  const left = Math.min(sprite.x, parent?.x ?? sprite.x) * camera.scale + camera.x;
  const right = (sprite.x + sprite.width) * camera.scale + camera.x;
  const top = (Math.min(sprite.y, parent?.y ?? sprite.y) - labelMetrics.rowHeight) * camera.scale + camera.y;
  const bottom =
    (Math.max(sprite.y, parent?.y ?? sprite.y) + labelMetrics.rowHeight) * camera.scale + camera.y;
  return right >= 0 && left <= view.width && bottom >= 0 && top <= view.height;
}

function weight({ place: { node } }: Sprite, { onPath, selected }: Looks): number {
  if (node.id === selected) return 4;
  if (onPath.has(node.id)) return 3;
  return { returned: 2, finished: 1.5, open: 1, dropped: 0 }[node.state];
}

/** A branch as thick as its token is probable. */
function drawEdge(context: CanvasRenderingContext2D, sprite: Sprite, scene: Scene, looks: Looks): void {
  const parent = sprite.place.parent && scene.get(sprite.place.parent.node.id);
  if (!parent) return;
  const { node } = sprite.place;
  const from = parent.x + parent.width;
  const middle = Math.max(from, sprite.x - labelMetrics.gap) + labelMetrics.gap / 2;
  context.globalAlpha = sprite.opacity * (isMinor(node) && !looks.onPath.has(node.id) ? 0.55 : 1);
  context.strokeStyle = colourOf(node, looks);
  context.lineWidth = 1 + 2.4 * Math.sqrt(Math.exp(node.logprob));
  context.setLineDash(node.state === "dropped" && node.rows === 0 ? [2, 3] : []);
  context.beginPath();
  context.moveTo(from, parent.y);
  context.lineTo(middle - labelMetrics.gap / 2, parent.y);
  context.bezierCurveTo(middle, parent.y, middle, sprite.y, sprite.x, sprite.y);
  context.stroke();
  context.setLineDash([]);
}

function drawNode(context: CanvasRenderingContext2D, sprite: Sprite, looks: Looks): void {
  const { palette, camera, selected, onPath } = looks;
  const { node } = sprite.place;
  context.globalAlpha = sprite.opacity;
  if (camera.scale < (isMinor(node) ? minorLabelScale : labelScale)) drawMark(context, sprite, looks);
  else drawLabel(context, sprite, looks);
  if (node.reward !== null) drawReward(context, sprite, node.reward, palette);
  if (node.id === selected || onPath.has(node.id)) {
    context.strokeStyle = node.id === selected ? palette.ink : palette.muted;
    context.lineWidth = node.id === selected ? 2 : 1;
    outline(context, sprite);
    context.stroke();
  }
}

function drawMark(context: CanvasRenderingContext2D, sprite: Sprite, looks: Looks): void {
  const { node } = sprite.place;
  const { x, y, width } = sprite;
  context.fillStyle = isIdea(node) ? looks.palette.proposal : colourOf(node, looks);
  context.beginPath();
  if (isMinor(node)) context.arc(x + 3, y, 3, 0, 2 * Math.PI);
  else context.roundRect(x, y - 6, width, 12, 4);
  context.fill();
}

function drawLabel(context: CanvasRenderingContext2D, sprite: Sprite, looks: Looks): void {
  const { palette } = looks;
  const { node } = sprite.place;
  const { padding } = labelMetrics;
  if (!isMinor(node)) {
    outline(context, sprite);
    context.fillStyle = node.state === "returned" ? palette.accentSoft : palette.surface;
    context.fill();
    context.strokeStyle = colourOf(node, looks);
    context.lineWidth = node.state === "returned" ? 1.5 : 1;
    context.stroke();
  }
  context.font = fontOf(node, palette);
  context.textBaseline = "middle";
  context.fillStyle = inkOf(node, palette);
  context.fillText(sprite.label, sprite.x + padding, sprite.y + 0.5, sprite.width - 2 * padding + 1);
  if (node.why === "ruled_out") {
    context.strokeStyle = palette.bad;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(sprite.x + padding - 2, sprite.y + 1);
    context.lineTo(sprite.x + sprite.width - padding + 2, sprite.y + 1);
    context.stroke();
  }
  if (isIdea(node)) drawDiamond(context, sprite, palette);
}

function fontOf(node: TraceNode, { font }: Palette): string {
  const size = `${labelSize(node)}px ${font}`;
  return node.state === "returned" ? `600 ${size}` : size;
}

/** Not the model's own. */
function isIdea({ origin }: TraceNode): boolean {
  return origin === "proposal" || origin === "spelling";
}

function drawDiamond(
  context: CanvasRenderingContext2D,
  { x, y }: Sprite,
  { proposal, surface }: Palette,
): void {
  context.beginPath();
  context.moveTo(x - 4.5, y);
  context.lineTo(x, y - 4.5);
  context.lineTo(x + 4.5, y);
  context.lineTo(x, y + 4.5);
  context.closePath();
  context.fillStyle = proposal;
  context.fill();
  context.strokeStyle = surface;
  context.lineWidth = 1.5;
  context.stroke();
}

/** A bar below the node, filled by its reward. */
function drawReward(
  context: CanvasRenderingContext2D,
  sprite: Sprite,
  reward: number,
  palette: Palette,
): void {
  const y = sprite.y + labelMetrics.height / 2 + 1;
  context.fillStyle = palette.faint;
  context.fillRect(sprite.x, y, sprite.width, 3);
  context.fillStyle = palette.accent;
  context.fillRect(sprite.x, y, sprite.width * reward, 3);
}

function outline(context: CanvasRenderingContext2D, { place, x, y, width }: Sprite): void {
  const height = Math.min(labelMetrics.height, heightOf(place.node) * labelMetrics.rowHeight);
  context.beginPath();
  context.roundRect(x, y - height / 2, width, height, 5);
}

function colourOf({ state, why }: TraceNode, { palette }: Looks): string {
  if (state === "returned" || state === "finished") return palette.accent;
  if (state === "open") return palette.muted;
  return why === "ruled_out" ? palette.bad : palette.line;
}

function inkOf(node: TraceNode, palette: Palette): string {
  if (node.why === "ruled_out") return palette.bad;
  return isMinor(node) ? palette.muted : palette.ink;
}
