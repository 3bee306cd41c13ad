"""Reference values of torchvision's DenseNet for the tests of the encoder.

    pip install torch torchvision
    cd training/src/test/resources/org/covalence/encoder
    python tools/make_densenet.py densenet.json densenet-fitted.json    (from there, by its full path)

No download is needed: every weight comes from a whole-number hash that any language computes exactly.
  u(t, i) = ((i + 1) * 2654435761 + t * 40503 * 65537) mod 2^32, mixed by h ^= h >> 15; h *= 2246822519 mod 2^32; h ^= h >> 13; u = h / 2^32
Tensor number t counts torchvision's state_dict in its order without num_batches_tracked; element i counts row by row.
  convolutions, linear weights   sqrt(6 / fan_in) * (2u - 1)
  norm weights                   0.9 + 0.2u
  biases, running means          0.2u - 0.1
  running variances              1 + 0.5u
The input is 2u - 1 with t = 100000.
"""

import json
import sys

import numpy
import torch
import torchvision

NETWORKS = {
    "tiny": (dict(growth_rate=8, block_config=(2, 3, 3), num_init_features=16), 48),
    "121": (dict(growth_rate=32, block_config=(6, 12, 24, 16), num_init_features=64), 64),
    "169": (dict(growth_rate=32, block_config=(6, 12, 32, 32), num_init_features=64), 64),
    "201": (dict(growth_rate=32, block_config=(6, 12, 48, 32), num_init_features=64), 64),
}
CLASSES = 10
INPUT = 100_000
MASK = 0xFFFFFFFF


def uniform(t, count):
    i = numpy.arange(count, dtype=numpy.uint64)
    h = ((i + numpy.uint64(1)) * numpy.uint64(2654435761) + numpy.uint64(t * 40503 * 65537)) & numpy.uint64(MASK)
    h ^= h >> numpy.uint64(15)
    h = (h * numpy.uint64(2246822519)) & numpy.uint64(MASK)
    h ^= h >> numpy.uint64(13)
    return h.astype(numpy.float64) / 2.0**32


def weight(t, name, shape):
    u = uniform(t, int(numpy.prod(shape)))
    if name.endswith("running_var"):
        values = 1 + 0.5 * u
    elif name.endswith(("bias", "running_mean")):
        values = 0.2 * u - 0.1
    elif len(shape) == 1:
        values = 0.9 + 0.2 * u
    else:
        values = numpy.sqrt(6 / numpy.prod(shape[1:])) * (2 * u - 1)
    return torch.from_numpy(values.astype(numpy.float32).reshape(shape))


def digits(values, count):
    return [float(f"{float(v):.7g}") for v in values.flatten()[:count]]


@torch.inference_mode()
def reference(settings, side):
    network = torchvision.models.DenseNet(num_classes=CLASSES, **settings).eval()
    names = [n for n in network.state_dict() if not n.endswith("num_batches_tracked")]
    state = {n: weight(t, n, tuple(network.state_dict()[n].shape)) for t, n in enumerate(names)}
    network.load_state_dict(state, strict=False)
    points = {}
    for name, stage in network.features.named_children():
        stage.register_forward_hook(lambda _, __, out, name=name: points.update({name: out.clone()}))
    x = (2 * uniform(INPUT, 3 * side * side) - 1).astype(numpy.float32).reshape(1, 3, side, side)
    x = torch.from_numpy(x)
    pooled = torch.relu(network.features(x)).mean((2, 3))
    return {
        "side": side,
        "tensors": len(names),
        "logits": digits(network(x), CLASSES),
        "pooled": digits(pooled, 32),
        "points": {
            n: {
                "shape": list(v.shape),
                "mean": digits(v.double().mean(), 1)[0],
                "deviation": digits(v.double().std(unbiased=False), 1)[0],
                "first": digits(v, 8),
            }
            for n, v in points.items()
        },
    }


def fitted(learnt, settings, side, pictures=3):
    """Gradients of a sum over the pooled features, every second one negative, and the statistics after it."""
    network = torchvision.models.DenseNet(num_classes=CLASSES, **settings)
    names = [n for n in network.state_dict() if not n.endswith("num_batches_tracked")]
    state = {n: weight(t, n, tuple(network.state_dict()[n].shape)) for t, n in enumerate(names)}
    network.load_state_dict(state, strict=False)
    network.train(learnt)
    x = (2 * uniform(INPUT, pictures * 3 * side * side) - 1).astype(numpy.float32)
    pooled = torch.relu(network.features(torch.from_numpy(x).reshape(pictures, 3, side, side))).mean((2, 3))
    signs = torch.tensor([1.0 if i % 2 == 0 else -1.0 for i in range(pooled.shape[1])])
    (pooled * signs).sum().backward()
    after = network.state_dict()
    return {
        "side": side,
        "pictures": pictures,
        "pooled": digits(pooled.detach(), 32),
        "gradients": {
            n: {"norm": digits(p.grad.double().norm(), 1)[0], "first": digits(p.grad, 4)}
            for n, p in network.features.named_parameters(prefix="features")
        },
        "statistics": {n: digits(after[n], 4) for n in names if "running_" in n},
    }


def write(path, **content):
    tools = {"torch": torch.__version__, "torchvision": torchvision.__version__}
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"tools": tools, **content}, out, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    write(sys.argv[1], networks={name: reference(*settings) for name, settings in NETWORKS.items()})
    write(sys.argv[2], **{kind: fitted(kind == "LEARNT", *NETWORKS["tiny"]) for kind in ("LEARNT", "FROZEN")})
