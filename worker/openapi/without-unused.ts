/**
 * Leaving out what nothing refers to.
 *
 * @module
 */

interface Document {
  components?: { schemas?: object };
}

/** The document without the schemas that nothing in it refers to, directly or by way of others. */
export function withoutUnused<Kind extends Document>(document: Kind): Kind {
  const { components = {}, ...rest } = document;
  const all: Record<string, unknown> = { ...components.schemas };
  const used = new Set<string>();
  const queue: unknown[] = [rest];
  for (const part of queue) {
    for (const name of referredTo(part)) {
      if (used.has(name)) continue;
      used.add(name);
      queue.push(all[name]);
    }
  }
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  return { ...document, components: { ...components, schemas } };
}

function referredTo(part: unknown): string[] {
  const references = JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/gu);
  return Array.from(references, ([, name = ""]) => name);
}
