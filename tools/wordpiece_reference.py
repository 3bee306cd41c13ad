"""Reference ids for WordPiece: a small drawn vocabulary and texts that are hard to cut.

    pip install tokenizers
    python tools/wordpiece_reference.py

Writes core/src/test/resources/org/covalence/text/wordpiece-tokenizer.json, a tokenizer as the Python
package saves it, and wordpiece.json beside it: the texts and the ids that the package gives, with a
text's own special tokens read as text. No piece and no text is taken from a published model or post.
"""

import json
import platform
from importlib.metadata import version
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

FOLDER = Path(__file__).parents[1] / "core/src/test/resources/org/covalence/text"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
WORDS = "the a sun sunny rain cloud day good bad happy sad cafe naive resume not is was so very don t s i m".split()
MARKS = list("!?.,'\"#@&$%^*()-_+=/:;<>[]{}|~`\\") + ["…", "“", "”", "’", "—", "¿", "。", "、"]
OTHERS = ["天", "気", "㐀", "テ", "ス", "ト", "안", "녕", "😂", "❤", "⚡", "ß", "σ", "ς", "ος", "ж", "я", "и", "שלום", "م", "ı", "ø"]
PIECES = ["##n", "##ny", "##s", "##y", "##ing", "##ed", "##less", "##ness", "##un", "##ly", "##er", "##e", "##day",
          "##τ", "##ι", "##σ", "##ς", "##م", "##ו", "##ト", "##ス", "##녕", "##😂", "##\ufe0f", "##0", "##1", "##ı", "##x"]
LETTERS = list("bcdefghklnopqruvwxyz0123456789")

TEXTS = [
    "", " ", "\t\r\n", "\u0000", "\u200b", "\ufeff", "�",
    "The sun is so good!", "SUNNY SUNDAY", "sunless sunlessness", "Don't", "don’t", "I'm happy... not sad?!",
    "rainy   day", "rain\tcloud\nday\r\nsun", "rain\u00a0cloud", "rain\u3000cloud", "rain\u2028cloud\u2029sun", "rain\u0085cloud",
    "rain\u000bcloud\u000csun", "su\u0000n su\u0007n su\u007fn", "su\u00adn su\u200bn su\u200dn su\ufeffn", "\ue000sun\uf8ff", "su\ufffdn",
    "café cafe\u0301 CAFÉ CAFE\u0301", "naïve Résumé", "a\u0301\u0302\u0303\u0304", "\u0301", "ǅ ǆ", "ﬁ ﬀ",
    "ΟΔΟΣ Σ ος ΤΙΣ", "İ I ı i", "STRASSE straße ẞ", "Ø ø Đ Ł",
    "天気", "sun天気rain", "㐀\U00020000\U0002b820\U0002b920\U0002f800", "テスト", "ﾃｽﾄ", "안녕", "がぎ", "天。気、",
    "😂", "😂😂", "sun😂", "❤️", "👩‍👩‍👧", "👍🏽", "⚡day⚡", "🇩🇪", "#sun #Rain_day", "@sun: rain", "https://sun.day/?a=1&b=2",
    "שלום sun", "\u202esun\u202c", "م\u064eم", "жя ЖЯИ й",
    "[CLS] sun [SEP] [PAD] [UNK] [MASK]", "##ny sun##ny", "&amp; <b>sun</b>", "“sun” — ‘rain’", "¿sun?", "$1 + 1 = ^2 ~ `x` | y \\ z",
    "ssssssss", "sun" * 33, "x" * 100, "x" * 101, "x" * 200 + " sun", "é" * 100, "é" * 101, "😂" * 101, "qqj", "sunj good", "j",
    "sun " * 40, "x" * 60, "\u0378sun", "\U000e0041sun", "½ ² ① Ⅷ", "a\u0488b", "_sun_rain_", "sun\u200b rain\u200b", "!?!?",
]


def main():
    vocabulary = {}
    for piece in SPECIAL + WORDS + MARKS + OTHERS + PIECES + LETTERS:
        vocabulary.setdefault(piece, len(vocabulary))
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True
    )
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[(t, vocabulary[t]) for t in ("[CLS]", "[SEP]")],
    )
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.save(str(FOLDER / "wordpiece-tokenizer.json"))
    tokenizer.encode_special_tokens = True
    cases = []
    for text in TEXTS:
        for most in (4, 32):
            tokenizer.enable_truncation(most)
            cases.append({"text": text, "maxTokens": most, "ids": tokenizer.encode(text).ids})
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    made = f"Python {platform.python_version()}, tokenizers {version('tokenizers')}"
    (FOLDER / "wordpiece.json").write_text(
        f'{{"madeBy": "{made}", "cases": [\n{lines}\n]}}\n', encoding="utf-8"
    )
    print(made, len(vocabulary), "pieces", len(TEXTS), "texts")


if __name__ == "__main__":
    main()
