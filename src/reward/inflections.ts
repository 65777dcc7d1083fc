/**
 * The inflected forms of English words.
 *
 * @module
 */
/** The part of compromise's fluent interface that is used here; its own types leave it out. */
interface Phrase {
  tag(tag: string): Phrase;
  has(match: string): boolean;
  text(): string;
  nouns(): { toSingular(): Phrase; toPlural(): Phrase };
  verbs(): { toInfinitive(): Phrase; conjugate(): Record<string, string>[] };
  adjectives(): { conjugate(): Record<string, string>[] };
}

type Parse = (text: string) => Phrase;

const singleWord = /^[\p{L}\p{M}]+$/u;

/**
 * `word` itself and, for a single word, its forms as a noun and a verb, and as an adjective where it can be
 * one. Without a sentence the part of speech is not known, so both are taken: that a noun has no past tense
 * harms nobody, because no text contains it.
 */
export async function inflections(word: string): Promise<string[]> {
  if (!singleWord.test(word)) return [word];
  const parse = (await import("compromise/three")).default as unknown as Parse;
  const roots = new Set([word, ...rootsOf(parse, word)]);
  const forms = [...roots].flatMap((root) => [root, ...formsOf(parse, root)]);
  return [...new Set(forms)].filter((form) => form !== "");
}

function rootsOf(parse: Parse, word: string): string[] {
  const inflected = ["Gerund", "PastTense", "PresentTense", "Participle"];
  return [
    parse(word).tag("Plural").nouns().toSingular().text(),
    ...inflected.map((tag) => parse(word).tag(tag).verbs().toInfinitive().text()),
  ];
}

function formsOf(parse: Parse, root: string): string[] {
  const verb = parse(root).tag("Infinitive").verbs().conjugate()[0];
  const adjective = parse(root).has("#Adjective") ? parse(root).adjectives().conjugate()[0] : undefined;
  const forms = [verb?.PastTense, verb?.PresentTense, verb?.Gerund, verb?.Participle];
  const degrees = [adjective?.Comparative, adjective?.Superlative];
  const plural = parse(root).tag("Singular").nouns().toPlural().text();
  return [plural, ...forms, ...degrees].filter((form) => form !== undefined);
}
