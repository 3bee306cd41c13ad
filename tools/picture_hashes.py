"""Hashes the lossless pictures of org.covalence.image with SciPy's DCT, for PictureHashTest.

    pip install pillow numpy scipy
    python tools/picture_hashes.py core/src/test/resources/org/covalence/image \
        > core/src/test/resources/org/covalence/duplicate/hashes.json

32 x 32 pixels of luminance, DCT-II, the 8 x 8 lowest frequencies, a bit for each above their median, the
constant one lowest. A picture whose coefficients are tied at the median is left out: rounding decides there.
"""
import json
import os
import platform
import sys

import numpy as np
import PIL
import scipy
from PIL import Image
from scipy.fft import dctn

NAMES = ["rgb.png", "palette.png", "rgba.png", "grey.png", "interlaced-rgb.png", "lossless.webp", "rgb.bmp",
         "exif-6.png", "interlaced.gif", "grey.bmp"]


def low(name):
    picture = Image.open(os.path.join(sys.argv[1], name))
    picture = PIL.ImageOps.exif_transpose(picture).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    small = Image.alpha_composite(white, picture).convert("RGB").resize((32, 32), Image.BILINEAR)
    luminance = np.asarray(small, float) @ [0.299, 0.587, 0.114]
    return dctn(luminance, type=2)[:8, :8].ravel()


if __name__ == "__main__":
    import PIL.ImageOps

    hashes = {}
    for name in NAMES:
        if os.path.exists(os.path.join(sys.argv[1], name)):
            values = low(name)
            middle = np.sort(values)[31:33]
            if middle[1] - middle[0] > 1e-3:
                bits = sum(1 << i for i, value in enumerate(values) if value > middle.mean())
                hashes[name] = f"{bits:016x}"
    tools = {"python": platform.python_version(), "pillow": PIL.__version__, "numpy": np.__version__,
             "scipy": scipy.__version__}
    print(json.dumps({"tools": tools, "hashes": hashes}, indent=1))
