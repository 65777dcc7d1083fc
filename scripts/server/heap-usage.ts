/**
 * What V8 itself says an isolate holds, by workerd's inspector.
 *
 * @module
 */
import type { Miniflare } from "miniflare";

/** In bytes. The WASM heap comes on top: V8 does not count it here. */
export interface HeapUsage {
  /** JavaScript objects. */
  objects: number;
  /** Array buffers, those included that nothing refers to any more but that have not been collected yet. */
  buffers: number;
}

interface Target {
  id: string;
  webSocketDebuggerUrl: string;
}

/** @throws Error where the Miniflare was started without an inspector, or runs no such Worker */
export async function heapUsage(miniflare: Miniflare, worker: string): Promise<HeapUsage> {
  const inspector = new URL("/json", await miniflare.getInspectorURL());
  inspector.protocol = "http:";
  const targets = (await (await fetch(inspector)).json()) as Target[];
  const target = targets.find(({ id }) => id === `core:user:${worker}`);
  if (!target) throw new Error(`no Worker ${worker} to inspect`);
  const answer = await ask(target.webSocketDebuggerUrl, "Runtime.getHeapUsage");
  const { usedSize, backingStorageSize } = answer as { usedSize: number; backingStorageSize: number };
  return { objects: usedSize, buffers: backingStorageSize };
}

function ask(url: string, method: string): Promise<unknown> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method }));
    socket.onerror = () => reject(new Error(`cannot inspect ${url}`));
    socket.onmessage = ({ data }) => {
      const { id, result, error } = JSON.parse(String(data));
      if (id !== 1) return;
      socket.close();
      if (error) reject(new Error(`${method}: ${error.message}`));
      else resolve(result);
    };
  });
}
