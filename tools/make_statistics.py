"""Reference values for the tests of the evaluation module, from scikit-learn, SciPy and statsmodels.

    pip install numpy scipy scikit-learn statsmodels
    python tools/make_statistics.py

Writes evaluation/src/test/resources/org/covalence/evaluation/statistics.json. All input is drawn
here from a fixed seed, and the versions of the tools stand in the file.
"""

import json
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy.stats import binom, binomtest
from sklearn.metrics import accuracy_score, balanced_accuracy_score, cohen_kappa_score
from sklearn.metrics import confusion_matrix, f1_score, matthews_corrcoef
from sklearn.metrics import precision_recall_fscore_support
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

CLASSES = 3
POSTS = 180
ROUNDS = 200_000
TARGET = Path(__file__).parents[1] / (
    "evaluation/src/test/resources/org/covalence/evaluation/statistics.json"
)


def scores(truth, predicted):
    declared = range(CLASSES)
    average = {
        kind: precision_recall_fscore_support(
            truth, predicted, labels=declared, average=kind, zero_division=0
        )
        for kind in (None, "macro", "weighted")
    }
    return {
        "accuracy": accuracy_score(truth, predicted),
        "balancedAccuracy": balanced_accuracy_score(truth, predicted),
        "macroPrecision": average["macro"][0],
        "macroRecall": average["macro"][1],
        "macroF1": average["macro"][2],
        "weightedPrecision": average["weighted"][0],
        "weightedF1": average["weighted"][2],
        "mcc": matthews_corrcoef(truth, predicted),
        # Undefined, and so NaN, where all posts are of one class and are called it: 0 by agreement.
        "cohensKappa": np.nan_to_num(cohen_kappa_score(truth, predicted, labels=declared)).item(),
        "precision": average[None][0].tolist(),
        "recall": average[None][1].tolist(),
        "f1": average[None][2].tolist(),
        "support": average[None][3].tolist(),
        "confusion": confusion_matrix(truth, predicted, labels=declared).tolist(),
    }


def case(name, truth, predicted):
    truth, predicted = list(map(int, truth)), list(map(int, predicted))
    return {"name": name, "truth": truth, "predicted": predicted, "scores": scores(truth, predicted)}


def mcnemar_case(only_first, only_second):
    p = mcnemar([[7, only_first], [only_second, 5]], exact=True).pvalue
    if only_first + only_second:
        assert abs(p - binomtest(only_first, only_first + only_second, 0.5).pvalue) < 1e-12
    else:
        p = 1.0
    return {"onlyFirst": only_first, "onlySecond": only_second, "p": float(p)}


def macro_f1(truth, predicted):
    """Macro-F1 of many samples at once: samples × posts in, samples out."""
    total = 0
    for k in range(CLASSES):
        both = ((truth == k) & (predicted == k)).sum(1)
        either = (truth == k).sum(1) + (predicted == k).sum(1)
        total = total + np.where(either > 0, 2 * both / np.maximum(either, 1), 0)
    return total / CLASSES


def naive_bootstrap(rng, truth, first, second):
    """Draws posts one by one; quantiles and spread of two scores and of their difference."""
    drawn = []
    for _ in range(ROUNDS // 2_000):
        posts = rng.integers(POSTS, size=(2_000, POSTS))
        scores_first = macro_f1(truth[posts], first[posts])
        scores_second = macro_f1(truth[posts], second[posts])
        drawn.append(np.stack([scores_first, scores_second, scores_first - scores_second]))
    drawn = np.concatenate(drawn, axis=1)
    assert abs(f1_score(truth, first, average="macro") - drawn[0].mean()) < 0.02
    return {
        name: {
            "low": float(np.quantile(values, 0.025)),
            "high": float(np.quantile(values, 0.975)),
            "standardDeviation": float(values.std()),
        }
        for name, values in zip(("macroF1OfFirst", "macroF1OfSecond", "difference"), drawn)
    }


def confused(rng, truth, skill):
    """Predictions that are right with probability `skill`, else drawn with the classes' shares."""
    guess = rng.choice(CLASSES, size=truth.size, p=[0.25, 0.15, 0.6])
    return np.where(rng.random(truth.size) < skill, truth, guess)


def main():
    rng = np.random.default_rng(20261124)
    truth = rng.choice(CLASSES, size=POSTS, p=[0.3, 0.1, 0.6])
    first, second = confused(rng, truth, 0.55), confused(rng, truth, 0.35)
    document = {
        "tools": {
            "python": platform.python_version(),
            **{t: version(t) for t in ("numpy", "scipy", "scikit-learn", "statsmodels")},
        },
        "classes": CLASSES,
        "cases": [
            case("first system", truth, first),
            case("second system", truth, second),
            case("class never predicted", [0, 1, 1, 2, 2, 2, 0], [0, 1, 0, 0, 1, 0, 0]),
            case("class never true", [0, 1, 1, 0, 1], [2, 1, 1, 0, 2]),
            case("class neither true nor predicted", [0, 2, 2, 0, 2], [2, 2, 2, 0, 0]),
            case("all right", [2, 1, 0, 1, 2], [2, 1, 0, 1, 2]),
            case("all wrong", [2, 1, 0, 1, 2], [0, 2, 1, 0, 1]),
            case("one post, right", [1], [1]),
            case("one post, wrong", [1], [2]),
            case("one class only", [2, 2, 2], [2, 2, 2]),
            case("one class only, missed", [2, 2, 2], [0, 1, 0]),
            case("constant prediction", [0, 1, 2, 0, 0, 2, 1], [0, 0, 0, 0, 0, 0, 0]),
        ],
        "wilson": [
            {"successes": k, "trials": n, "confidence": c, "low": float(low), "high": float(high)}
            for k, n, c in (
                (0, 1, 0.95), (1, 1, 0.95), (0, 25, 0.95), (25, 25, 0.95), (12, 25, 0.95),
                (268, 450, 0.95), (318, 450, 0.95), (318, 450, 0.99), (7, 9, 0.5),
                (10_000, 17_000, 0.95),
            )
            for low, high in [proportion_confint(k, n, alpha=1 - c, method="wilson")]
        ],
        "mcnemar": [
            mcnemar_case(b, c)
            for b, c in (
                (0, 0), (1, 0), (0, 6), (5, 5), (3, 12), (31, 14), (60, 92), (700, 801),
                (40_000, 40_900),
            )
        ],
        "holm": [
            {"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()}
            for p in (
                [0.03],
                [0.02, 0.001, 0.04],
                [0.3, 0.3, 0.3],
                [1.0, 0.0, 0.6, 0.01],
                [0.011, 0.02, 0.013, 0.9, 0.0004, 0.02],
            )
        ],
        "binomial": [
            {
                "successes": k,
                "trials": n,
                "low": float(binom.ppf(0.025, n, k / n) / n),
                "high": float(binom.ppf(0.975, n, k / n) / n),
            }
            for k, n in ((9, 20), (318, 450), (3, 450), (12_000, 17_000))
        ],
        "bootstrap": {"rounds": ROUNDS, **naive_bootstrap(rng, truth, first, second)},
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
