"""The sentiment lexicon as the program carries it, and reference scores for it.

    pip install vaderSentiment==3.3.2
    python tools/lexicon_reference.py

Writes vader-lexicon.tsv, vader-emoji.tsv and vader-modifiers.tsv to
core/src/main/resources/org/covalence/text/lexicon: each word with its mean valence, each emoji of one
code point with its description, and the words and phrases that change a valence. Left out is what
can never be found: words with capitals or spaces (a token is made lower-case and has none), emoji
of several code points (a text is searched one code point at a time), and the deviations and votes.
Where a word stands in the original twice, the last one counts, as there.

Writes core/src/test/resources/org/covalence/text/lexicon/scores.json: invented sentences and what
the Python package says about them.
"""

import json
import platform
import random
from importlib.metadata import version
from pathlib import Path

from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

ROOT = Path(__file__).parents[1]
MAIN = ROOT / "core/src/main/resources/org/covalence/text/lexicon"
TEST = ROOT / "core/src/test/resources/org/covalence/text/lexicon"
NOTICE = "vaderSentiment 3.3.2, MIT License, Copyright (c) 2016 C.J. Hutto; C.J. Hutto and E.E. Gilbert, ICWSM 2014"

SENTENCES = r"""
The soup was good.
the soup was GOOD
THE SOUP WAS GOOD
The soup was GOOD.
The soup was BAD.
The soup was good!
The soup was good!!
The soup was good!!!
The soup was good!!!!
The soup was good!!!!!!!!
The soup was bad!!
Was the soup good?
Was the soup good??
Was the soup good???
Was the soup good????
Was the soup bad??!
The table is brown!!??
We bought a table.
very good soup
VERY good soup
VERY GOOD SOUP
very bad soup
VERY bad soup
very very good soup
so good
so very good
it is so extremely good
really tasty and really nice
a very warm, nice evening
a very long warm nice evening
barely good
hardly a good idea
it was somewhat bad
SOMEWHAT bad it was
kind of good
it was kind of a good day
they were sort of happy about it
it was just enough fun for us
sorta sad
less happy now
the food is kind of terrible here
KIND OF terrible soup
a kind person
kind of
that was kind
not good
not bad
not a good day
not such a good day
this is not at all such a good day
never good
never a good thing
never so good
never this good
never been so good
never been this good
he was never really happy
we have never felt so happy
it has seldom been nice
nobody said it was so good
they came and it was so good
they came and said this good thing
without a doubt a great idea
without doubt great
without any doubt great
without fun
without a smile
can't be happy
cant be happy
I don't really like it
isn't it lovely
wasn't great, wasn't awful
ain't nice
I wouldn't've liked it
Nothing good came of it
none of them smiled
neither nice nor useful
despite the good weather
rarely a success
uh-uh good
no good
no good reason
no
No.
no no
NO fun at all
there is no great joy in it
no friend or lover
no fun or joy
no fun nor joy here
there was no way or hope
say no
no, thanks
no LOVE for it
least good
the least good soup
at least good soup
very least good
At LEAST it was good
it is the least interesting book
least happy
of all the least likely winner
good but cold
cold but good
bad but good
good but bad
It was good, but it was awful and sad.
BUT it was good
but
good good but good good
happy but not so happy
nice nice but bad bad but great
I love it but I hate it, but I love it
the horrible cat but the nice dog
that is the shit
it really is the shit here
you are the bomb
they say it is the bomb today
he is a bad ass
he was such a bad ass
we met at the bus stop
we all met at the bus stop today
oh sure yeah right
yeah right, what a great plan
that was the kiss of death for us
this cake is to die for
really this cake is to die for
a truly strong beating heart
we heard a beating heart of love
such a badass
under the weather
We broke a leg on the ball
:)
:(
:D
:d
:-)
;) nice
:'( so sad
<3
</3
I <3 this
xD lol
LOL
lol
LMAO that was fun
o.O what
O_O wow
:P
^_^
:) :) :)
(: hello
good:)
nice :)!!
😀
😂😂😂
good😀day
good 😀day
I 💘 it 😢
💔
☀ ☀️
❤️ love ❤
👍🏽 great
great😀😀 fun
😀
 😡 angry
#love #sad
#loveit
@happy hello
"great"
'nice'
(good)
...good...
good.bad
good,bad
good-natured
well-loved
it's great
its' great
U.S. is great
***awesome***
a
I
I LOVE IT
I love IT
I LOVE it
1 2 3 GOOD
123
... ... ...
!!!
???
?? ?? ????
RT @you: What a beautiful morning!! http://t.co/abc
Sunday with the family ???? #blessed
Loooove this, sooooo happyyyy
GREAT great Great
Incredible. Incredible!
an incredible disaster
TOTALLY awful
utterly, utterly sad
flippin hilarious
more fun
most horrible most lovely
fucking great
little hope
the little happy dog
major win
major fail
It is not the very best, though hardly the worst!
Excellent ﬁne naïve café
Ⅷ GOOD ß
ǅ good GOOD
good\u00a0bad\u3000nice
good\u2028bad\u0085nice
good\u001cbad\u001fnice
good\u200bbad
\u00a0 good \u00a0
İ good GOOD
ΑΓΑΠΗ love
good\tbad\nnice
"""

DRAWN = (
    "good bad great awful love hate happy sad no not never so this least at very but without a doubt kind of sort the "
    "shit bomb beating heart bus stop yeah right to die for kiss death or nor don't barely REALLY Really GOOD BAD NOT "
    "just enough table chair and, is :) :( 😀 😢 lol! fun? extremely less NO But"
).split()


def tables(analyzer):
    words = {w: v for w, v in analyzer.lexicon.items() if w == w.lower() and not any(c.isspace() for c in w)}
    emoji = {e: d for e, d in analyzer.emojis.items() if len(e) == 1}
    modifiers = [f"degree\t{w}\t{v:g}" for w, v in BOOSTER_DICT.items()]
    modifiers += [f"idiom\t{w}\t{v:g}" for w, v in SPECIAL_CASES.items()]
    modifiers += [f"negation\t{w}" for w in NEGATE]
    for name, title, rows in (
        ("vader-modifiers.tsv", "Words and phrases that change a valence:", sorted(modifiers)),
        ("vader-lexicon.tsv", "Words and their mean valence, -4 to 4:", (f"{w}\t{v:g}" for w, v in sorted(words.items()))),
        ("vader-emoji.tsv", "Emoji and their descriptions:", (f"{e}\t{d}" for e, d in sorted(emoji.items()))),
    ):
        text = "\n".join([f"# {title} {NOTICE}", *rows]) + "\n"
        (MAIN / name).write_text(text, encoding="utf-8", newline="\n")
    return len(words), len(emoji)


def main():
    analyzer = SentimentIntensityAnalyzer()
    print(*tables(analyzer), "words and emoji")
    texts = [unescaped(s) for s in SENTENCES.strip("\n").split("\n")]
    texts += ["", " ", "\n"]
    draw = random.Random(1)
    texts += [" ".join(draw.choices(DRAWN, k=draw.randint(3, 12))) for _ in range(150)]
    cases = []
    for text in texts:
        scores = analyzer.polarity_scores(text)
        cases.append({"text": text, **{k: scores[k] for k in ("neg", "neu", "pos", "compound")}})
    made = f"Python {platform.python_version()}, vaderSentiment {version('vaderSentiment')}"
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    (TEST / "scores.json").write_text(f'{{"madeBy": "{made}", "cases": [\n{lines}\n]}}\n', encoding="utf-8")
    print(made, len(cases), "texts")


def unescaped(sentence):
    """Invisible characters stand in the list above as escapes."""
    for name in ("00a0", "3000", "2028", "0085", "001c", "001f", "200b"):
        sentence = sentence.replace("\\u" + name, chr(int(name, 16)))
    return sentence.replace("\\t", "\t").replace("\\n", "\n")


if __name__ == "__main__":
    main()
