"""What `upscale.py` learns from and is measured on: images inside the wheels of scikit-image and scikit-learn, and
drawings that are made here. Nothing is downloaded.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import skimage.data
import torch
from PIL import Image, ImageDraw, ImageFont
from sklearn.datasets import load_sample_image
from torch import Tensor

from upscale_network import LUMA, SCALE

# Never trained on and never used to choose anything. All are CC0 or public domain, so crops of them can be shipped.
HELD_OUT = {
    "camera": (skimage.data.camera, "CC0, Lav Varshney"),
    "chelsea": (skimage.data.chelsea, "CC0, Stéfan van der Walt"),
    "coffee": (skimage.data.coffee, "CC0, Rachel Michetti, courtesy of Pikolo Espresso Bar"),
    "rocket": (skimage.data.rocket, "public domain, SpaceX"),
}
# Of the images that are trained on, those that `--validate` leaves out and scores.
VALIDATION = ("astronaut", "flower")
TRAINING = {
    "astronaut": (skimage.data.astronaut, "public domain, NASA"),
    "brick": (skimage.data.brick, "CC0, CC0Textures"),
    "china": (lambda: load_sample_image("china.jpg"), "CC BY 2.0, danielbuechele on Flickr"),
    "coins": (skimage.data.coins, "no known copyright restrictions, Brooklyn Museum"),
    "flower": (lambda: load_sample_image("flower.jpg"), "CC BY 2.0, vultilion on Flickr"),
    "grass": (skimage.data.grass, "CC0, linolafett on DeviantArt"),
    "gravel": (skimage.data.gravel, "CC0, CC0Textures"),
    "hubble_deep_field": (skimage.data.hubble_deep_field, "public domain, NASA and ESA"),
    "immunohistochemistry": (skimage.data.immunohistochemistry, "no known copyright restrictions, CMMI"),
    "text": (skimage.data.text, "public domain, Wikipedia"),
}
# Photographs are often soft at full size. Shrunk, they show detail at the scale of a pixel.
SIZES = (1, 0.7, 0.5)
LEAST_SIDE = 128
DRAWINGS = 60
METHODS = {"bicubic": Image.Resampling.BICUBIC, "area": Image.Resampling.BOX}  # both antialiased
FLAT = 2e-4  # variance of a patch below which there is little to learn


@dataclass(frozen=True)
class Pair:
    """Luminance 0..1 of an image [2h,2w] and of its half [h,w]."""

    large: Tensor
    small: Tensor


def rgb(image: np.ndarray) -> Image.Image:
    """Any image of the two packages as 8-bit RGB, cut to even sides."""
    picture = Image.fromarray(image).convert("RGB")
    return picture.crop((0, 0, picture.width // SCALE * SCALE, picture.height // SCALE * SCALE))


def halve(picture: Image.Image, method: str) -> Image.Image:
    """Half the size, in 8 bits as any small image that a visitor has."""
    return picture.resize((picture.width // SCALE, picture.height // SCALE), METHODS[method])


def luma(picture: Image.Image) -> np.ndarray:
    """BT.601 luminance [h,w], 0..1, not rounded."""
    return np.asarray(picture, dtype=np.float32) @ np.array(LUMA, dtype=np.float32) / 255


def training_pairs(names: list[str], generator: np.random.Generator) -> Iterator[Pair]:
    for name in names:
        for picture in shrunk(rgb(TRAINING[name][0]())):
            yield from halved(picture)
    for _ in range(DRAWINGS):
        yield from halved(drawing(generator))


def shrunk(picture: Image.Image) -> Iterator[Image.Image]:
    for size in SIZES:
        wide, high = (round(side * size / SCALE) * SCALE for side in picture.size)
        if min(wide, high) >= LEAST_SIDE:
            yield picture if size == 1 else picture.resize((wide, high), Image.Resampling.LANCZOS)


def halved(picture: Image.Image) -> Iterator[Pair]:
    large = torch.from_numpy(luma(picture))
    for method in METHODS:
        yield Pair(large, torch.from_numpy(luma(halve(picture, method))))


def drawing(generator: np.random.Generator) -> Image.Image:
    """Shapes, lines and letters with clean edges, 192x192: drawn four times as large, then averaged."""
    side, fine = 192, 4
    picture = Image.new("RGB", (side * fine, side * fine), colour(generator))
    pen = ImageDraw.Draw(picture)
    for _ in range(int(generator.integers(8, 30))):
        SHAPES[int(generator.integers(len(SHAPES)))](pen, side * fine, generator)
    return picture.resize((side, side), Image.Resampling.BOX)


def colour(generator: np.random.Generator) -> tuple[int, ...]:
    return tuple(int(value) for value in generator.integers(0, 256, 3))


def polygon(pen: ImageDraw.ImageDraw, side: int, generator: np.random.Generator) -> None:
    centre, reach = generator.uniform(0, side, 2), generator.uniform(0.05, 0.35) * side
    corners = centre + generator.uniform(-reach, reach, (int(generator.integers(3, 7)), 2))
    pen.polygon([tuple(corner) for corner in corners], fill=colour(generator))


def disc(pen: ImageDraw.ImageDraw, side: int, generator: np.random.Generator) -> None:
    x, y = generator.uniform(0, side, 2)
    r = generator.uniform(0.01, 0.2) * side
    width = int(generator.integers(4, 20))
    pen.ellipse((x - r, y - r, x + r, y + r), outline=colour(generator), width=width,
                fill=colour(generator) if generator.random() < 0.5 else None)


def stripes(pen: ImageDraw.ImageDraw, side: int, generator: np.random.Generator) -> None:
    """Parallel lines, from a hair to a few pixels wide and apart."""
    start, step = generator.uniform(0, side, 2), generator.normal(size=2)
    step *= generator.uniform(8, 40) / np.hypot(*step)
    along = np.array([-step[1], step[0]]) * generator.uniform(2, 20)
    ink, width = colour(generator), int(generator.integers(3, 14))
    for index in range(int(generator.integers(1, 16))):
        at = start + index * step
        pen.line((*at, *(at + along)), fill=ink, width=width)


def letters(pen: ImageDraw.ImageDraw, side: int, generator: np.random.Generator) -> None:
    font = ImageFont.load_default(size=float(generator.uniform(28, 140)))
    text = "".join(chr(code) for code in generator.integers(33, 127, int(generator.integers(3, 14))))
    pen.text(tuple(generator.uniform(-0.1, 0.9, 2) * side), text, fill=colour(generator), font=font)


SHAPES: tuple[Callable[[ImageDraw.ImageDraw, int, np.random.Generator], None], ...] = (
    polygon, disc, stripes, letters)


def sample(pairs: list[Pair], count: int, side: int, generator: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Patches [count,1,side,side] and what they were halved from, turned and mirrored at random.

    Larger images are drawn from more often; flat places are drawn again once.
    """
    areas = np.array([pair.small.numel() for pair in pairs], dtype=np.float64) ** 0.5
    small, large = [], []
    for index in generator.choice(len(pairs), count, p=areas / areas.sum()):
        pair = pairs[index]
        for _ in range(2):
            y, x = (int(generator.integers(0, length - side + 1)) for length in pair.small.shape)
            patch = pair.small[y:y + side, x:x + side]
            if patch.var() > FLAT:
                break
        whole = pair.large[SCALE * y:SCALE * (y + side), SCALE * x:SCALE * (x + side)]
        turns, mirror = int(generator.integers(4)), generator.random() < 0.5
        for store, piece in ((small, patch), (large, whole)):
            turned = torch.rot90(piece, turns)
            store.append(turned.flip(1) if mirror else turned)
    return torch.stack(small).unsqueeze(1), torch.stack(large).unsqueeze(1)
