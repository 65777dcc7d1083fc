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
}
