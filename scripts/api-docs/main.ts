/**
 * `npm run docs`: writes docs/api.md from the schemas.
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { apiReference } from "./api-reference.ts";

const target = fileURLToPath(new URL("../../docs/api.md", import.meta.url));
writeFileSync(target, apiReference());
console.log(`wrote docs/api.md, ${readFileSync(target, "utf8").split("\n").length} lines`);
