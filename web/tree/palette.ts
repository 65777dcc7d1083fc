/**
 * The colours of the tree, from the page's style sheet, so that light and dark are said once.
 *
 * @module
 */

export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly faint: string;
  readonly line: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly proposal: string;
  readonly bad: string;
  readonly surface: string;
  readonly font: string;
}

export function readPalette(of: Element): Palette {
  const style = getComputedStyle(of);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"),
    muted: read("muted"),
    faint: read("faint"),
    line: read("line-strong"),
    accent: read("accent"),
    accentSoft: read("accent-soft"),
    proposal: read("proposal"),
    bad: read("bad"),
    surface: read("surface"),
    font: read("mono"),
  };
}
