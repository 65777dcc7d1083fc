/**
 * Nepali and Swahili, which the detector takes for their neighbours, by the words that no text of theirs can do
 * without.
 *
 * @module
 */

interface CommonWords {
  code: "ne" | "sw";
  script: RegExp;
  own: RegExp;
  /** Words of the neighbours: each weighs against the language. */
  others: RegExp;
}

const listed = (words: string) => words.split(" ").join("|");

const nepali = listed(
  "म हामी तपाईं उनी उनको उनले यो त्यो यस त्यस र पनि अनि तर छ छन् छु छौं छैन हो हुन् हुन्छ हुन्छन् थियो थिए थिइन् एउटा धेरै सबै लागि गर्न गर्ने गरे गरेर गरी भएर भने भन्ने कुनै केही आफ्नो",
);
const hindiAndMarathi = listed(
  "मैं हम आप वह यह वे है हैं हूँ था थी थे में का की के को से ने पर और भी नहीं लिए कर एक अपने मी आम्ही तुम्ही तो ती ते हा ही हे आहे आहेत होता होती होते आणि पण व नाही साठी या त्या आपल्या",
);
const swahili = listed(
  "na ya wa kwa ni za katika cha vya hii hiyo huo huu hizi hilo kama pia sana lakini yangu yako yake wangu wako wake yetu wetu yao wao mtu watu kuwa kuna hakuna ndiyo leo yenye wenye ambayo ambao hapa baada kabla kila moja mimi wewe yeye sisi uko niko",
);

const known: readonly CommonWords[] = [
  {
    code: "ne",
    script: /\p{sc=Devanagari}/u,
    // Nepali writes its case endings on the word, and its verbs end in them.
    own: new RegExp(`^(?:${nepali}|.+(?:हरू|हरु|लाई|मा|को|ले|एर|छु|छन्|न्छ|ेको|ेका))$`, "u"),
    others: new RegExp(`^(?:${hindiAndMarathi})$`, "u"),
  },
  {
    code: "sw",
    script: /\p{sc=Latin}/u,
    // Verbs say who and when at their start: wa-na-cheza, they are playing.
    own: new RegExp(`^(?:${swahili}|(?:ni|u|a|tu|m|wa)(?:na|li|ta|me)[a-z]{4,})$`, "u"),
    others:
      /^(?:the|of|to|is|are|de|la|le|il|di|el|los|que|und|der|die|ang|ng|mga|sa|yang|dan|di|je|se|w|i)$/u,
  },
];

/** Below, a text is not of the language: less than this share of its words are its common ones, or only one is. */
const leastShare = 0.2;

/** Languages that the common words speak for: 1 or more is certain, below it says how near it is. */
export function byCommonWords(text: string): Partial<Record<"ne" | "sw", number>> {
  const words = text.toLowerCase().match(/(?:[\p{L}\p{M}']|\u200d)+/gu) ?? [];
  const scores: Partial<Record<"ne" | "sw", number>> = {};
  for (const { code, script, own, others } of known) {
    if (!script.test(text)) continue;
    const found = words.filter((word) => own.test(word));
    const against = words.filter((word) => others.test(word)).length;
    const share = (found.length - against) / words.length;
    const score = share / leastShare;
    scores[code] = new Set(found).size > 1 ? Math.max(0, score) : Math.min(0.9, Math.max(0, score));
  }
  return scores;
}
