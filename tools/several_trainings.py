"""One table of several cross-validations that differ in --training-seed alone.

    pip install scipy
    python tools/several_trainings.py runs/seed-1 runs/seed-2 runs/seed-3

Reads metrics.json of each folder that compare --folds wrote. Prints mean and standard deviation over
the trainings for each system, and for each pair the difference and the corrected resampled t test
(Nadeau and Bengio, 2003) over the folds, each fold being the mean of its trainings, with Holm's
correction over the pairs of a figure. Of one folder it prints the p that compare itself writes.
"""

import itertools
import json
import statistics
import sys
from pathlib import Path

from scipy.stats import t as student

FIGURES = ["accuracy", "macroF1", "weightedF1"]


def holm(values):
    corrected, largest = {}, 0.0
    for rank, key in enumerate(sorted(values, key=values.get)):
        largest = max(largest, min(1.0, (len(values) - rank) * values[key]))
        corrected[key] = largest
    return corrected


def over_trainings(values):
    spread = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{100 * statistics.mean(values):.1f}, {100 * spread:.1f}"


def folds(run, name):
    return sorted((f for f in run["folds"] if f["name"] == name), key=lambda f: f["fold"])


def corrected_t(runs, first, second, figure):
    """Mean difference over the folds and its p."""
    differences = [
        statistics.mean(a[figure] - b[figure] for a, b in trainings)
        for trainings in zip(*(zip(folds(run, first), folds(run, second)) for run in runs))
    ]
    parts = folds(runs[0], first)
    ratio = sum(f["posts"] for f in parts) / sum(f["trainingPosts"] for f in parts)
    mean = statistics.mean(differences)
    variance = (1 / len(differences) + ratio) * statistics.variance(differences)
    return mean, 2 * student.sf(abs(mean) / variance**0.5, len(differences) - 1)


def main(folders):
    runs = [json.loads((Path(folder) / "metrics.json").read_text()) for folder in folders]
    for folder, run in zip(folders, runs):
        if not run.get("folds") or "systems" not in run:
            sys.exit(f"{folder}: expected a cross-validation of compare --folds")
        if run["signature"] != runs[0]["signature"]:
            sys.exit(f"{folder}: expected the posts and folds of {folders[0]}")
    names = [system["name"] for system in runs[0]["systems"]]
    for name in names:
        systems = [next(s for s in run["systems"] if s["name"] == name) for run in runs]
        cells = [over_trainings([s[figure]["value"] for s in systems]) for figure in FIGURES]
        neutral = statistics.mean(s["perClass"]["neutral"]["recall"] for s in systems)
        print(f"{name}: {' / '.join(cells)}; neutral recall {100 * neutral:.1f}")
    for figure in FIGURES[:2]:
        results = {
            pair: corrected_t(runs, *pair, figure) for pair in itertools.combinations(names[::-1], 2)
        }
        corrected = holm({pair: p for pair, (_, p) in results.items()})
        for (first, second), (mean, _) in results.items():
            print(f"{figure}: {first} - {second} {100 * mean:+.2f}, p (Holm) {corrected[first, second]:.4f}")


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
