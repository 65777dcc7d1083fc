/**
 * Elements, made in one expression.
 *
 * @module
 */

type Attributes = Record<string, string | number | boolean | null | undefined>;
type Child = Node | string | null | undefined | false;

/** An element with these attributes and children; what is null, undefined or false is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children.filter(isChild));
  return made;
}

/** Sets attributes, or removes those that are null, undefined or false. */
export function setAttributes(of: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) of.removeAttribute(name);
    else of.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * The element of the page with this id.
 *
 * @throws Error where the page has none of this kind
 */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

let ids = 0;

/** An id that nothing else on the page has. */
export function freshId(prefix: string): string {
  return `${prefix}-${++ids}`;
}

/** A text with the `code` that its author put into backticks. */
export function prose(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
}

/** Characters of a text that are shown at once, if sentences end there. */
const shownAtOnce = 60;

/** The beginning of a text, and what follows it behind a fold. */
export function foldedProse(text: string): (Node | string)[] {
  const sentences = text.split(/(?<=[.:])\s+(?=[\p{Lu}`])/u);
  let first = sentences.shift() ?? "";
  while (first.length < shownAtOnce && sentences.length > 0) first += ` ${sentences.shift()}`;
  const rest = sentences.join(" ");
  if (rest === "") return prose(text);
  return [
    element("span", {}, ...prose(first)),
    element("details", {}, element("summary", {}, "More"), element("p", {}, ...prose(rest))),
  ];
}

function isChild(child: Child): child is Node | string {
  return child !== null && child !== undefined && child !== false;
}
