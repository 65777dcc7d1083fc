import type { InstructionId } from "../../../eval/ifeval/instruction.ts";

export interface Examples {
  kwargs?: Record<string, unknown>;
  follows: string[];
  breaks: string[];
}

/** Texts that follow an instruction of each kind, and others that break it. */
export const examples: Record<InstructionId, Examples[]> = {
  "change_case:capital_word_frequency": [
    {
      kwargs: { capital_relation: "at least", capital_frequency: 3 },
      follows: ["I SAW NASA.", "DON'T, please: STOP", 'He said "NO". YES! (MAYBE)', "**BIG** A-B C3PO"],
      breaks: ["I saw NASA.", "Only CAPITALs Count HERE", "1 2 3"],
    },
    {
      kwargs: { capital_relation: "less than", capital_frequency: 2 },
      follows: ["Nothing here", "One IS fine"],
      breaks: ["TWO ARE too many"],
    },
  ],
  "change_case:english_capital": [
    {
      follows: ["THIS IS ALL IN CAPITAL LETTERS, AND IT HAS 3 NUMBERS."],
      breaks: [
        "THIS IS NOT IN CAPITAL LETTERS, iS IT?",
        "DIES IST LEIDER DEUTSCH GESCHRIEBEN UND NICHT ENGLISCH",
        "123",
      ],
    },
  ],
  "change_case:english_lowercase": [
    {
      follows: ["this is all in small letters, and it has 3 numbers."],
      breaks: [
        "This is not in small letters.",
        "dies ist leider deutsch geschrieben und nicht englisch",
        "123",
      ],
    },
  ],
  "combination:repeat_prompt": [
    {
      kwargs: { prompt_to_repeat: "Write a poem. " },
      follows: ["Write a poem.\n\nRoses are red", " WRITE A POEM. Here"],
      breaks: ["Sure! Write a poem.", "Write a poem, Roses"],
    },
  ],
  "combination:two_responses": [
    {
      follows: ["one\n******\ntwo", "******one******two******"],
      breaks: ["one", "one ****** one", "one******two******three", "one************two", "******one"],
    },
  ],
  "detectable_content:number_placeholders": [
    {
      kwargs: { num_placeholders: 2 },
      follows: ["Dear [name], from [address]", "[][]", "[a] [b] [c]"],
      breaks: ["Dear [name]", "[a\n] [b]", "(a) (b)"],
    },
  ],
  "detectable_content:postscript": [
    {
      kwargs: { postscript_marker: "P.S." },
      follows: ["Bye.\nP.S. I know", "p. s. hello"],
      breaks: ["Bye. PS: no", "P.S no"],
    },
    {
      kwargs: { postscript_marker: "P.P.S" },
      follows: ["Bye.\nP.P.S I know", "p. p. s. hello"],
      breaks: ["Bye. P.S. no", "PPS"],
    },
    { kwargs: { postscript_marker: "NB" }, follows: ["nb this"], breaks: ["n.b. this"] },
  ],
  "detectable_format:constrained_response": [
    {
      follows: ["My answer is yes.", "Well. My answer is maybe. Or not"],
      breaks: ["my answer is yes.", "My answer is yes", "Yes."],
    },
  ],
  "detectable_format:json_format": [
    {
      follows: ['{"a": [1, 2]}', '```json\n{"a": 1}\n```', "```\n[]\n```", " 3 "],
      breaks: ['Here it is: {"a": 1}', "{a: 1}", '{"a": 1,}', '```yaml\n{"a": 1}\n```'],
    },
  ],
  "detectable_format:multiple_sections": [
    {
      kwargs: { section_spliter: "SECTION", num_sections: 2 },
      follows: ["SECTION 1\na\nSECTION 2\nb", "SECTION1 SECTION2 SECTION3"],
      breaks: ["SECTION 1", "Section 1 Section 2", "SECTION X SECTION Y"],
    },
  ],
  "detectable_format:number_bullet_lists": [
    {
      kwargs: { num_bullets: 2 },
      follows: ["* a\n* b", "Intro\n\n  - a\n- b\nend", "- a\n* b"],
      breaks: ["* a", "* a\n* b\n* c", "**a**\n**b**", "1. a\n2. b", "text * a\n* b"],
    },
  ],
  "detectable_format:number_highlighted_sections": [
    {
      kwargs: { num_highlights: 2 },
      follows: ["*a* and *b c*", "**a** and *b*"],
      breaks: ["*a*", "** **", "*a\nb* *", "_a_ _b_"],
    },
  ],
  "detectable_format:title": [
    { follows: ["<<A title>>\ntext", "see <<b>>"], breaks: ["<A title>", "<< >>", "<<A\ntitle>>", "<<>>"] },
  ],
  "keywords:existence": [
    {
      kwargs: { keywords: ["dog", "ice cream"] },
      follows: ["A Dog eats ICE CREAM", "dogma and ice creams"],
      breaks: ["a dog", "a dog and ice-cream"],
    },
  ],
  "keywords:forbidden_words": [
    {
      kwargs: { forbidden_words: ["cat", "c++"] },
      follows: ["a category of cats", "c+"],
      breaks: ["a Cat.", "cat", "a C++ program"],
    },
  ],
  "keywords:frequency": [
    {
      kwargs: { relation: "at least", keyword: "war", frequency: 2 },
      follows: ["War and warfare", "war, war, war"],
      breaks: ["one war"],
    },
    {
      kwargs: { relation: "less than", keyword: "war", frequency: 2 },
      follows: ["one war", "none"],
      breaks: ["a warm war"],
    },
  ],
  "keywords:letter_frequency": [
    {
      kwargs: { let_relation: "at least", letter: "p", let_frequency: 3 },
      follows: ["Pepper"],
      breaks: ["paper"],
    },
    {
      kwargs: { let_relation: "less than", letter: "#", let_frequency: 2 },
      follows: ["# a"],
      breaks: ["## a"],
    },
  ],
  "language:response_language": [
    {
      kwargs: { language: "hi" },
      follows: ["यह एक छोटी सी कहानी है जो समुद्र के बारे में है", "12345"],
      breaks: ["This is a little story about the sea", "ही एक छोटी गोष्ट आहे आणि ती समुद्राबद्दल आहे"],
    },
    {
      kwargs: { language: "sw" },
      follows: ["Hii ni hadithi fupi kuhusu bahari na meli kwa watoto"],
      breaks: ["This is a little story about the sea"],
    },
  ],
  "length_constraints:nth_paragraph_first_word": [
    {
      kwargs: { num_paragraphs: 2, nth_paragraph: 2, first_word: "Jasper" },
      follows: ["One.\n\nJasper's dog", 'One.\n\n "jasper," he said\n\n'],
      breaks: ["One.\n\nThe jasper", "One.\n\nJasper\n\nThree.", "Jasper", "One.\nJasper", "One.\n\nJaspers"],
    },
  ],
  "length_constraints:number_paragraphs": [
    {
      kwargs: { num_paragraphs: 2 },
      follows: ["a\n***\nb", "a *** b", "***\na\n***\nb\n***"],
      breaks: ["a\n\nb", "a\n***\nb\n***\nc", "a\n***\n\n***\nb", "a"],
    },
  ],
  "length_constraints:number_sentences": [
    {
      kwargs: { relation: "at least", num_sentences: 3 },
      follows: ["One. Two! Three?", "He left. Why? nobody knows", 'He said "no." Then he left. He did.'],
      breaks: [
        "Mr. Smith went to the U.S. Army. He left",
        "A title\n\n- a bullet\n- another",
        "3.5 of 7.2 is a.b.c",
      ],
    },
    {
      kwargs: { relation: "less than", num_sentences: 2 },
      follows: ["One only.", "Wait... what"],
      breaks: ["One. Two."],
    },
  ],
  "length_constraints:number_words": [
    {
      kwargs: { relation: "at least", num_words: 4 },
      follows: ["one two-three four", "don't do it"],
      breaks: ["one two three", "- - - -"],
    },
    { kwargs: { relation: "less than", num_words: 2 }, follows: ["one"], breaks: ["one two"] },
  ],
  "punctuation:no_comma": [{ follows: ["no; comma"], breaks: ["a, b", "1,000"] }],
  "startend:end_checker": [
    {
      kwargs: { end_phrase: "So what is next?" },
      follows: ["Well. So what is next?", '"Well. so what is NEXT?" '],
      breaks: ["So what is next? Bye.", "So what is next"],
    },
  ],
  "startend:quotation": [{ follows: ['"a\nb"', ' "a" and "b" '], breaks: ["“a”", '"a', '"', "a"] }],
};
