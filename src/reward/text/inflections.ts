/**
 * The inflected forms of English words.
 *
 * @module
 */

/** What is used here of compromise's `methods()` and `model()`, which its types leave out. */
interface Grammar {
  methods(): {
    two: {
      transform: {
        noun: {
          toSingular(word: string, model: object): string;
          toPlural(word: string, model: object): string;
        };
        verb: {
          toInfinitive(word: string, model: object, tense: string): string;
          conjugate(infinitive: string, model: object): Record<string, string | undefined>;
        };
        adjective: {
          toComparative(word: string, model: object): string;
          toSuperlative(word: string, model: object): string;
          fromComparative(word: string, model: object): string;
          fromSuperlative(word: string, model: object): string;
        };
      };
    };
  };
  model(): { one: { lexicon: Record<string, string | string[] | undefined> } };
}

const singleWord = /^\p{L}{3,}$/u;
const tenses = ["PastTense", "PresentTense", "Gerund", "Participle"] as const;
/** Tags of base forms: a word that is one is not taken for an inflection of another ("evening" of "even"). */
const bases = ["Singular", "Actor", "Uncountable", "Infinitive"];
const inflected = ["Plural", ...tenses, "Comparative", "Superlative"];
/** Tags of words that have no inflections worth the name; their endings deceive ("his", "as", "this"). */
const functionWords = [
  ...["Pronoun", "Possessive", "Determiner", "Preposition", "Conjunction", "Adverb", "Negative"],
  ...["Auxiliary", "Modal", "Copula", "QuestionWord", "Cardinal", "Ordinal", "TextValue", "Expression"],
];

let lexicon: Promise<Inflector> | undefined;

/**
 * `word` itself and, for a single word of three letters or more that is no function word, the other forms of
 * the word that it is one of. Some forms nobody uses ("dogged" of "dog"): without a sentence the part of
 * speech is not known, and a form that no text contains harms nobody.
 */
export async function inflections(word: string): Promise<string[]> {
  // A hundred milliseconds to unpack, for those who need it only.
  lexicon ??= import("compromise/three").then(
    ({ default: grammar }) => new Inflector(grammar as unknown as Grammar),
  );
  return (await lexicon).familyOf(word);
}

class Inflector {
  private readonly model: ReturnType<Grammar["model"]>;
  private readonly transform: ReturnType<Grammar["methods"]>["two"]["transform"];

  constructor(grammar: Grammar) {
    this.model = grammar.model();
    this.transform = grammar.methods().two.transform;
  }

  familyOf(word: string): string[] {
    if (!this.canInflect(word)) return [word];
    const isBase = this.is(word, bases) && !this.is(word, inflected);
    const roots = isBase ? [] : this.rootsOf(word);
    if (roots.length === 0) return [...new Set([word, ...this.formsOf(word)])];
    // A form of another word is not conjugated in its turn ("caress" of "cares"); "building" has a plural.
    const plural = this.transform.noun.toPlural(word, this.model);
    return [...new Set([word, plural, ...roots.flatMap((root) => [root, ...this.formsOf(root)])])];
  }

  /** Words that have `word` among their forms. */
  private rootsOf(word: string): string[] {
    const { noun, verb, adjective } = this.transform;
    const candidates = [
      noun.toSingular(word, this.model),
      ...tenses.map((tense) => verb.toInfinitive(word, this.model, tense)),
      adjective.fromComparative(word, this.model),
      adjective.fromSuperlative(word, this.model),
    ];
    return candidates.filter(
      (root) => root && root !== word && this.canInflect(root) && this.formsOf(root).includes(word),
    );
  }

  private formsOf(root: string): string[] {
    const { noun, verb, adjective } = this.transform;
    const conjugated = verb.conjugate(root, this.model);
    const verbForms = tenses.map((tense) => conjugated[tense] ?? "");
    const plural = this.is(root, ["Uncountable"]) ? "" : noun.toPlural(root, this.model);
    const forms = this.is(root, ["Adjective"])
      ? [
          adjective.toComparative(root, this.model),
          adjective.toSuperlative(root, this.model),
          // An adjective may be a verb or a noun, too: "closed" of "close", but not "news" of "new".
          ...verbForms.filter((form) => !this.is(form, bases)),
          this.is(plural, inflected) ? plural : "",
        ]
      : [plural, ...verbForms];
    return forms.filter((form) => singleWord.test(form));
  }

  private canInflect(word: string): boolean {
    return singleWord.test(word) && !this.is(word, functionWords);
  }

  private is(word: string, tags: readonly string[]): boolean {
    return this.tagsOf(word).some((tag) => tags.includes(tag));
  }

  private tagsOf(word: string): string[] {
    const { lexicon } = this.model.one;
    return Object.hasOwn(lexicon, word) ? [lexicon[word] ?? []].flat() : [];
  }
}
