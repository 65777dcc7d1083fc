/**
 * `npm run keys -- add NAME`: a new key, and what to configure so that it is let in.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import { styleText } from "node:util";
import { sha256 } from "../src/model/sha256.ts";
import { keyNameSchema } from "../src/spec/api-keys.ts";
import { readSettings, serviceSettingsSchema } from "../worker/settings.ts";

const [command, name = "", ...rest] = process.argv.slice(2);
if (command !== "add" || rest.length > 0) {
  console.error("npm run keys -- add NAME\n\nwith API_KEYS set, the new key stands beside those in it");
  process.exit(2);
}

const secret = `tiller-${randomBytes(32).toString("base64url")}`;
const hash = await sha256(new TextEncoder().encode(secret));
try {
  const { API_KEYS: known = {} } = readSettings(serviceSettingsSchema, process.env);
  if (name in known) throw new Error(`there is a key ${name} already`);
  const { success, error } = keyNameSchema.safeParse(name);
  if (!success) throw new Error(error.issues[0]?.message);
  const all = { ...JSON.parse(process.env.API_KEYS || "{}"), [name]: { sha256: hash } };
  console.error(styleText("dim", "The key, which is shown this once:"));
  console.log(secret);
  console.error(
    styleText("dim", "API_KEYS, for the server's environment or `npx wrangler secret put API_KEYS`:"),
  );
  console.log(JSON.stringify(all));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
