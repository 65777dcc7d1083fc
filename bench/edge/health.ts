/**
 * What `/healthz` says of a server's memory.
 *
 * @module
 */

/** An isolate's, in bytes. */
export interface IsolateHealth {
  name: string;
  wasm_heap_bytes: number;
  buffer_bytes: number;
}

export async function isolatesOf(url: string): Promise<IsolateHealth[]> {
  const response = await fetch(`${url}/healthz`);
  return ((await response.json()) as { isolates: IsolateHealth[] }).isolates;
}
