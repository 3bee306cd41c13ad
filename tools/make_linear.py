"""Writes made-up posts and what scikit-learn's linear classifier says of them, for LinearBaselineTest.

    python tools/make_linear.py training/src/test/resources/org/covalence/train/linear.json

Needs scikit-learn and numpy; their versions stand in the file. The posts are plain words between
spaces, which any tokenizer cuts alike.
"""

import json
import pathlib
import platform
import sys

import numpy
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

CLASSES = ["negative", "neutral", "positive"]
SHARES = [0.3, 0.15, 0.55]
WORDS = (
    "river garden window letter summer winter market bridge engine carpet lantern bottle mirror"
    " pillow ticket basket harbour meadow thunder whisper silver copper marble velvet"
).split()


def post(random, label):
    """Words of all classes, those of the own class more often, some of them twice."""
    own = WORDS[label * 6 : label * 6 + 8]
    count = random.integers(3, 11)
    words = [random.choice(own) if random.random() < 0.35 else random.choice(WORDS) for _ in range(count)]
    if random.random() < 0.4:
        words += [words[0]] * random.integers(1, 3)
    return " ".join(words)


def posts(random, count):
    labels = random.choice(3, count, p=SHARES)
    return [(post(random, int(k)), int(k)) for k in labels]


def main(file):
    random = numpy.random.default_rng(3)
    training = posts(random, 80)
    test = posts(random, 25)
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\S+")
    features = vectorizer.fit_transform([text for text, _ in training])
    labels = numpy.array([label for _, label in training])
    unknown = vectorizer.transform([text for text, _ in test])
    columns = []
    for k in range(3):
        weight = (len(labels) / 3 / (labels == k).sum()) ** 0.5
        one = LogisticRegression(
            solver="liblinear", C=3, class_weight={True: weight, False: 1.0}, tol=1e-8, max_iter=1000
        )
        columns.append(one.fit(features, labels == k).predict_proba(unknown)[:, 1])
    scores = numpy.stack(columns, axis=1)
    probabilities = scores / scores.sum(axis=1, keepdims=True)
    document = {
        "script": "tools/make_linear.py",
        "tools": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "numpy": numpy.__version__,
        },
        "training": [{"text": text, "label": CLASSES[k]} for text, k in training],
        "test": [
            {"text": text, "label": CLASSES[k], "probabilities": [round(float(p), 6) for p in row]}
            for (text, k), row in zip(test, probabilities)
        ],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print("terms", len(vectorizer.vocabulary_), "accuracy", (probabilities.argmax(1) == [k for _, k in test]).mean())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
