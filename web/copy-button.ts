/**
 * Buttons that copy.
 *
 * @module
 */

/** Copies what `text` gives, and says on the button and to `announce` that it did. */
export function copyOnClick(
  button: HTMLButtonElement,
  text: () => string,
  announce: (words: string) => void,
): void {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const isCopied = await navigator.clipboard.writeText(text()).then(
      () => true,
      () => false,
    );
    const words = isCopied ? "Copied" : "This browser does not let a page copy";
    button.textContent = words;
    announce(words);
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}
