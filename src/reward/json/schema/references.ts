/**
 * What `$ref` names: schemas by their address, within the schema that was sent.
 *
 * @module
 */
import { jsonPointer } from "../../../spec/parse.ts";
import { isObject, type JsonValue } from "../value.ts";
import { refusal } from "./refusal.ts";
import { subschemasOf } from "./subschemas.ts";

/** Where a schema without an `$id` is taken to lie; nothing is ever loaded. */
const nowhere = "http://schema.invalid/";

const mostSubschemas = 500;
const mostDepth = 32;

export interface Place {
  schema: JsonValue;
  /** RFC 6901, relative to the reward's spec. */
  pointer: string;
  /** What references are relative to. */
  base: string;
}

export class References {
  readonly root: Place;
  /** All schemas in the root, in its order. */
  readonly places: Place[] = [];
  private readonly byAddress = new Map<string, Place>();
  private readonly byPointer = new Map<string, Place>();

  /** @throws TillerError `invalid_request` where there are too many schemas, or too deep ones */
  constructor(schema: JsonValue, pointer: string) {
    this.root = this.add(schema, pointer, nowhere, 0);
  }

  /** @throws TillerError `invalid_request` where it leads nowhere */
  resolve(reference: string, from: Place): Place {
    const refuse = () => refusal(`${from.pointer}/$ref`, `leads to no schema within this one: ${reference}`);
    const url = URL.parse(reference, from.base);
    if (!url) throw refuse();
    const fragment = decoded(url.hash.slice(1));
    const known = this.byAddress.get(addressOf(url));
    if (known) return known;
    url.hash = "";
    const resource = this.byAddress.get(addressOf(url));
    const path = fragment?.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!resource || path?.[0] !== "") throw refuse();
    const place = this.walk(resource, path.slice(1));
    if (!place) throw refuse();
    return place;
  }

  /** @throws TillerError `invalid_request` where no schema stands there */
  within(place: Place, path: readonly string[]): Place {
    const pointer = place.pointer + jsonPointer(path);
    const found = this.byPointer.get(pointer);
    if (!found) throw refusal(pointer, "must be a schema");
    return found;
  }

  private walk(from: Place, path: readonly string[]): Place | null {
    let place = from;
    let schema: JsonValue | undefined = from.schema;
    for (const [index, part] of path.entries()) {
      schema = childOf(schema, part);
      if (schema === undefined) return null;
      const pointer: string = place.pointer + jsonPointer([part]);
      const known = this.byPointer.get(pointer);
      const isLast = index === path.length - 1;
      place =
        known ?? (isLast ? this.add(schema, pointer, place.base, 0) : { schema, pointer, base: place.base });
    }
    return isObject(place.schema) || typeof place.schema === "boolean" ? place : null;
  }

  private add(schema: JsonValue, pointer: string, base: string, depth: number): Place {
    if (this.places.length >= mostSubschemas)
      throw refusal(pointer, `more than ${mostSubschemas} schemas in one`);
    if (depth > mostDepth) throw refusal(pointer, `nested deeper than ${mostDepth} schemas`);
    const place = { schema, pointer, base: this.baseOf(schema, base, pointer) };
    this.places.push(place);
    this.byPointer.set(pointer, place);
    if (isObject(schema)) {
      if (place.base !== base || depth === 0) this.addAddress(place.base, place);
      for (const keyword of ["$anchor", "$dynamicAnchor"]) {
        const anchor = schema[keyword];
        if (typeof anchor === "string") this.addAddress(`${place.base}#${anchor}`, place);
      }
    }
    for (const { path, schema: inner } of subschemasOf(schema)) {
      this.add(inner, pointer + jsonPointer(path), place.base, depth + 1);
    }
    return place;
  }

  private addAddress(address: string, place: Place): void {
    const url = URL.parse(address);
    if (url && !this.byAddress.has(addressOf(url))) this.byAddress.set(addressOf(url), place);
  }

  private baseOf(schema: JsonValue, base: string, pointer: string): string {
    const id = isObject(schema)
      ? Object.entries(schema).find(([keyword]) => keyword === "$id")?.[1]
      : undefined;
    if (id === undefined) return base;
    const url = typeof id === "string" ? URL.parse(id, base) : null;
    if (!url || url.hash.length > 1) throw refusal(`${pointer}/$id`, "must be an address without a fragment");
    return addressOf(url);
  }
}

function addressOf(url: URL): string {
  return url.hash === "" ? url.href.replace(/#$/, "") : url.href;
}

function decoded(fragment: string): string | null {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return null;
  }
}

function childOf(value: JsonValue, part: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(part) ? value[Number(part)] : undefined;
  return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}
