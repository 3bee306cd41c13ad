"""Reference weights for Terms.

    pip install scikit-learn
    python tools/terms_reference.py

Writes core/src/test/resources/org/covalence/text/terms.json: the words of invented posts, and the
terms and weights that scikit-learn gives them, learnt from the training posts alone.
"""

import json
import platform
from importlib.metadata import version
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

TARGET = Path(__file__).parents[1] / "core/src/test/resources/org/covalence/text/terms.json"

TRAINING = """
the sun is out and the sun is warm
the rain is back and the day is over
a warm day , a good day !!
good good good morning !!
is n't it a good day ?
<url> <user> the sun !!
café au lait and the rain

good morning <user>
the day the rain came back
""".strip("\n").split("\n")
OTHER = [
    "the sun and the rain",
    "the the the the sun",
    "good morning good morning !! !!",
    "nobody knew these",
    "",
    "café",
    "is n't it over ?",
    "sun",
]


def main():
    vectorizer = TfidfVectorizer(
        tokenizer=str.split, preprocessor=None, lowercase=False, token_pattern=None,
        ngram_range=(1, 2), min_df=2, sublinear_tf=True,
    )
    vectorizer.fit(TRAINING)
    names = vectorizer.get_feature_names_out()
    cases = []
    for text in TRAINING + OTHER:
        row = vectorizer.transform([text]).tocsr()
        row.sort_indices()
        weights = {names[i]: float(w) for i, w in zip(row.indices, row.data)}
        cases.append({"words": text.split(), "weights": weights})
    made = f"Python {platform.python_version()}, scikit-learn {version('scikit-learn')}"
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    TARGET.write_text(
        f'{{"madeBy": "{made}", "training": {len(TRAINING)},\n"terms": {json.dumps(list(names))},\n'
        f'"posts": [\n{lines}\n]}}\n',
        encoding="utf-8",
    )
    print(made, len(names), "terms")


if __name__ == "__main__":
    main()
