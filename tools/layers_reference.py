"""Reference values of PyTorch's own layers for the tests of ours.

    pip install torch numpy
    python tools/layers_reference.py training/src/test/resources/org/covalence/layer/reference.json

Nothing is downloaded or drawn: inputs and weights come from a whole-number hash that any language computes exactly.
  u(t, i) = ((i + 1) * 2654435761 + t * 40503 * 65537) mod 2^32, mixed by h ^= h >> 15; h *= 2246822519 mod 2^32; h ^= h >> 13; u = h / 2^32
Tensor number t counts the names of a layer's state_dict in alphabetic order; element i counts row by row.
  matrices                          sqrt(3 / inputs) * (2u - 1)
  weights of norms (one dimension)  0.9 + 0.2u
  all else (biases)                 u - 0.5
Inputs are 4u - 2 with t = 1000, contexts the same with t = 1001. Masks are 1 where a step counts.
"""

import json
import sys

import numpy
import torch

MASK = 0xFFFFFFFF
INPUT, CONTEXT = 1000, 1001


def uniform(t, count):
    i = numpy.arange(count, dtype=numpy.uint64)
    h = ((i + numpy.uint64(1)) * numpy.uint64(2654435761) + numpy.uint64(t * 40503 * 65537)) & numpy.uint64(MASK)
    h ^= h >> numpy.uint64(15)
    h = (h * numpy.uint64(2246822519)) & numpy.uint64(MASK)
    h ^= h >> numpy.uint64(13)
    return h.astype(numpy.float64) / 2.0**32


def tensor(values, shape):
    return torch.from_numpy(values.astype(numpy.float32).reshape(shape))


def weight(t, name, shape):
    u = uniform(t, int(numpy.prod(shape)))
    if len(shape) > 1:
        return tensor(numpy.sqrt(3 / numpy.prod(shape[1:])) * (2 * u - 1), shape)
    return tensor(0.9 + 0.2 * u if name.endswith("weight") else u - 0.5, shape)


def filled(layer):
    state = layer.state_dict()
    layer.load_state_dict({n: weight(t, n, tuple(state[n].shape)) for t, n in enumerate(sorted(state))})
    return layer.eval()


def points(t, *shape):
    return tensor(4 * uniform(t, int(numpy.prod(shape))) - 2, shape)


def listed(values):
    return {"shape": list(values.shape), "values": [float(f"{float(v):.8g}") for v in values.flatten()]}


def absent(mask):
    """What PyTorch calls a padding mask: true where a step does not count."""
    return torch.tensor(mask) == 0


def gru(layers, bidirectional):
    layer = filled(torch.nn.GRU(5, 4, num_layers=layers, bidirectional=bidirectional, batch_first=True))
    x, lengths = points(INPUT, 3, 6, 5), [6, 2, 4]
    packed = torch.nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    states, _ = torch.nn.utils.rnn.pad_packed_sequence(layer(packed)[0], batch_first=True)
    return {"layers": layers, "bidirectional": bidirectional, "lengths": lengths, "x": listed(x), "y": listed(states)}


def layer_norm():
    x = points(INPUT, 3, 2, 7)
    return {"x": listed(x), "y": listed(filled(torch.nn.LayerNorm(7))(x))}


def gelu():
    x = points(INPUT, 3, 7)
    return {"x": listed(x), "y": listed(torch.nn.GELU()(x))}


def attention(heads, context_width):
    layer = filled(torch.nn.MultiheadAttention(8, heads, kdim=context_width, vdim=context_width, batch_first=True))
    queries, context = points(INPUT, 3, 2, 8), points(CONTEXT, 3, 5, context_width)
    mask = [[1, 1, 1, 1, 1], [1, 1, 0, 0, 0], [0, 1, 0, 1, 1]]
    found, weights = layer(queries, context, context, key_padding_mask=absent(mask), average_attn_weights=False)
    return {
        "heads": heads,
        "x": listed(queries),
        "context": listed(context),
        "mask": mask,
        "y": listed(found),
        "weights": listed(weights),
    }


def transformer(heads, hidden):
    layer = filled(
        torch.nn.TransformerEncoderLayer(
            8, heads, hidden, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
        )
    )
    x, mask = points(INPUT, 3, 5, 8), [[1, 1, 1, 1, 1], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0]]
    y = layer(x, src_key_padding_mask=absent(mask))
    return {"heads": heads, "hidden": hidden, "x": listed(x), "mask": mask, "y": listed(y)}


if __name__ == "__main__":
    torch.set_num_threads(1)
    # The fused ways of inference fill padding with zeros; the plain one is the definition.
    torch.backends.mha.set_fastpath_enabled(False)
    with torch.no_grad():
        made = {
            "script": "tools/layers_reference.py",
            "tools": {"torch": torch.__version__, "numpy": numpy.__version__},
            "gru": [gru(1, False), gru(2, True)],
            "layerNorm": [layer_norm()],
            "gelu": [gelu()],
            "attention": [attention(2, 8), attention(4, 3)],
            "transformer": [transformer(2, 12)],
        }
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(made, out, separators=(",", ":"))
        out.write("\n")
