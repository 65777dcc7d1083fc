/**
 * Buttons that copy.
 *
 * @module
 */

/** Copies what `text` gives, unless that is null, and says on the button and to `announce` that it did. */
export function copyOnClick(
  button: HTMLButtonElement,
  text: () => string | null,
  announce: (words: string) => void,
): void {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const copied = text();
    if (copied === null) return;
    const isCopied = await copy(copied);
    const words = isCopied ? "Copied" : "This browser does not let a page copy";
    button.textContent = words;
    announce(words);
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

/** Over plain HTTP from another machine there is no clipboard at all. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
