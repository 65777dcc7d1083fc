/**
 * The configuration of a workerd that serves the API without Cloudflare.
 *
 * @module
 */

export interface WorkerdOptions {
  /** Files of the bundle, `index.js` among them. */
  modules: readonly string[];
  model: string;
  encoder: string;
  /** Variables of its own environment that the Worker is given, where they are set. */
  settings: readonly string[];
  compatibilityDate: string;
  compatibilityFlags: readonly string[];
}

/**
 * In Cap'n Proto's text format. Assets come from the folder `models` of the current directory, the Durable Object's
 * storage, which nothing is written to, from memory.
 *
 * Source: github.com/cloudflare/workerd, src/workerd/server/workerd.capnp
 */
export function workerdConfig(options: WorkerdOptions): string {
  const { modules, model, encoder, settings, compatibilityDate, compatibilityFlags } = options;
  const entryFirst = [...modules].sort(
    (a, b) => Number(b.endsWith(".js")) - Number(a.endsWith(".js")) || a.localeCompare(b),
  );
  const module = (name: string) =>
    `    (name = ${text(name)}, ${name.endsWith(".wasm") ? "wasm" : "esModule"} = embed ${text(name)}),`;
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [ (name = "tiller", worker = .tiller), (name = "models", disk = "models") ],
  # The address may be changed here, or by: workerd serve config.capnp --socket-addr http=127.0.0.1:8787
  sockets = [ (name = "http", address = "127.0.0.1:8787", http = (), service = "tiller") ],
);

const tiller :Workerd.Worker = (
  modules = [
${entryFirst.map(module).join("\n")}
  ],
  compatibilityDate = ${text(compatibilityDate)},
  compatibilityFlags = [ ${compatibilityFlags.map(text).join(", ")} ],
  bindings = [
    (name = "ASSETS", service = "models"),
    (name = "DEFAULT_MODEL", text = ${text(model)}),
    (name = "ENCODER", text = ${text(encoder)}),
${settings.map((name) => `    (name = ${text(name)}, fromEnvironment = ${text(name)}),`).join("\n")}
    (name = "MODEL_HOST", durableObjectNamespace = "ModelHost"),
  ],
  durableObjectNamespaces = [ (className = "ModelHost", uniqueKey = "tiller-model-host") ],
  durableObjectStorage = (inMemory = void),
);
`;
}

function text(value: string): string {
  return JSON.stringify(value);
}
