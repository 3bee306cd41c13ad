"""Makes the small PyTorch files that the tests of org.covalence.weights read, and what is in them.

    python tools/make_torch_files.py training/src/test/resources/org/covalence/weights

Every file but old.pth, hostile-* and whole-model.pth is written by torch.save itself. The storage
keys of legacy files are memory addresses, so those files differ from run to run in bytes, not in
content.
"""

import io
import json
import os
import pathlib
import pickle
import platform
import struct
import sys
import zipfile
from collections import OrderedDict

import torch


def tensors():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 8 - 1
    return OrderedDict(
        [
            ("float", torch.tensor([[1.5, -2.25, 1e-7], [3e8, 0.0, -0.0]])),
            ("double", torch.tensor([0.1, -1e300, 2.0**-30], dtype=torch.float64)),
            (
                "half",
                torch.tensor(
                    [1.0, -2.5, 65504.0, 2.0**-14, 2.0**-24, -3 * 2.0**-20, 0.333], dtype=torch.float16
                ),
            ),
            ("half-specials", torch.tensor([float("inf"), float("-inf"), -0.0], dtype=torch.float16)),
            ("bfloat16", torch.tensor([1.0, -3.140625, 1e30], dtype=torch.bfloat16)),
            ("long", torch.tensor([1, -2, 2**24], dtype=torch.int64)),
            ("int", torch.tensor([[7], [-8]], dtype=torch.int32)),
            ("short", torch.tensor([-300, 300], dtype=torch.int16)),
            ("char", torch.tensor([-5, 5], dtype=torch.int8)),
            ("byte", torch.tensor([0, 200, 255], dtype=torch.uint8)),
            ("bool", torch.tensor([True, False, True])),
            ("scalar", torch.tensor(42, dtype=torch.int64)),
            ("empty", torch.zeros(0, 3)),
            ("transposed", base.t()),
            ("slice", base[1:3, ::2]),
            ("permuted", torch.arange(24.0).reshape(2, 3, 4).permute(2, 0, 1)),
            ("expanded", torch.tensor([5.0, 6.0]).unsqueeze(1).expand(2, 3)),
            ("tied", base),
            ("parameter", torch.nn.Parameter(torch.tensor([0.5, 0.25]))),
        ]
    )


def described(state):
    return {
        name: {
            "shape": list(t.shape),
            # Through float32, as the reader does; JSON has no infinity.
            "values": [str(v) for v in t.detach().to(torch.float32).reshape(-1).tolist()],
        }
        for name, t in state.items()
    }


def old_file():
    """A file as Python 2 and PyTorch 0.1.12 wrote it: byte strings, four arguments, a view."""

    def pickled(value):
        return pickle.dumps(value, protocol=2)

    def text(s):
        return b"U" + struct.pack("B", len(s)) + s

    def storage(view):
        kind, place = text(b"storage") + b"ctorch\nFloatStorage\n", text(b"77") + text(b"cpu")
        return b"(" + kind + place + number(6) + view + b"tQ"

    def number(n):
        return b"K" + struct.pack("B", n)

    def tensor(view, offset, size):
        arguments = storage(view) + number(offset) + number(size) + b"\x85" + number(1) + b"\x85"
        return b"ctorch._utils\n_rebuild_tensor\n(" + arguments + b"tR"

    whole, part = b"N", b"(" + text(b"78") + number(2) + number(3) + b"t"
    state = (
        b"\x80\x02ccollections\nOrderedDict\n)R("
        + text(b"module.features.denseblock1.denselayer2.norm.1.weight")
        + tensor(whole, 0, 6)
        + text(b"module.features.denseblock1.denselayer2.conv.2.weight")
        + tensor(part, 1, 2)
        + b"u."
    )
    system = {"protocol_version": 1001, "little_endian": True, "type_sizes": {"int": 4}}
    values = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]
    data = (
        pickled(0x1950A86A20F9469CFC6C)
        + pickled(1001)
        + pickled(system)
        + state
        + pickled(["77"])
        + struct.pack("<q6f", 6, *values)
    )
    return data, {
        "features.denseblock1.denselayer2.norm.1.weight": {"shape": [6], "values": [str(v) for v in values]},
        "features.denseblock1.denselayer2.conv.2.weight": {"shape": [2], "values": ["3.5", "4.5"]},
    }


class Shell:
    """What an attacker puts into a file: a call that runs when an ordinary reader opens it."""

    def __reduce__(self):
        return (os.system, ("echo this file ran a command",))


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    files = {}

    def save(name, value, state=None, zipped=True):
        torch.save(value, folder / name, _use_new_zipfile_serialization=zipped)
        if state is not None:
            files[name] = described(state)

    state = tensors()
    save("zip.pth", state, state)
    save("legacy.pth", state, state, zipped=False)

    torch.manual_seed(1)
    network = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 2), torch.nn.BatchNorm2d(3))
    save("network.pth", network.state_dict(), network.state_dict())
    parallel = torch.nn.DataParallel(network)
    optimiser = torch.optim.Adam(network.parameters())
    network(torch.ones(1, 2, 4, 4)).sum().backward()
    optimiser.step()
    checkpoint = {
        "epoch": 3,
        "best": 0.75,
        "arch": "tiny",
        "done": False,
        "note": None,
        "sizes": (1, 2, [3]),
        "optimizer": optimiser.state_dict(),
        "state_dict": parallel.state_dict(),
    }
    save("checkpoint.pth", checkpoint, network.state_dict())
    save("checkpoint-legacy.pth", checkpoint, network.state_dict(), zipped=False)

    torch.serialization.set_crc32_options(False)
    save("no-checksums.pth", {"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([1.0, 2.0])})
    torch.serialization.set_crc32_options(True)

    old, described_old = old_file()
    (folder / "old.pth").write_bytes(old)
    files["old.pth"] = described_old

    save("bare-tensor.pth", torch.ones(2))
    save("no-tensors.pth", {"epoch": 3, "net": {"a": torch.ones(1)}})
    save("whole-model.pth", torch.nn.Linear(2, 1))
    save("hostile-zip.pth", {"weight": Shell()})
    save("hostile-legacy.pth", {"weight": Shell()}, zipped=False)
    with open(folder / "hostile-protocol-4.pth", "wb") as out:
        torch.save({"weight": Shell()}, out, pickle_protocol=4)
    program = io.BytesIO()
    torch.jit.save(torch.jit.script(torch.nn.ReLU()), program)
    with zipfile.ZipFile(program) as old, zipfile.ZipFile(folder / "program.pt", "w") as kept:
        for name in old.namelist():
            if not name.endswith(".debug_pkl"):  # they name folders of the machine
                kept.writestr(name, old.read(name))

    expected = {
        "madeBy": "tools/make_torch_files.py",
        "python": platform.python_version(),
        "torch": torch.__version__,
        "files": files,
    }
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")
    for file in sorted(folder.iterdir()):
        print(f"{file.stat().st_size:7d} {file.name}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
