#!/usr/bin/env python3
"""Prints the parts that SplitterTest expects, computed apart from the Java code.

Posts 1 to 100; the last digit of the id gives the label: 0-2 negative, 3-5 neutral, 6-9 positive.
Each label is ordered by SHA-256 of ("split", seed, id), every part of it preceded by its length in
eight bytes; test posts come from the front, validation posts from the back. With these numbers a
tenth of each label is whole, so nothing is rounded.
"""
import hashlib
import platform


def key(seed, post):
    digest = hashlib.sha256()
    for part in ("split", str(seed), post):
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


if __name__ == "__main__":
    print("Python", platform.python_version())
    for name, ids in zip(("test", "validation"), parts(seed=1)):
        print(name, " ".join(ids))
