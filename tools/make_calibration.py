"""Reference values for the scores of probabilities and for calibration, from scikit-learn and SciPy.

    pip install numpy scipy scikit-learn
    python tools/make_calibration.py

Writes evaluation/src/test/resources/org/covalence/evaluation/calibration.json. All input is drawn
here from a fixed seed, and the versions of the tools stand in the file. What no tool offers is
computed by a formula that is told beside it, in another way than the program does where there is one.
"""

import json
import platform
from importlib.metadata import version
from itertools import permutations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score

CLASSES = 3
TARGET = Path(__file__).parents[1] / (
    "evaluation/src/test/resources/org/covalence/evaluation/calibration.json"
)


def absent(value):
    return None if np.isnan(value) else float(value)


def mean(values, weights):
    there = ~np.isnan(values)
    return absent(np.average(values[there], weights=weights[there]) if there.any() else np.nan)


def scores(truth, probabilities):
    onehot = np.eye(CLASSES)[truth]
    support = onehot.sum(0)
    auc = np.array([
        roc_auc_score(onehot[:, k], probabilities[:, k]) if 0 < support[k] < len(truth) else np.nan
        for k in range(CLASSES)
    ])
    precision = np.array([
        average_precision_score(onehot[:, k], probabilities[:, k]) if support[k] else np.nan
        for k in range(CLASSES)
    ])
    return {
        "rocAuc": [absent(a) for a in auc],
        "macroRocAuc": mean(auc, np.ones(CLASSES)),
        "weightedRocAuc": mean(auc, support),
        "averagePrecision": [absent(p) for p in precision],
        "macroAveragePrecision": mean(precision, np.ones(CLASSES)),
        "logLoss": float(log_loss(onehot, probabilities)),
        "brier": float(((probabilities - onehot) ** 2).sum(1).mean()),
    }


def reliability(truth, probabilities, bins=15):
    """np.digitize over the edges, closed on the right."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == truth
    place = np.clip(np.digitize(confidence, np.arange(bins + 1) / bins, right=True) - 1, 0, bins - 1)
    counts = np.bincount(place, minlength=bins)
    gaps = np.array([
        abs(right[place == m].mean() - confidence[place == m].mean()) if counts[m] else 0
        for m in range(bins)
    ])
    return {
        "counts": counts.tolist(),
        "expectedError": float((gaps * counts).sum() / len(truth)),
        "maximumError": float(gaps.max()),
    }


def area(right):
    """The mean risk over the coverages 1/n, 2/n, ..., 1 of posts in this order."""
    right = np.asarray(right)
    return float(np.mean(np.cumsum(1 - right) / np.arange(1, len(right) + 1)))


def risk_coverage(truth, probabilities):
    """Among posts of equal confidence the mean over all their orders, each tried where there are few."""
    confidence = probabilities.max(1)
    right = (probabilities.argmax(1) == truth).astype(int)
    if len(truth) <= 7:
        orders = [p for p in permutations(range(len(truth)))
                  if all(confidence[a] >= confidence[b] for a, b in zip(p, p[1:]))]
        curve = float(np.mean([area(right[list(p)]) for p in orders]))
    else:
        assert len(set(confidence)) == len(confidence)
        curve = area(right[np.argsort(-confidence)])
    return {"area": curve, "excessArea": curve - area(np.sort(right)[::-1])}


def case(name, truth, probabilities):
    truth, probabilities = np.asarray(truth), np.asarray(probabilities, float)
    return {
        "name": name,
        "truth": truth.tolist(),
        "probabilities": probabilities.tolist(),
        "scores": scores(truth, probabilities),
        "reliability": reliability(truth, probabilities),
        "riskCoverage": risk_coverage(truth, probabilities),
    }


def drawn(rng, posts, skill, sharpness):
    truth = rng.choice(CLASSES, size=posts, p=[0.3, 0.1, 0.6])
    logits = rng.normal(size=(posts, CLASSES)) + [0, -0.5, 0.5]
    logits[np.arange(posts), truth] += skill
    return truth, sharpness * logits


def temperature(name, truth, logits):
    """Bounded minimisation over the temperature itself, 0.05 to 20, with Platt's targets: (n + 1) / (n + K) for the
    truth, 1 / (n + K) for each other class."""
    truth, logits = np.asarray(truth), np.asarray(logits, float)
    targets = (np.eye(CLASSES)[truth] * len(truth) + 1) / (len(truth) + CLASSES)

    def loss(t):
        return float(-log_softmax(logits / t, axis=1)[np.arange(len(truth)), truth].mean())

    def smoothed(t):
        return float(-(targets * log_softmax(logits / t, axis=1)).sum(1).mean())

    found = minimize_scalar(smoothed, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-12})
    return {
        "name": name,
        "truth": truth.tolist(),
        "logits": logits.tolist(),
        "logLossBefore": loss(1),
        "temperature": float(found.x),
        "logLoss": loss(found.x),
    }


def main():
    rng = np.random.default_rng(20261125)
    truth, logits = drawn(rng, 160, 1.5, 1)
    short = np.round(softmax(logits, 1), 9)
    short[:, 2] = np.round(1 - short[:, 0] - short[:, 1], 9)
    rounded = np.round(softmax(logits, 1)[:40], 1)
    rounded[:, 2] = np.round(1 - rounded[:, 0] - rounded[:, 1], 1)
    sharp_truth, sharp = drawn(rng, 120, 1.0, 3)
    flat_truth, flat = drawn(rng, 120, 3.0, 0.3)
    document = {
        "tools": {
            "python": platform.python_version(),
            **{t: version(t) for t in ("numpy", "scipy", "scikit-learn")},
        },
        "cases": [
            case("distinct probabilities", truth, short),
            case("a class that never occurs", [0, 2, 2, 0, 2, 0],
                 [[.5, .2, .3], [.1, .1, .8], [.6, .3, .1], [.9, .1, 0], [.2, .3, .5], [.3, .3, .4]]),
            case("one class only", [1, 1, 1], [[.2, .5, .3], [.7, .2, .1], [0, 1, 0]]),
            case("one post, right", [2], [[.1, .2, .7]]),
            case("one post, wrong", [1], [[.1, .2, .7]]),
            case("sure and right", [0, 1, 2], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
            case("sure and wrong", [0, 1, 2], [[0, 1, 0], [0, 0, 1], [1, 0, 0]]),
            case("ties everywhere", [0, 1, 2, 2, 1, 2], [[.25, .25, .5]] * 6),
            case("two groups of ties", [0, 1, 2, 2, 1, 0, 2],
                 [[.25, .25, .5]] * 3 + [[.125, .75, .125]] * 4),
        ],
        "ranking": [
            {"truth": truth[:40].tolist(), "probabilities": rounded.tolist(),
             "rocAuc": [float(roc_auc_score(truth[:40] == k, rounded[:, k])) for k in range(CLASSES)],
             "averagePrecision": [
                 float(average_precision_score(truth[:40] == k, rounded[:, k])) for k in range(CLASSES)]}
        ],
        "temperature": [
            temperature("too sure", sharp_truth, sharp),
            temperature("too unsure", flat_truth, flat),
            temperature("as it should be", truth, logits),
        ],
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
