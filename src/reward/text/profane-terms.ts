/**
 * Finds the English profanities in a few words, spelt as they are or in disguise (“sh1t”, “fuuuck”).
 *
 * @module
 */

/** The terms in the words of `text` from UTF-16 index `from` on, in each word once, as a dictionary would spell them. */
export type ProfaneTerms = (text: string, from: number) => string[];

/** Harmless words that the library takes for others, or parts of such. */
const harmless =
  "annals arsène assort cockpit cummings cumin dickinson dickson fagin mishit niggard octopussy penistone pissarro pussycat rapeseed rapped retardant shiitake shiite traffick vandyke".split(
    " ",
  );

const longestKnown = 60;
const mostKnown = 4096;

let loading: Promise<ProfaneTerms> | undefined;

export function loadProfaneTerms(): Promise<ProfaneTerms> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ProfaneTerms> {
  const { RegExpMatcher, englishDataset, englishRecommendedTransformers } = await import("obscenity");
  const { blacklistedTerms, whitelistedTerms } = englishDataset.build();
  // The patterns are the library's own; they have no repetition, so they take linear time.
  const matcher = new RegExpMatcher({
    blacklistedTerms,
    whitelistedTerms: [...(whitelistedTerms ?? []), ...harmless],
    ...englishRecommendedTransformers,
  });
  return remembering((text, from) => {
    const terms = new Map<string, string>();
    for (const match of matcher.getAllMatches(text)) {
      if (match.endIndex < from) continue;
      const { phraseMetadata } = englishDataset.getPayloadWithPhraseMetadata(match);
      const term = phraseMetadata?.originalWord ?? "";
      // Several of a term's patterns may match the same word.
      terms.set(`${text.lastIndexOf(" ", match.endIndex)} ${term}`, term);
    }
    return [...terms.values()];
  });
}

/** A search takes 0.1 ms, and a growing text is asked about the same two words again and again. */
function remembering(find: ProfaneTerms): ProfaneTerms {
  const known = new Map<string, string[]>();
  return (text, from) => {
    if (text.length > longestKnown) return find(text, from);
    const key = `${from} ${text}`;
    const terms = known.get(key) ?? find(text, from);
    if (known.size >= mostKnown) known.clear();
    known.set(key, terms);
    return terms;
  };
}
