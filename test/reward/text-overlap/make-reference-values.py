"""Writes reference-values.json: what published packages give for texts of our own.

    pip install sacrebleu==2.6.0 rouge-score==0.1.2
    python test/reward/text-overlap/make-reference-values.py
"""

import json
from importlib.metadata import version
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import BLEU, CHRF

FOX = "The quick brown fox jumps over the lazy dog."
HARBOUR = (
    "The old harbour lies quiet before dawn. Nets dry on the wall, and a single lamp burns in the "
    "chandler's window. By six the first boats come in, low in the water; by seven the market is loud "
    "with prices, gulls and laughter. At noon nobody is left but the cats."
)
HARBOUR_AGAIN = (
    "Before dawn the old harbour is quiet: nets are drying on the wall and one lamp burns in the "
    "chandler's window. The first boats come in at six, low in the water, and by seven the market is "
    "loud with gulls, prices and laughter. Only the cats are left at noon."
)

PAIRS = [
    # The same, and nothing of the same.
    (FOX, [FOX]),
    ("A", ["A"]),
    ("Two words", ["Two words"]),
    ("Three short words", ["Three short words"]),
    ("Completely different tokens here", [FOX]),
    ("12345", ["67890"]),
    # Empty, blank and nearly so.
    ("", [FOX]),
    ("   \n\t ", [FOX]),
    (".", [FOX]),
    ("...", ["..."]),
    ("the", [FOX]),
    ("The", [FOX]),
    ("dog.", [FOX]),
    ("a b", ["a b c d e f g"]),
    ("a b c d e f g", ["a b"]),
    # Shorter, longer, in another order, repeated.
    ("The quick brown fox", [FOX]),
    ("jumps over the lazy dog.", [FOX]),
    (FOX + " Then it sleeps under the old oak tree until evening.", [FOX]),
    ("dog lazy the over jumps fox brown quick The .", [FOX]),
    ("Over the lazy dog jumps the quick brown fox.", [FOX]),
    ("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]),
    ("The fox. The fox. The fox. The fox.", [FOX]),
    ("The quick brown fox jumped over a lazy dog.", [FOX]),
    ("A quick, brown fox jumps over the very lazy dog!", [FOX]),
    # Case and punctuation.
    ("THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG.", [FOX]),
    ("the quick brown fox jumps over the lazy dog", [FOX]),
    ("The quick-brown fox jumps -- over the lazy dog...", [FOX]),
    ('"The quick brown fox," he said, "jumps over the lazy dog."', [FOX]),
    ("(The) [quick] {brown} <fox> jumps/over the_lazy~dog`.", [FOX]),
    ("It's the dog's bone, isn't it?", ["It is the bone of the dog, is it not?", "It’s the dog’s bone, isn’t it?"]),
    ("co-operate re-\nenter", ["cooperate reenter", "co-operate re-enter"]),
    ("AT&amp;T &quot;rules&quot; &lt;ok&gt; &amp;lt;", ['AT&T "rules" <ok>']),
    ("<skipped>hello world", ["hello world"]),
    ("wait... what?! no, no; yes: maybe", ["Wait, what? No, no, yes maybe."]),
    ("e.g. this, i.e. that, etc.", ["For example this, that is that, etc."]),
    # Numbers.
    ("It cost $3,000.50 on 12-04-2024.", ["It cost $3,000.50 on 2024-04-12."]),
    ("Pi is 3.14159, not 3,14159.", ["Pi is about 3.14"]),
    (".5 and 5. and ,5 and 5,", ["0.5 and 5.0"]),
    ("1.2.3.4 is not 1,2,3,4", ["1.2.3.4"]),
    ("10-20 % of 7-Eleven's A-1 steaks", ["10 - 20% of 7 Eleven's A1 steaks"]),
    ("99 bottles, 98 bottles, 97 bottles", ["99 bottles of beer, 98 bottles of beer"]),
    # Lines and odd white space.
    ("one\ntwo\nthree\nfour", ["one two three four"]),
    ("one\r\ntwo\r\nthree", ["one two three"]),
    ("one\u00a0two\u2003three\u3000four", ["one two three four"]),
    ("one\u0085two\x1cthree\x1ffour", ["one two three four"]),
    ("one\ufefftwo\u200bthree", ["one two three"]),
    ("tab\tseparated\tvalues   and   runs", ["tab separated values and runs"]),
    ("trailing space \n", ["trailing space"]),
    ("a line that ends in a feff\ufeff", ["a line that ends in a feff"]),
    ("a line that ends in a separator-\n\x1c", ["a line that ends in a separator-"]),
    # Other letters.
    ("Der schnelle braune Fuchs springt über den faulen Hund.", ["Der flinke braune Fuchs springt über den trägen Hund."]),
    ("Le garçon a mangé une crème brûlée à Noël.", ["Le garcon a mange une creme brulee a Noel."]),
    ("cafe\u0301", ["café"]),
    ("İstanbul ve Iğdır", ["istanbul ve ığdır", "Istanbul"]),
    ("Δεν ξέρω τίποτα.", ["Δεν ξέρω ΤΊΠΟΤΑ πια."]),
    ("Быстрая лиса прыгает через собаку.", ["Быстрая рыжая лиса перепрыгивает через ленивую собаку."]),
    ("मैं आज बाज़ार जाऊँगा।", ["मैं कल बाज़ार जाऊँगा।"]),
    ("今日は市場に行って野菜を買います。", ["明日は市場に行って果物を買います。"]),
    ("我今天要去市场买一些蔬菜。", ["我明天要去市场买水果。", "今天我去市场。"]),
    ("서울은 한국의 수도이다", ["서울은 대한민국의 수도입니다"]),
    ("مرحبا بالعالم", ["مرحبا يا عالم"]),
    ("family 👨‍👩‍👧 and flag 🇫🇮 and 😀😀", ["family 👩‍👩‍👦 and flag 🇸🇪 and 😀"]),
    ("😀", ["😀"]),
    ("𝒜 mathematical 𝒷 letter", ["𝒜 mathematical 𝒸 letter"]),
    ("naïve Straße ﬁne", ["NAÏVE STRASSE FINE"]),
    # Several references.
    ("It is a guide to action which ensures that the military always obeys the commands of the party.",
     ["It is a guide to action that ensures that the military will forever heed Party commands.",
      "It is the guiding principle which guarantees the military forces always being under the command of the Party.",
      "It is the practical guide for the army always to heed the directions of the party."]),
    ("A cat sat on the mat", ["The cat sat on a mat", "A cat sat", "On the mat sat a cat, and purred"]),
    ("one two three four five", ["one two three", "one two three four five six seven"]),
    ("one two three four five", ["one two three four five six seven", "one two three"]),
    ("a b c d", ["b c", "a b x y", "c d e"]),
    ("short", ["a much longer reference that has nothing in common", "short", ""]),
    # Long.
    (HARBOUR, [HARBOUR_AGAIN]),
    (HARBOUR_AGAIN, [HARBOUR]),
    (HARBOUR, [FOX, HARBOUR_AGAIN, HARBOUR[:120]]),
    (" ".join(HARBOUR.split()[::2]), [HARBOUR]),
    (" ".join(reversed(HARBOUR.split())), [HARBOUR]),
    (HARBOUR * 5, [HARBOUR_AGAIN * 3]),
]

bleu = BLEU(effective_order=True)
chrf = CHRF()
rouge = RougeScorer(["rougeL"], use_stemmer=False)

values = {
    "versions": {name: version(name) for name in ["sacrebleu", "rouge-score"]},
    "pairs": [
        {
            "text": text,
            "references": references,
            "bleu": bleu.sentence_score(text, references).score,
            "rouge_l": rouge.score_multi(references, text)["rougeL"].fmeasure,
            "chrf": chrf.sentence_score(text, references).score,
        }
        for text, references in PAIRS
    ],
}
target = Path(__file__).with_name("reference-values.json")
target.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
print(len(PAIRS), "pairs")
