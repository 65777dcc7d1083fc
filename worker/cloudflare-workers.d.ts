/**
 * The part of workerd's own modules that Tiller uses. The full `@cloudflare/workers-types` redeclares the
 * global types that `src/` shares with Node and browsers.
 */
declare module "cloudflare:workers" {
  export abstract class DurableObject<Env> {
    constructor(state: unknown, env: Env);
    protected readonly env: Env;
    fetch?(request: Request): Response | Promise<Response>;
  }

  /** Its methods may be called through a service binding. */
  export abstract class WorkerEntrypoint<Env> {
    constructor(context: unknown, env: Env);
    protected readonly env: Env;
    protected readonly ctx: { waitUntil(promise: Promise<unknown>): void };
  }

  /** Its methods may be called by whoever was sent it; disposed of when they let go of it, or are gone. */
  export abstract class RpcTarget {}
}
