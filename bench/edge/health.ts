/**
 * What a server says of itself.
 *
 * @module
 */
import { type Health, healthSchema } from "../../src/spec/health.ts";

/** An isolate's memory. */
export type IsolateHealth = Health["isolates"][number];

export async function healthOf(url: string): Promise<Health> {
  const response = await fetch(`${url}/healthz`);
  return healthSchema.parse(await response.json());
}

export async function isolatesOf(url: string): Promise<IsolateHealth[]> {
  return (await healthOf(url)).isolates;
}
