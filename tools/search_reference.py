"""Reference values for the search over settings, from Optuna.

    pip install optuna==5.0.0
    python tools/search_reference.py > training/src/test/resources/org/covalence/search/optuna.json

The best value of 100 trials, for 30 seeds, on three functions that are minimised: by the multivariate tree-structured
Parzen estimator with groups, and by chance. And importances by PED-ANOVA of two tables of trials, drawn by code, whose
values are minimised; a parameter that a trial does not have is left out of its row.
"""
import json
import math
import platform
import random
import sys
import warnings
from importlib.metadata import version

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

TRIALS = 100
SEEDS = 30

HARTMANN_WEIGHTS = [1.0, 1.2, 3.0, 3.2]
HARTMANN_SCALES = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
HARTMANN_CENTRES = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def branin(trial):
    """Least: 0.397887."""
    x, y = trial.suggest_float("x", -5, 10), trial.suggest_float("y", 0, 15)
    bent = y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6
    return bent**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann(trial):
    """Least: -3.32237."""
    x = [trial.suggest_float(f"x{i}", 0, 1) for i in range(6)]
    return -sum(
        weight * math.exp(-sum(s * (v - c) ** 2 for s, v, c in zip(scales, x, centres)))
        for weight, scales, centres in zip(HARTMANN_WEIGHTS, HARTMANN_SCALES, HARTMANN_CENTRES)
    )


def families(trial):
    """Least: 0, in the family lstm."""
    value = 2 * (trial.suggest_float("dropout", 0, 0.9) - 0.3) ** 2
    if trial.suggest_categorical("family", ["densenet", "lstm"]) == "lstm":
        rate = trial.suggest_float("rate", 1e-5, 1e-1, log=True)
        width = trial.suggest_int("width", 16, 512, log=True)
        return value + 0.3 * (math.log10(rate) + 2.5) ** 2 + 0.4 * ((math.log2(width) - 7) / 3) ** 2
    depth = trial.suggest_int("depth", 4, 40, step=4)
    share = trial.suggest_float("share", 0, 1)
    return value + 0.1 + 0.4 * ((depth - 28) / 12) ** 2 + 2 * (share - 0.7) ** 2


def best(function, sampler):
    study = optuna.create_study(sampler=sampler)
    study.optimize(function, n_trials=TRIALS)
    return study.best_value


def compared(function):
    tpe = lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True)
    return {
        "tpe": [best(function, tpe(seed)) for seed in range(SEEDS)],
        "random": [best(function, optuna.samplers.RandomSampler(seed=seed)) for seed in range(SEEDS)],
    }


def plain(generator):
    rate = math.exp(generator.uniform(math.log(1e-4), math.log(1e-1)))
    row = {"rate": rate, "dropout": generator.uniform(0, 0.9), "width": 32 * generator.randint(1, 8),
           "layers": generator.choice([1, 2, 3, 4]), "fusion": generator.choice(["attention", "concatenation", "none"])}
    value = (math.log10(rate) + 2) ** 2 + 0.3 * (row["dropout"] - 0.4) ** 2 + (row["fusion"] == "none")
    return row, value + 0.001 * row["width"] + 0.05 * generator.random()


def conditional(generator):
    row = {"family": generator.choice(["densenet", "lstm"]), "dropout": generator.uniform(0, 0.9)}
    if row["family"] == "lstm":
        row["width"] = round(math.exp(generator.uniform(math.log(16), math.log(512))))
        return row, (math.log2(row["width"]) - 7) ** 2 / 9 + 0.2 * row["dropout"]
    row["share"] = generator.uniform(0, 1)
    return row, 0.2 + 2 * (row["share"] - 0.7) ** 2 + 0.2 * row["dropout"]


DOMAINS = {
    "plain": {"rate": FloatDistribution(1e-4, 1e-1, log=True), "dropout": FloatDistribution(0, 0.9),
              "width": IntDistribution(32, 256, step=32), "layers": IntDistribution(1, 4),
              "fusion": CategoricalDistribution(["attention", "concatenation", "none"])},
    "conditional": {"family": CategoricalDistribution(["densenet", "lstm"]), "dropout": FloatDistribution(0, 0.9),
                    "width": IntDistribution(16, 512, log=True), "share": FloatDistribution(0, 1)},
}


def importances(name, draw, trials):
    generator = random.Random(7)
    study = optuna.create_study()
    rows = []
    for _ in range(trials):
        row, value = draw(generator)
        rows.append({"settings": row, "value": value})
        study.add_trial(
            optuna.trial.create_trial(params=row, distributions={k: DOMAINS[name][k] for k in row}, value=value)
        )
    evaluator = optuna.importance.PedAnovaImportanceEvaluator()
    return {"trials": rows, "importance": optuna.importance.get_param_importances(study, evaluator=evaluator)}


def table(rows):
    return "[\n   " + ",\n   ".join(json.dumps(row) for row in rows) + "\n  ]"


def main():
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    tools = {"python": platform.python_version(), **{p: version(p) for p in ("optuna", "numpy")}}
    best_values = {f.__name__: compared(f) for f in (branin, hartmann, families)}
    tables = {
        "plain": importances("plain", plain, 120),
        "conditional": importances("conditional", conditional, 150),
    }
    sys.stdout.write('{"tools": ' + json.dumps(tools) + f',\n "trials": {TRIALS},\n "best": {{\n  ')
    sys.stdout.write(",\n  ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in best_values.items()))
    sys.stdout.write('\n },\n "importances": {\n  ')
    sys.stdout.write(
        ",\n  ".join(
            f'{json.dumps(k)}: {{"importance": {json.dumps(v["importance"])}, "trials": {table(v["trials"])}}}'
            for k, v in tables.items()
        )
    )
    sys.stdout.write("\n }\n}\n")


if __name__ == "__main__":
    main()
