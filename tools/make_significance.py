"""Reference values for significance tests, paired intervals and power.

    pip install numpy scipy scikit-learn statsmodels mlxtend
    pip install --no-deps deepsig==1.2.8 && pip install psutil joblib tqdm dill
    python tools/make_significance.py

(deepsig is deep-significance; it pins older versions of its dependencies than it needs.)

Writes evaluation/src/test/resources/org/covalence/evaluation/significance.json. All input is drawn
here from a fixed seed, and the versions of the tools stand in the file. Where no tool has a value,
it is computed here in the plainest way there is: by counting every outcome.
"""

import itertools
import json
import platform
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from deepsig import aso
from mlxtend.evaluate import cochrans_q as mlxtend_q
from mlxtend.evaluate import combined_ftest_5x2cv
from scipy import stats
from scipy.optimize import brentq
from sklearn.metrics import f1_score
from statsmodels.stats.contingency_tables import cochrans_q
from statsmodels.stats.proportion import proportion_confint, proportion_effectsize

CLASSES = 3
TARGET = Path(__file__).parents[1] / (
    "evaluation/src/test/resources/org/covalence/evaluation/significance.json"
)


def macro_f1(truth, called):
    """Macro-F1 of many samples at once: samples × posts in, samples out."""
    total = 0
    for k in range(CLASSES):
        both = ((truth == k) & (called == k)).sum(-1)
        either = (truth == k).sum(-1) + (called == k).sum(-1)
        total = total + np.where(either > 0, 2 * both / np.maximum(either, 1), 0)
    return total / CLASSES


def accuracy(truth, called):
    return (truth == called).mean(-1)


def confused(rng, truth, skill):
    guess = rng.choice(CLASSES, size=truth.size, p=[0.25, 0.15, 0.6])
    return np.where(rng.random(truth.size) < skill, truth, guess)


def mcnemar(b, c):
    tail = 2 * stats.binom.cdf(min(b, c), b + c, 0.5)
    mid = 1.0 if b == c else tail - stats.binom.pmf(min(b, c), b + c, 0.5)
    return {"onlyFirst": b, "onlySecond": c, "p": float(min(1, tail)), "midP": float(mid)}


def cochran(rng, posts, skills):
    truth = rng.integers(CLASSES, size=posts)
    called = [confused(rng, truth, s) for s in skills]
    result = cochrans_q(np.stack([c == truth for c in called], axis=1))
    q, p = mlxtend_q(truth, *called)
    assert abs(q - result.statistic) < 1e-9 and abs(p - result.pvalue) < 1e-9
    return {
        "truth": truth.tolist(),
        "called": [c.tolist() for c in called],
        "statistic": float(result.statistic),
        "p": float(result.pvalue),
    }


def all_signs(ranks):
    """The exact two-sided p-value of a signed-rank sum, by counting all 2^n signs."""
    signs = np.array(list(itertools.product((0, 1), repeat=len(ranks))), dtype=np.int8)
    sums = signs @ np.asarray(ranks)
    return lambda plus: min(1, 2 * min((sums <= plus + 1e-9).mean(), (sums >= plus - 1e-9).mean()))


def wilcoxon(name, first, second, method):
    """`method` is SciPy's, or `count` to count all signs."""
    first, second = np.round(first, 7), np.round(second, 7)
    d = np.round(first - second, 9)
    d = d[d != 0]
    ranks = stats.rankdata(np.abs(d))
    assert method != "exact" or len(set(ranks)) == len(first), name
    assert method != "asymptotic" or len(d) > 50, name
    plus = ranks[d > 0].sum()
    if method == "count":
        p = all_signs(ranks)(plus)
        if len(first) <= 13:
            assert abs(p - stats.wilcoxon(d, method="auto").pvalue) < 1e-12
    else:
        p = stats.wilcoxon(d, method=method, correction=True).pvalue
    return {
        "name": name,
        "first": first.tolist(),
        "second": second.tolist(),
        "plus": float(plus),
        "minus": float(ranks.sum() - plus),
        "p": float(p),
        "exact": method != "asymptotic",
    }


def five_by_two(first, second):
    d = np.asarray(first) - np.asarray(second)
    f = (d**2).sum() / (2 * d.var(axis=1, ddof=1).sum())
    told = iter(np.stack([first, second], axis=-1).reshape(-1).tolist())
    blind = SimpleNamespace(fit=lambda x, y: None)
    x = np.zeros((20, 1))
    y = np.arange(20) % 2
    theirs = combined_ftest_5x2cv(
        blind, blind, x, y, scoring=lambda estimator, x, y: next(told), random_seed=1
    )
    assert abs(theirs[0] - f) < 1e-9
    return {
        "first": np.asarray(first).tolist(),
        "second": np.asarray(second).tolist(),
        "statistic": float(f),
        "p": float(stats.f.sf(f, 10, 5)),
    }


def corrected_t(first, second, trained, tested):
    d = np.asarray(first) - np.asarray(second)
    k = len(d)
    plain = stats.ttest_1samp(d, 0)
    t = plain.statistic * np.sqrt((1 / k) / (1 / k + tested / trained))
    error = d.mean() / t
    half = abs(error) * stats.t.ppf(0.975, k - 1)
    return {
        "first": list(map(float, first)),
        "second": list(map(float, second)),
        "trained": trained,
        "tested": tested,
        "mean": float(d.mean()),
        "t": float(t),
        "p": float(2 * stats.t.sf(abs(t), k - 1)),
        "low": float(d.mean() - half),
        "high": float(d.mean() + half),
    }


def tango(b, c, n, confidence):
    """Inverts the score test; the likelihood is maximised by the root of its slope."""
    z = stats.norm.ppf((1 + confidence) / 2)

    def errors(d):
        def slope(q):
            return (b / (q + d) if b else 0) + (c / q if c else 0) - 2 * (n - b - c) / (
                1 - 2 * q - d
            )

        low, high = max(0, -d) + 1e-14, (1 - d) / 2 - 1e-14
        if slope(low) <= 0:
            q = max(0, -d)
        elif slope(high) >= 0:
            q = (1 - d) / 2
        else:
            q = brentq(slope, low, high, xtol=1e-16, rtol=1e-14)
        return (b - c - n * d) / np.sqrt(n * (2 * q + d * (1 - d)))

    here = (b - c) / n
    low = brentq(lambda d: errors(d) - z, -1 + 1e-12, here - 1e-13, xtol=1e-15) if here > -1 else -1
    high = brentq(lambda d: errors(d) + z, here + 1e-13, 1 - 1e-12, xtol=1e-15) if here < 1 else 1
    return {
        "onlyFirst": b,
        "onlySecond": c,
        "posts": n,
        "confidence": confidence,
        "low": float(low),
        "high": float(high),
    }


def clustered_mcnemar(group, truth, first, second):
    group, truth, first, second = map(np.asarray, (group, truth, first, second))
    names = np.unique(group)
    right = [(called == truth).astype(int) for called in (first, second)]
    sizes = np.array([(group == g).sum() for g in names])
    x1, x2 = (np.array([r[group == g].sum() for g in names]) for r in right)
    m, n = len(names), len(truth)
    # Obuchowski's section 2 as it stands, the proportion pooled under the null hypothesis.
    pooled = (x1.sum() + x2.sum()) / (2 * n)
    e1, e2 = x1 - sizes * pooled, x2 - sizes * pooled
    scale = m / (m - 1) / n**2
    variance = scale * ((e1**2).sum() + (e2**2).sum() - 2 * (e1 * e2).sum())
    statistic = ((x1.sum() - x2.sum()) / n) ** 2 / variance
    d = x1 - x2
    speaking = d[d != 0]
    sums = np.array(list(itertools.product((-1, 1), repeat=len(speaking)))) @ speaking
    seen = abs(d.sum())
    larger, equal = (abs(sums) > seen).mean(), (abs(sums) == seen).mean()
    return {
        "group": group.tolist(),
        "truth": truth.tolist(),
        "first": first.tolist(),
        "second": second.tolist(),
        "statistic": float(statistic),
        "asymptoticP": float(stats.chi2.sf(statistic, 1)),
        "p": float(larger + equal),
        "midP": float(larger + equal / 2) if seen else 1.0,
    }


def randomisation(group, truth, first, second):
    """Exact p-values of the differences of accuracy and macro-F1, over all exchanges of groups."""
    names, place = np.unique(group, return_inverse=True)
    swaps = np.array(list(itertools.product((False, True), repeat=len(names))))[:, place]
    result = {
        "group": list(map(int, group)),
        "truth": truth.tolist(),
        "first": first.tolist(),
        "second": second.tolist(),
    }
    for name, score in (("accuracy", accuracy), ("macroF1", macro_f1)):
        a = score(truth, np.where(swaps, second, first))
        b = score(truth, np.where(swaps, first, second))
        seen = score(truth, first) - score(truth, second)
        result[name] = {
            "difference": float(seen),
            "p": float((abs(a - b) >= abs(seen) - 1e-12).mean()),
        }
    return result


def accelerated(rng, posts, skill, score):
    """SciPy's BCa interval from replicates that are stored too."""
    truth = rng.choice(CLASSES, size=posts, p=[0.3, 0.1, 0.6])
    called = confused(rng, truth, skill)
    drawn = rng.integers(posts, size=(400, posts))
    replicates = score(truth[drawn], called[drawn])

    def interval(distribution):
        return stats.bootstrap(
            (truth, called),
            lambda t, c, axis=-1: score(t, c),
            paired=True,
            vectorized=True,
            n_resamples=0,
            bootstrap_result=SimpleNamespace(bootstrap_distribution=distribution),
            method="BCa",
        ).confidence_interval

    drawn = np.concatenate(
        [
            score(truth[i], called[i])
            for i in (rng.integers(posts, size=(2_000, posts)) for _ in range(100))
        ]
    )
    few, many = interval(replicates), interval(drawn)
    return {
        "score": score.__name__,
        "truth": truth.tolist(),
        "called": called.tolist(),
        "measured": float(score(truth, called)),
        "replicates": [float(r) for r in replicates],
        "low": float(few.low),
        "high": float(few.high),
        "ofManyRounds": {
            "low": float(many.low),
            "high": float(many.high),
            "standardDeviation": float(drawn.std()),
        },
    }


def cluster_bootstrap(rng, group, truth, called):
    """Draws groups one by one and puts their posts together."""
    members = [np.flatnonzero(group == g) for g in np.unique(group)]
    drawn = {"accuracy": [], "macroF1": []}
    for _ in range(40_000):
        posts = np.concatenate([members[i] for i in rng.integers(len(members), size=len(members))])
        drawn["accuracy"].append(accuracy(truth[posts], called[posts]))
        drawn["macroF1"].append(macro_f1(truth[posts], called[posts]))
    return {
        "group": group.tolist(),
        "truth": truth.tolist(),
        "called": called.tolist(),
        **{
            name: {
                "low": float(np.quantile(values, 0.025)),
                "high": float(np.quantile(values, 0.975)),
                "standardDeviation": float(np.std(values)),
            }
            for name, values in drawn.items()
        },
    }


def violation(first, second):
    """The two quantile functions on a grid that both their steps fall on."""
    n = len(first) * len(second)
    a = np.repeat(np.sort(first), n // len(first))
    b = np.repeat(np.sort(second), n // len(second))
    squares = (b - a) ** 2
    return 0.5 if squares.sum() == 0 else squares[b > a].sum() / squares.sum()


def stochastic_order(rng, first, second):
    ratio = violation(first, second)
    drawn = [
        violation(rng.choice(first, len(first)), rng.choice(second, len(second)))
        for _ in range(50_000)
    ]
    theirs = aso(
        first, second, num_bootstrap_iterations=1_000, dt=0.002, seed=5, show_progress=False
    )
    bound = np.clip(ratio + stats.norm.ppf(0.95) * np.std(drawn), 0, 1)
    assert abs(theirs - bound) < 0.05, (theirs, bound)
    return {
        "first": list(map(float, first)),
        "second": list(map(float, second)),
        "violation": float(ratio),
        "standardDeviation": float(np.std(drawn)),
        "epsilonMin": float(bound),
        "epsilonMinOfDeepSignificance": float(theirs),
    }


def a12(first, second):
    wins = np.mean([(a > b) + 0.5 * (a == b) for a in first for b in second])
    m, n = len(first), len(second)
    z = stats.norm.ppf(0.975)

    def beyond(share):
        f = (m + n) / 2 - 1
        v = share * (1 - share) * (1 + f * (1 - share) / (2 - share) + f * share / (1 + share))
        return abs(share - wins) - z * np.sqrt(v / (m * n))

    # At 0 and 1 the spread vanishes: the ends are searched for inside.
    low = brentq(beyond, 1e-9, wins - 1e-9, xtol=1e-15) if wins > 0 else 0
    high = brentq(beyond, wins + 1e-9, 1 - 1e-9, xtol=1e-15) if wins < 1 else 1
    return {
        "first": list(map(float, first)),
        "second": list(map(float, second)),
        "value": float(wins),
        "low": float(low),
        "high": float(high),
    }


def power(posts, discordant, difference, level):
    """Counts every outcome: so many posts for the one, so many for the other."""
    b, c = np.meshgrid(np.arange(posts + 1), np.arange(posts + 1), indexing="ij")
    inside = b + c <= posts
    b, c = b[inside], c[inside]
    p = np.minimum(1, 2 * stats.binom.cdf(np.minimum(b, c), b + c, 0.5))
    shares = [(discordant + difference) / 2, (discordant - difference) / 2, 1 - discordant]
    chance = stats.multinomial.pmf(np.stack([b, c, posts - b - c], axis=-1), posts, shares)
    return {
        "posts": posts,
        "discordant": discordant,
        "difference": difference,
        "level": level,
        "power": float(chance[p < level].sum()),
    }


def needed(discordant, difference, wanted):
    """The fewest posts, by asking one number after the other; beside it Connor's formula."""
    posts = 1
    while power(posts, discordant, difference, 0.05)["power"] < wanted:
        posts += 1
    a, b = stats.norm.ppf(0.975), stats.norm.ppf(wanted)
    connor = (
        (a * np.sqrt(discordant) + b * np.sqrt(discordant - difference**2)) / difference
    ) ** 2
    return {
        "discordant": discordant,
        "difference": difference,
        "power": wanted,
        "posts": posts,
        "connor": float(connor),
    }


def main():
    rng = np.random.default_rng(20261125)
    folds = rng.normal(0.7, 0.02, size=(8, 60))
    third = (rng.integers(0, 9, 20) - 3) / 100
    few = rng.integers(CLASSES, size=(6, 12))
    pairs = np.array([0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8])
    groups = np.sort(np.concatenate([np.arange(70), rng.integers(70, size=50)]))
    of_group = rng.choice(CLASSES, size=70, p=[0.3, 0.1, 0.6])
    truth = of_group[groups]
    alike = rng.random(120) < 0.7
    called = np.where(alike, confused(rng, of_group, 0.5)[groups], confused(rng, truth, 0.5))
    bentur = tango(1, 7, 21, 0.95)
    # Fagerland, Lydersen and Laake (2014), airway hyper-responsiveness.
    assert round(bentur["low"], 3) == -0.517 and round(bentur["high"], 3) == -0.026, bentur
    document = {
        "tools": {
            "python": platform.python_version(),
            **{
                t: version(t)
                for t in ("numpy", "scipy", "scikit-learn", "statsmodels", "mlxtend", "deepsig")
            },
        },
        "mcnemar": [
            mcnemar(b, c)
            for b, c in ((0, 0), (1, 0), (0, 6), (5, 5), (3, 12), (31, 14), (700, 801))
        ],
        "cochran": [
            cochran(rng, 60, (0.5, 0.6, 0.2, 0.4)),
            cochran(rng, 90, (0.5, 0.45, 0.5)),
            cochran(rng, 40, (0.7, 0.3)),
        ],
        "wilcoxon": [
            wilcoxon("five folds", folds[0][:5], folds[1][:5], "exact"),
            wilcoxon("ten folds", folds[0][:10], folds[1][:10] - 0.01, "exact"),
            wilcoxon("twenty-five", folds[2][:25], folds[3][:25] - 0.004, "exact"),
            wilcoxon("fifty", folds[4][:50], folds[5][:50] - 0.006, "exact"),
            wilcoxon("equal differences and zeros, ten", 0.7 + third[:10], np.full(10, 0.7), "count"),
            wilcoxon("equal differences, twenty", 0.7 + third, np.full(20, 0.69), "count"),
            wilcoxon("sixty", folds[6], folds[7] - 0.004, "asymptotic"),
            wilcoxon(
                "sixty with equal differences",
                np.round(folds[6], 3),
                np.round(folds[7] - 0.004, 3),
                "asymptotic",
            ),
        ],
        "fiveByTwo": [
            five_by_two(
                rng.normal(0.72, 0.02, size=(5, 2)).round(3),
                rng.normal(0.69, 0.02, size=(5, 2)).round(3),
            )
            for _ in range(3)
        ],
        "correctedT": [
            corrected_t(folds[0][:10].round(3), folds[1][:10].round(3) - 0.02, 405, 45),
            corrected_t(folds[2][:5].round(3), folds[3][:5].round(3), 360, 90),
        ],
        "tango": [
            bentur,
            *(
                tango(b, c, n, confidence)
                for b, c, n, confidence in (
                    (0, 0, 450, 0.95),
                    (0, 0, 1, 0.95),
                    (1, 0, 1, 0.95),
                    (5, 0, 40, 0.95),
                    (12, 25, 171, 0.95),
                    (40, 20, 160, 0.95),
                    (88, 49, 300, 0.95),
                    (88, 49, 300, 0.99),
                    (1500, 1400, 17_000, 0.95),
                )
            ),
        ],
        "clusteredMcNemar": [
            clustered_mcnemar(pairs, few[0], few[1], few[2]),
            clustered_mcnemar(pairs, few[0], few[0], few[2]),
            clustered_mcnemar(np.arange(12) // 4, few[3], few[4], few[5]),
            clustered_mcnemar(np.arange(12), few[0], few[1], few[2]),
        ],
        "randomisation": [
            randomisation(np.arange(12), few[0], few[1], few[2]),
            randomisation(np.arange(12), few[0], few[0], few[2]),
            randomisation(np.arange(12), few[3], np.where(few[4] == 1, few[3], few[4]), few[5]),
            randomisation(pairs, few[0], few[0], few[2]),
        ],
        "accelerated": [
            accelerated(rng, 60, 0.5, macro_f1),
            accelerated(rng, 80, 0.93, accuracy),
        ],
        "clusterBootstrap": cluster_bootstrap(rng, groups, truth, called),
        "stochasticOrder": [
            stochastic_order(rng, folds[0][:5].round(3) + 0.02, folds[1][:5].round(3)),
            stochastic_order(rng, folds[2][:5].round(3), folds[3][:7].round(3)),
            stochastic_order(rng, folds[4][:10].round(3) + 0.008, folds[5][:10].round(3)),
        ],
        "a12": [
            a12(folds[0][:5].round(3), folds[1][:5].round(3)),
            a12(folds[2][:10].round(2), folds[3][:7].round(2)),
            a12([0.3, 0.4], [0.1, 0.2, 0.2]),
        ],
        "cohen": [
            {
                "onlyFirst": b,
                "onlySecond": c,
                "posts": n,
                "g": b / (b + c) - 0.5,
                "gLow": float(proportion_confint(b, b + c, method="wilson")[0] - 0.5),
                "gHigh": float(proportion_confint(b, b + c, method="wilson")[1] - 0.5),
                "h": float(proportion_effectsize((n / 2 + b) / n, (n / 2 + c) / n)),
            }
            for b, c, n in ((88, 49, 300), (3, 12, 450), (4, 4, 100))
        ],
        "power": [
            power(n, psi, d, level)
            for n, psi, d, level in (
                (1, 0.5, 0.1, 0.05),
                (6, 0.9, 0.9, 0.05),
                (20, 0.4, 0.3, 0.05),
                (40, 0.35, 0.2, 0.05),
                (90, 0.2, 0.0, 0.05),
                (90, 0.2, 0.12, 0.0167),
                (450, 0.2, 0.05, 0.05),
                (450, 0.3, 0.0, 0.05),
            )
        ],
        "neededPosts": [needed(0.3, 0.25, 0.8), needed(0.2, 0.12, 0.8), needed(0.4, 0.3, 0.9)],
    }
    mean = document["accelerated"][0]
    assert abs(mean["measured"] - f1_score(mean["truth"], mean["called"], average="macro")) < 1e-12
    TARGET.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
