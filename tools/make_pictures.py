"""Draws the small pictures that the tests of org.covalence.image decode, and what Pillow makes of them.

    pip install pillow numpy
    python tools/make_pictures.py core/src/test/resources/org/covalence/image

Everything is drawn here from formulas, so that the pictures belong to nobody else. What Pillow cannot
write (interlaced and 16-bit PNG, YCCK JPEG, a GIF whose first frame lies inside its screen, uncommon
BMPs) is put together byte by byte. `expected.json` beside the pictures holds the figures to compare with.
"""
import hashlib
import io
import json
import os
import platform
import struct
import sys
import zlib

import numpy as np
import PIL
from PIL import Image, ImageOps, features

OUT = sys.argv[1]
os.makedirs(OUT, exist_ok=True)


def path(name):
    return os.path.join(OUT, name)


# --- what is drawn -----------------------------------------------------------------------------------


def scene(width, height, channels=3):
    """A disc on a gradient; the fourth channel fades from the middle, and is 0 and 255 somewhere."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    u, v = x / max(1, width - 1), y / max(1, height - 1)
    r = np.hypot(u - 0.4, v - 0.6)
    disc = r < 0.3
    red = np.where(disc, 230 - 200 * r, 40 + 180 * u)
    green = np.where(disc, 60 + 300 * r, 200 - 150 * v)
    blue = np.where(disc, 30, 90 + 120 * np.sin(9 * u + 4 * v))
    alpha = np.clip(330 - 420 * r, 0, 255)
    planes = [red, green, blue, alpha][:channels]
    return np.stack(planes, -1).round().clip(0, 255).astype('u1')


def formula(width, height):
    """Busy integers that a test can compute again without a file."""
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([(3 * x * x + 7 * y + 5 * x * y + 31 * c * (y + 1)) % 251 for c in range(3)], -1).astype('u1')


# --- formats that Pillow does not write --------------------------------------------------------------


def png(array, colour_type, depth, interlaced=False, chunks=()):
    """A PNG of `array` (height x width x samples) in any colour type, depth and order of rows."""

    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))

    def rows(part):
        lines = []
        for line in part.reshape(part.shape[0], -1):
            if depth == 16:
                packed = line.astype('>u2').tobytes()
            elif depth == 8:
                packed = line.astype('u1').tobytes()
            else:
                bits = ''.join(format(int(s), f'0{depth}b') for s in line)
                bits += '0' * (-len(bits) % 8)
                packed = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))
            lines.append(b'\0' + packed)
        return b''.join(lines)

    height, width = array.shape[:2]
    adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    parts = [array[y::dy, x::dx] for x, y, dx, dy in adam7] if interlaced else [array]
    data = b''.join(rows(p) for p in parts if p.size)
    return (b'\x89PNG\r\n\x1a\n'
            + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, depth, colour_type, 0, 0, int(interlaced)))
            + b''.join(chunk(k, b) for k, b in chunks)
            + chunk(b'IDAT', zlib.compress(data, 9)) + chunk(b'IEND', b''))


def swapped_profile():
    """A colour profile whose primaries are swapped and whose curve is linear: whoever applies it is seen."""

    def xyz(*v):
        return b'XYZ \0\0\0\0' + b''.join(struct.pack('>i', round(c * 65536)) for c in v)

    tags = {b'wtpt': xyz(0.9642, 1.0, 0.8249), b'rXYZ': xyz(0.1431, 0.0606, 0.7141), b'gXYZ': xyz(0.4361, 0.2225, 0.0139),
            b'bXYZ': xyz(0.3851, 0.7169, 0.0971), b'cprt': b'text\0\0\0\0none\0\0\0\0'}
    tags |= {b'desc': b'desc\0\0\0\0' + struct.pack('>I', 8) + b'swapped\0' + b'\0' * 80}
    tags |= {k: b'curv\0\0\0\0' + struct.pack('>I', 0) for k in (b'rTRC', b'gTRC', b'bTRC')}
    table, body, at = b'', b'', 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        value += b'\0' * (-len(value) % 4)
        table += name + struct.pack('>II', at + len(body), len(value))
        body += value
    size = at + len(body)
    head = (struct.pack('>I4sI4s4s4s', size, b'none', 0x02100000, b'mntr', b'RGB ', b'XYZ ') + struct.pack('>6H', 2026, 1, 1, 0, 0, 0)
            + b'acsp' + b'\0' * 28 + struct.pack('>iii', 63190, 65536, 54061) + b'\0' * 48)
    return head + struct.pack('>I', len(tags)) + table + body


def bmp(width, height, bits, compression, palette, rows, masks=b''):
    """A BMP with the header of Windows 3 (40 bytes)."""
    offset = 14 + 40 + len(masks) + len(palette)
    return (b'BM' + struct.pack('<IHHI', offset + len(rows), 0, 0, offset)
            + struct.pack('<IiiHHIIiiII', 40, width, height, 1, bits, compression, len(rows), 2835, 2835, len(palette) // 4, 0)
            + masks + palette + rows)


def saved(array, mode=None, **options):
    b = io.BytesIO()
    Image.fromarray(array, mode).save(b, **options) if mode else Image.fromarray(array).save(b, **options)
    return b.getvalue()


def write(name, data):
    with open(path(name), 'wb') as f:
        f.write(data)


# --- the pictures ------------------------------------------------------------------------------------


def jpegs():
    big = scene(120, 90)
    write('baseline-420.jpg', saved(big, format='jpeg', quality=80))
    write('baseline-422.jpg', saved(big[:, :101], format='jpeg', quality=80, subsampling=1))
    write('baseline-444.jpg', saved(big[:77], format='jpeg', quality=90, subsampling=0))
    write('restarts.jpg', saved(big, format='jpeg', quality=80, restart_marker_rows=1))
    write('progressive.jpg', saved(big, format='jpeg', quality=80, progressive=True))
    write('grey.jpg', saved(scene(90, 70)[..., 0], format='jpeg', quality=80))
    write('rgb-components.jpg', saved(scene(60, 50), format='jpeg', quality=90, keep_rgb=True))
    write('profile.jpg', saved(scene(60, 50), format='jpeg', quality=90, subsampling=0, icc_profile=swapped_profile()))
    write('broken-profile.jpg', saved(scene(60, 50), format='jpeg', quality=90, icc_profile=b'no profile at all'))
    rgb = scene(80, 60).astype(float)
    k = 0.7 * (255 - rgb.max(-1, keepdims=True))
    cmy = (255 - rgb - k) * 255 / (255 - k)
    cmyk = np.concatenate([cmy, k], -1).round().clip(0, 255).astype('u1')
    write('cmyk.jpg', saved(cmyk, 'CMYK', format='jpeg', quality=90))
    # Pillow stores 255 - value, and never writes YCCK: give it the complement of Y, Cb, Cr, K and then
    # say in the Adobe marker (its last byte) that the first three are a transform.
    inverted = 255 - cmyk
    ycc = np.asarray(Image.fromarray(inverted[..., :3]).convert('YCbCr'))
    ycck = bytearray(saved(255 - np.concatenate([ycc, inverted[..., 3:]], -1), 'CMYK', format='jpeg', quality=90))
    adobe = ycck.index(b'Adobe')
    assert ycck[adobe + 11] == 0
    ycck[adobe + 11] = 2
    write('ycck.jpg', bytes(ycck))
    upright = Image.fromarray(scene(12, 8))
    back = {1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
            5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270}
    for value, turn in back.items():
        exif = Image.Exif()
        exif[0x0112] = value
        stored = upright.transpose(turn) if turn is not None else upright
        stored.save(path(f'exif-{value}.jpg'), quality=95, subsampling=0, exif=exif)
    little = b'Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0'
    upright.transpose(Image.Transpose.ROTATE_90).save(path('exif-little-endian.jpg'), quality=95, subsampling=0, exif=little)


def pngs():
    rgb, rgba = scene(50, 40), scene(50, 40, 4)
    grey = rgb[..., :1]
    wide = rgb.astype(int) * 257 - rgb % 97
    write('rgb.png', png(rgb, 2, 8))
    write('rgba.png', png(rgba, 6, 8))
    write('grey.png', png(grey, 0, 8))
    write('grey-alpha.png', png(rgba[..., [0, 3]], 4, 8))
    write('grey-16.png', png(wide[..., :1], 0, 16))
    write('grey-alpha-16.png', png(np.dstack([wide[..., :1], rgba[..., 3:].astype(int) * 257]), 4, 16))
    write('rgb-16.png', png(wide, 2, 16))
    write('rgba-16.png', png(np.dstack([wide, rgba[..., 3:].astype(int) * 257]), 6, 16))
    for depth in (1, 2, 4):
        write(f'grey-{depth}.png', png(grey >> (8 - depth), 0, depth))
    write('interlaced-rgb.png', png(rgb, 2, 8, interlaced=True))
    write('interlaced-grey-1.png', png(grey[:11, :13] >> 7, 0, 1, interlaced=True))
    write('interlaced-rgba-16.png', png(np.dstack([wide, rgba[..., 3:].astype(int) * 257])[:9, :7], 6, 16, interlaced=True))
    palette = bytes(v for i in range(16) for v in (i * 17, 255 - i * 9, (i * 53) % 256))
    index = (grey >> 4).astype('u1')
    write('palette.png', png(index, 3, 8, chunks=[(b'PLTE', palette)]))
    write('palette-4.png', png(index, 3, 4, chunks=[(b'PLTE', palette)]))
    write('palette-1.png', png(grey >> 7, 3, 1, chunks=[(b'PLTE', palette[:6])]))
    write('palette-transparent.png', png(index, 3, 8, chunks=[(b'PLTE', palette), (b'tRNS', bytes([0, 255, 128, 30, 255, 60]))]))
    write('grey-key.png', png(grey, 0, 8, chunks=[(b'tRNS', struct.pack('>H', int(grey[3, 3, 0])))]))
    write('grey-2-key.png', png(grey >> 6, 0, 2, chunks=[(b'tRNS', struct.pack('>H', 2))]))
    write('rgb-key.png', png(rgb, 2, 8, chunks=[(b'tRNS', struct.pack('>3H', *map(int, rgb[20, 25])))]))
    write('profile.png', png(rgb, 2, 8, chunks=[(b'iCCP', b'swapped\0\0' + zlib.compress(swapped_profile())), (b'gAMA', struct.pack('>I', 100000))]))
    tiff = b'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0'
    write('exif-6.png', png(rgb, 2, 8, chunks=[(b'eXIf', tiff)]))
    write('one-pixel.png', png(np.array([[[10, 200, 30]]]), 2, 8))
    write('one-colour.png', png(np.full((30, 40, 3), 16), 2, 8))
    write('wide.png', png(scene(600, 2), 2, 8))
    write('tall.png', png(scene(1, 400), 2, 8))


def gifs():
    def frame(i, size=(64, 48)):
        a = scene(*size)
        a[10:20, 10 + 8 * i:20 + 8 * i] = (250, 220, 40)
        return Image.fromarray(a).convert('P', palette=Image.Palette.ADAPTIVE, colors=32)

    frames = [frame(i) for i in range(3)]
    frames[0].save(path('animated.gif'), save_all=True, append_images=frames[1:], duration=90, loop=0)
    frames[0].save(path('interlaced.gif'), interlace=1)
    frames[0].save(path('rows.gif'), interlace=0)
    frames[0].save(path('transparent.gif'), transparency=frames[0].getpixel((5, 5)))
    inside = bytearray(open(path('rows.gif'), 'rb').read())
    inside[6:10] = struct.pack('<HH', 80, 60)
    at = inside.index(b'\x2c\0\0\0\0\x40\0\x30\0')
    inside[at + 1:at + 5] = struct.pack('<HH', 7, 5)
    write('first-frame-inside.gif', bytes(inside))


def webps():
    rgb, rgba = scene(70, 50), scene(70, 50, 4)
    write('lossless.webp', saved(rgb, format='webp', lossless=True, method=6))
    write('lossless-alpha.webp', saved(rgba, format='webp', lossless=True, exact=True))
    few = (scene(70, 50) >> 6) << 6
    write('lossless-palette.webp', saved(few, format='webp', lossless=True, method=6))
    write('lossy.webp', saved(rgb, format='webp', quality=80))
    write('lossy-alpha.webp', saved(rgba, format='webp', quality=80))
    exif = Image.Exif()
    exif[0x0112] = 6
    write('exif-6.webp', saved(rgb, format='webp', lossless=True, exif=exif, icc_profile=swapped_profile()))
    frames = [Image.fromarray(np.roll(rgba, 9 * i, 1)) for i in range(3)]
    frames[0].save(path('animated.webp'), save_all=True, append_images=frames[1:], lossless=True, duration=80)


def bmps():
    rgb = scene(35, 22)
    write('rgb.bmp', saved(rgb, format='bmp'))
    write('grey.bmp', saved(rgb[..., 0], format='bmp'))
    write('bits-1.bmp', saved(rgb[..., 0] > 128, format='bmp'))
    bgrx = np.dstack([rgb[..., ::-1], np.zeros(rgb.shape[:2], 'u1')])
    write('rgb-32.bmp', bmp(35, 22, 32, 0, b'', bgrx[::-1].tobytes()))
    write('top-down.bmp', bmp(35, -22, 32, 0, b'', bgrx.tobytes()))
    five = (rgb >> 3).astype('<u2')
    packed = five[..., 0] << 10 | five[..., 1] << 5 | five[..., 2]
    rows = b''.join(r.tobytes() + b'\0' * (-len(r.tobytes()) % 4) for r in packed[::-1])
    write('rgb-555.bmp', bmp(35, 22, 16, 0, b'', rows))
    palette = bytes(v for i in range(16) for v in ((i * 53) % 256, 255 - i * 9, i * 17, 0))
    index = rgb[::-1, :, 0] >> 4
    runs = b''.join(b''.join(bytes([1, int(v)]) for v in row) + b'\0\0' for row in index) + b'\0\1'
    write('run-length-8.bmp', bmp(35, 22, 8, 1, palette, runs))


# --- what Pillow makes of them -----------------------------------------------------------------------


def decode(name):
    """Upright, transparency on white, RGB, first frame; 16-bit samples give their high byte."""
    im = Image.open(path(name))
    if im.mode == 'I;16':  # Pillow would clip here, where it takes the high byte of 16-bit colour
        return Image.fromarray((np.asarray(im) >> 8).astype('u1')).convert('RGB')
    im = ImageOps.exif_transpose(im)
    if name == 'grey-2-key.png':  # Pillow widens the samples but forgets their transparent value
        im.info['transparency'] *= 85
    if im.mode in ('RGBA', 'LA', 'PA') or 'transparency' in im.info:
        white = Image.new('RGBA', im.size, (255, 255, 255, 255))
        im = Image.alpha_composite(white, im.convert('RGBA'))
    return im.convert('RGB')


def prepare(im, short, crop):
    """The short side to `short`, bilinear; then the middle: a planar 3 x crop x crop."""
    w, h = im.size
    size = (short, int(short * h / w)) if w <= h else (int(short * w / h), short)
    im = im.resize(size, Image.BILINEAR) if size != (w, h) else im
    left, top = round((size[0] - crop) / 2), round((size[1] - crop) / 2)
    return np.asarray(im.crop((left, top, left + crop, top + crop))).transpose(2, 0, 1)


def sha(a):
    return hashlib.sha256(np.ascontiguousarray(a).tobytes()).hexdigest()


def mean(a, axes):
    return [float(f'{v:.9g}') for v in a.astype(float).mean(axes)]


def figures(name):
    im = decode(name)
    a = np.asarray(im)
    rows = np.linspace(0, a.shape[0] - 1, 6).round().astype(int)
    columns = np.linspace(0, a.shape[1] - 1, 8).round().astype(int)
    cropped = prepare(im, 64, 56)
    return {'width': im.width, 'height': im.height, 'frames': getattr(Image.open(path(name)), 'n_frames', 1),
            'mean': mean(a, (0, 1)), 'rows': rows.tolist(), 'columns': columns.tolist(),
            'samples': a[rows][:, columns].reshape(-1, 3).tolist(), 'sha256': sha(a),
            'cropped64to56': {'mean': mean(cropped, (1, 2)), 'sha256': sha(cropped)}}


def resampled():
    cases = [(300, 240, 256, 224), (421, 280, 256, 224), (224, 224, 224, 224), (256, 341, 256, 224), (257, 256, 256, 224),
             (48, 48, 256, 224), (344, 57, 256, 224), (583, 1198, 256, 224), (1, 1, 256, 224), (1, 900, 256, 224), (900, 1, 256, 224),
             (3, 2, 256, 224), (2000, 1500, 256, 224), (300, 601, 64, 56), (40, 900, 64, 56), (900, 40, 64, 56), (1999, 7, 64, 64), (65, 97, 64, 33), (97, 65, 64, 31), (640, 480, 32, 32), (5, 9, 1, 1)]
    return [{'width': w, 'height': h, 'short': s, 'crop': c, 'mean': mean(p, (1, 2)), 'firstRow': p[:, 0, :8].tolist(), 'sha256': sha(p)}
            for w, h, s, c in cases for p in [prepare(Image.fromarray(formula(w, h)), s, c)]]


for draw in (jpegs, pngs, gifs, webps, bmps):
    draw()
names = sorted(n for n in os.listdir(OUT) if n.rsplit('.', 1)[-1] in ('jpg', 'png', 'gif', 'webp', 'bmp'))
expected = {'script': 'tools/make_pictures.py',
            'tools': {'python': platform.python_version(), 'pillow': PIL.__version__, 'numpy': np.__version__,
                      'jpeg': features.version('jpg'), 'webp': features.version('webp')},
            'formula': '(3xx + 7y + 5xy + 31c(y + 1)) mod 251, for pixel x, y and channel c',
            'pictures': {n: figures(n) for n in names}, 'resampled': resampled()}
with open(path('expected.json'), 'w') as f:
    json.dump(expected, f, indent=None, separators=(',', ':'))
print({n: os.path.getsize(path(n)) for n in os.listdir(OUT)})
print(len(names), 'pictures,', sum(os.path.getsize(path(n)) for n in os.listdir(OUT)), 'bytes')
