#!/usr/bin/env python3
"""Prints the parts that SplitterTest and FoldsTest expect, computed apart from the Java code.

Posts 1 to 100; the last digit of the id gives the label: 0-2 negative, 3-5 neutral, 6-9 positive.
Each label is ordered by SHA-256 of ("split", seed, id), every part of it preceded by its length in
eight bytes; test posts come from the front, validation posts from the back. With these numbers a
tenth of each label is whole, so nothing is rounded.

Folds: each label in turn, ordered by SHA-256 of ("fold", seed, "repeat/0", "post " and id), each post
into the fold that has the fewest of its label, then the fewest posts, then the lowest number. The
validation part of a fold: the other posts in the same way, by ("validation", seed, "repeat/fold",
"post " and id), each where it adds less to the sum of squared deviations from a tenth and nine
tenths of its label and of all, relative to these.
"""
import hashlib
import platform


def key(seed, post):
    return sha256("split", str(seed), post)


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def parts(seed):
    test, validation = [], []
    for digits in ("012", "345", "6789"):
        stratum = sorted(
            (str(i) for i in range(1, 101) if str(i)[-1] in digits), key=lambda p: key(seed, p)
        )
        tenth = len(stratum) // 10
        test += stratum[:tenth]
        validation += stratum[-tenth:]
    return sorted(test, key=int), sorted(validation, key=int)


LABELS = ("012", "345", "6789")


def ordered(posts, *chance):
    for digits in LABELS:
        yield digits, sorted(
            (p for p in posts if p[-1] in digits), key=lambda p: sha256(*chance, "post " + p)
        )


def folds(seed, repeat, count):
    dealt = [[] for _ in range(count)]
    posts = [str(i) for i in range(1, 101)]
    for digits, stratum in ordered(posts, "fold", str(seed), f"{repeat}/0"):
        for post in stratum:
            own = [sum(p[-1] in digits for p in fold) for fold in dealt]
            dealt[min(range(count), key=lambda f: (own[f], len(dealt[f]), f))].append(post)
    return [sorted(fold, key=int) for fold in dealt]


def validation(seed, repeat, number, tested, share):
    rest = [str(i) for i in range(1, 101) if str(i) not in tested]
    parts = [[], []]
    shares = (share, 1 - share)
    for digits, stratum in ordered(rest, "validation", str(seed), f"{repeat}/{number}"):
        for post in stratum:
            costs = []
            for part, of in zip(parts, shares):
                own, whole = of * len(stratum), of * len(rest)
                held = sum(p[-1] in digits for p in part)
                costs.append((2 * (len(part) - whole) + 1) / whole + (2 * (held - own) + 1) / own)
            parts[costs[1] < costs[0]].append(post)
    return sorted(parts[0], key=int)


if __name__ == "__main__":
    print("Python", platform.python_version())
    for name, ids in zip(("test", "validation"), parts(seed=1)):
        print(name, " ".join(ids))
    for repeat, number in ((1, 1), (2, 10)):
        tested = folds(1, repeat, 10)[number - 1]
        print("repeat", repeat, "fold", number, "test", " ".join(tested))
        print("validation", " ".join(validation(1, repeat, number, tested, 0.1)))
