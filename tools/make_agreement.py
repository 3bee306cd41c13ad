"""Reference values for the agreement of annotators, from krippendorff, statsmodels and scikit-learn.

    pip install krippendorff==0.9.0 statsmodels==0.15.0 scikit-learn==1.9.1
    python tools/make_agreement.py > evaluation/src/test/resources/org/covalence/agreement/agreement.json

Votes are drawn by code; null is a missing vote, and a figure that is not defined.
"""
import json
import platform
import sys
from importlib.metadata import version

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa


def draw(seed, posts, annotators, classes, accuracy, missing):
    generator = np.random.default_rng(seed)
    truth = generator.choice(classes, posts, p=np.arange(1, classes + 1) / (classes * (classes + 1) / 2))
    right = generator.random((posts, annotators)) < accuracy
    votes = np.where(right, truth[:, None], generator.integers(0, classes, (posts, annotators))).astype(object)
    votes[generator.random((posts, annotators)) < missing] = None
    return votes.tolist()


def number(value):
    return None if value is None or not np.isfinite(value) else float(value)


def values(votes, classes):
    complete = all(v is not None for row in votes for v in row)
    reliability = np.array([[np.nan if v is None else v for v in row] for row in votes], float).T
    pairs = [
        [row[i] == row[j] for i in range(len(row)) for j in range(i) if row[i] is not None and row[j] is not None]
        for row in votes
    ]
    found = {
        "posts": sum(len(p) > 0 for p in pairs),
        "meanPairwise": number(np.mean([np.mean(p) for p in pairs if p])),
    }
    for level in ("nominal", "ordinal"):
        key = "alpha" + level.capitalize()
        try:
            found[key] = number(
                krippendorff.alpha(
                    reliability_data=reliability, level_of_measurement=level, value_domain=list(range(classes))
                )
            )
        except ValueError:
            found[key] = None
    with np.errstate(all="ignore"):
        found["fleissKappa"] = (
            number(fleiss_kappa(aggregate_raters(np.array(votes, int), n_cat=classes)[0], method="fleiss"))
            if complete
            else None
        )
        both = [row for row in votes if None not in row]
        found["cohenKappa"] = (
            number(cohen_kappa_score(*np.array(both, int).T, labels=list(range(classes)))) if len(votes[0]) == 2 else None
        )
    return found


def case(name, votes, classes):
    return {"name": name, "classes": classes, "votes": votes, "expected": values(votes, classes)}


def main():
    cases = [
        case("three annotators", draw(1, 40, 3, 3, 0.7, 0), 3),
        case("three annotators, votes missing", draw(2, 40, 3, 3, 0.7, 0.3), 3),
        case("two annotators", draw(3, 40, 2, 3, 0.6, 0), 3),
        case("two annotators, votes missing", draw(4, 40, 2, 3, 0.6, 0.2), 3),
        case("five annotators, four classes", draw(5, 30, 5, 4, 0.5, 0), 4),
        case("worse than chance", [[0, 1], [1, 0], [0, 1], [1, 0], [1, 1]], 2),
        case("all the same in two classes", [[0, 0, 0], [2, 2, 2]], 3),
        case("a class that nobody gave", [[0, 2, 0], [2, 2, 0], [0, 0, 0], [2, 0, 2]], 3),
        case("one class only", [[1, 1], [1, 1], [1, 1]], 3),
    ]
    tools = {"python": platform.python_version()}
    tools |= {m: version(m) for m in ("numpy", "krippendorff", "statsmodels", "scikit-learn")}
    rows = ",\n  ".join(json.dumps(c) for c in cases)
    sys.stdout.write('{"tools": ' + json.dumps(tools) + ',\n "cases": [\n  ' + rows + "\n ]}\n")


if __name__ == "__main__":
    main()
