"""Writes the 16-bit floats that HalfPrecisionTest compares with.

    python tools/make_halves.py core/src/test/resources/org/covalence/store/halves.json

Needs numpy; its version stands in the file. Numbers are written as their bits, in hexadecimal.
"""

import hashlib
import json
import pathlib
import platform
import sys

import numpy


def bits(values):
    """Singles as their 32 bits."""
    return numpy.asarray(values, dtype=numpy.float32).view(numpy.uint32)


def neighbours(values):
    """Each single with the one below and the one above it."""
    single = numpy.asarray(values, dtype=numpy.float32)
    return numpy.concatenate(
        [single, numpy.nextafter(single, numpy.float32(-numpy.inf)), numpy.nextafter(single, numpy.float32(numpy.inf))]
    )


def main(file):
    halves = numpy.arange(65536, dtype=numpy.uint16).view(numpy.float16)
    finite = halves[numpy.isfinite(halves)].astype(numpy.float64)
    numbers = ~numpy.isnan(halves)
    random = numpy.random.default_rng(1)

    some = numpy.sort(random.choice(finite, 60, replace=False))
    ordered = numpy.unique(finite)
    at = random.integers(0, len(ordered) - 1, 60)
    ties = (ordered[at] + ordered[at + 1]) / 2
    edges = numpy.array([0.0, 2.0**-24, 2.0**-25, 3 * 2.0**-25, 2.0**-14, 2.0**-14 - 2.0**-25, 1.0, 65504.0, 65519.0, 65520.0, 1e6, 3e38])
    cases = numpy.concatenate(
        [neighbours(some), neighbours(ties), neighbours(edges), neighbours(-edges), bits_of_anything(random)]
    ).astype(numpy.float32)
    cases = numpy.unique(bits(cases)).view(numpy.float32)
    cases = cases[~numpy.isnan(cases)]

    with numpy.errstate(over="ignore"):
        rounded = cases.astype(numpy.float16).view(numpy.uint16)
    document = {
        "script": "tools/make_halves.py",
        "tools": {"python": platform.python_version(), "numpy": numpy.__version__},
        "numbersAsSinglesSha256": hashlib.sha256(
            halves[numbers].astype(numpy.float32).astype("<f4").tobytes()
        ).hexdigest(),
        "singles": [f"{b:08x}" for b in bits(cases)],
        "halves": [f"{h:04x}" for h in rounded],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")
    print(len(cases), "cases")


def bits_of_anything(random):
    """Singles from the whole range of exponents."""
    return random.integers(0, 2**32, 200, dtype=numpy.uint64).astype(numpy.uint32).view(numpy.float32)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
