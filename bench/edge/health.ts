/**
 * What a server says of itself.
 *
 * @module
 */
import { type FullHealth, fullHealthSchema } from "../../src/spec/health.ts";

/** An isolate's memory. */
export type IsolateHealth = FullHealth["isolates"][number];

export async function healthOf(url: string): Promise<FullHealth> {
  const response = await fetch(`${url}/healthz`);
  return fullHealthSchema.parse(await response.json());
}

export async function isolatesOf(url: string): Promise<IsolateHealth[]> {
  return (await healthOf(url)).isolates;
}
