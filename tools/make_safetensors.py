"""Writes the safetensors files that SafetensorsTest compares with, and what they hold.

    python tools/make_safetensors.py core/src/test/resources/org/covalence/store

Needs the packages safetensors and numpy; their versions stand in the expected values.
"""

import json
import pathlib
import platform
import struct
import sys

import numpy
import safetensors
from safetensors import numpy as save

FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 3.14159265, 65504.0, 6.0e-8, 6.1e-5, -2.0**-24, 1e-3, 1234.5]


def bfloat16(values):
    """The upper halves of the singles, as bytes: numpy has no such type."""
    return b"".join(struct.pack("<f", v)[2:] for v in values)


def widened(data):
    return [struct.unpack("<f", b"\0\0" + data[i : i + 2])[0] for i in range(0, len(data), 2)]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    grid = numpy.array(FLOATS)
    tensors = {
        "double": grid.reshape(3, 4),
        "single": grid.astype(numpy.float32).reshape(2, 2, 3),
        "half": grid.astype(numpy.float16),
        "number": numpy.array(7.25, dtype=numpy.float32),
        "empty": numpy.zeros((0, 5), dtype=numpy.float32),
        "steps": numpy.array([3], dtype=numpy.int64),
        "mask": numpy.array([True, False, True]),
    }
    mixed = {
        name: {"dtype": str(t.dtype), "shape": list(t.shape), "data": t.tobytes()}
        for name, t in tensors.items()
    }
    brain = bfloat16(FLOATS)
    mixed["brain"] = {"dtype": "bfloat16", "shape": [12], "data": brain}
    (folder / "mixed.safetensors").write_bytes(
        safetensors.serialize(mixed, metadata={"format": "np"})
    )

    save.save_file(
        {
            "weight": numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 4,
            "bias": numpy.array([-1.0, 0.5], dtype=numpy.float32),
            "a.longer.name": numpy.array([[1e-20]], dtype=numpy.float32),
        },
        folder / "floats.safetensors",
        metadata={"made": "by hand \u00e9"},
    )

    expected = {
        "made_by": "tools/make_safetensors.py",
        "versions": {
            "python": platform.python_version(),
            "safetensors": safetensors.__version__,
            "numpy": numpy.__version__,
        },
        "floats": {
            name: {"shape": list(t.shape), "values": [float(v) for v in t.astype(numpy.float32).flat]}
            for name, t in tensors.items()
            if t.dtype.kind == "f"
        },
        "others": {name: str(t.dtype) for name, t in tensors.items() if t.dtype.kind != "f"},
    }
    expected["floats"]["brain"] = {"shape": [12], "values": widened(brain)}
    (folder / "safetensors-expected.json").write_text(json.dumps(expected, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
