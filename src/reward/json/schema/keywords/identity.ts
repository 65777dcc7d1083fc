/**
 * Keywords that say what a schema is called, and those that only comment.
 *
 * @module
 */
import { refusal } from "../refusal.ts";
import { annotation, objectOf, type Reader, type Readers, textOf } from "./reader.ts";

const dialects = /^https?:\/\/json-schema\.org\/(draft\/(2020-12|2019-09)|draft-0[67])\/schema#?$/;

const definitions: Reader = (value, { pointer, node }) => {
  for (const name of Object.keys(objectOf(value, pointer))) node([name]);
  return [];
};

export const identityKeywords: Readers = {
  $comment: annotation,
  title: annotation,
  description: annotation,
  default: annotation,
  examples: annotation,
  deprecated: annotation,
  readOnly: annotation,
  writeOnly: annotation,
  contentEncoding: annotation,
  contentMediaType: annotation,
  contentSchema: annotation,

  // `References` has read these.
  $id: annotation,
  $anchor: annotation,
  $dynamicAnchor: annotation,
  $defs: definitions,
  definitions,

  $schema(value, { pointer }) {
    if (typeof value === "string" && dialects.test(value)) return [];
    throw refusal(pointer, "this dialect is not known: 2020-12, 2019-09, draft 7 and draft 6 are");
  },
  $ref: (value, { pointer, resolve }) => [
    { is: "reference", schema: resolve(textOf(value, pointer)), pointer },
  ],
};
