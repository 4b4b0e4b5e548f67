"""Random distortions that make 8x8 digits look like what people draw with a mouse.

The digits of the data set were normalised by NIST's routines: each fills the 8 rows and, stretched,
about the middle 5 or 6 columns. A drawing in a browser is cropped to its ink and fitted into the
square with its aspect kept, so its width varies far more. Three quarters of the images are therefore
re-fitted the way the browser does it, after a random stretch; the others are only distorted in place.

Everything works on a 32x32 canvas, the size of the bitmaps the data set was counted from
(NISTIR 5469; 4x4 blocks, hence values 0..16), and ends with the same 4x4 block average.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

CANVAS = 32
REFIT_SHARE = 0.75
INK = 0.3  # canvas values above this count as ink when the bounding box is taken


def augment(images: Tensor, labels: Tensor, generator: torch.Generator) -> Tensor:
    """Distort `images` [n,1,8,8] in 0..1, each in its own way; same shape and range."""
    canvas = F.interpolate(images, size=(CANVAS, CANVAS), mode="bicubic", align_corners=False)
    canvas = warp(canvas.clamp(0, 1), labels, generator)
    canvas = redraw(canvas, generator)
    refit = rand(generator, len(images), 1, 1, 1) < REFIT_SHARE
    canvas = torch.where(refit, fit_to_ink(canvas), canvas)
    small = F.avg_pool2d(canvas, CANVAS // 8)
    gain = uniform(generator, (len(images), 1, 1, 1), 0.75, 1.15)
    noise = 0.02 * torch.randn(small.shape, generator=generator)
    return (small * gain + noise * (small > 0.02)).clamp(0, 1)


def warp(canvas: Tensor, labels: Tensor, generator: torch.Generator) -> Tensor:
    """Rotate, shear, stretch, shift and bend each canvas [n,1,32,32]."""
    n = len(canvas)
    angle = uniform(generator, (n,), -12, 12) * math.pi / 180
    shear = uniform(generator, (n,), -0.3, 0.3)
    # Stretched by NIST's normalisation, a one has lost its width: it may become very narrow again.
    narrowest = torch.where(labels == 1, 0.3, 0.65)
    width = torch.exp(math.log(1.5) - rand(generator, n) * (math.log(1.5) - torch.log(narrowest)))
    height = uniform(generator, (n,), 0.85, 1.05)
    shift = uniform(generator, (n, 2), -0.12, 0.12)

    # affine_grid maps output to input coordinates, so scales are inverted.
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.stack([
        torch.stack([cos / width, (shear - sin) / width, shift[:, 0]], dim=1),
        torch.stack([sin / height, cos / height, shift[:, 1]], dim=1),
    ], dim=1)
    grid = F.affine_grid(theta, list(canvas.shape), align_corners=False)
    bend = 0.07 * torch.randn((n, 2, 4, 4), generator=generator)
    bend = F.interpolate(bend, size=(CANVAS, CANVAS), mode="bicubic", align_corners=True)
    return F.grid_sample(canvas, grid + bend.permute(0, 2, 3, 1), align_corners=False)


def redraw(canvas: Tensor, generator: torch.Generator) -> Tensor:
    """Turn grey into ink at a random threshold: low thickens the stroke, high thins it."""
    n = len(canvas)
    threshold = uniform(generator, (n, 1, 1, 1), 0.3, 0.6)
    sharpness = uniform(generator, (n, 1, 1, 1), 10, 24)
    return torch.sigmoid((canvas - threshold) * sharpness) * (canvas > 0.02)


def fit_to_ink(canvas: Tensor) -> Tensor:
    """Crop each canvas [n,1,32,32] to its ink and fit it back, centred, with its aspect kept."""
    ink = canvas[:, 0] > INK
    left, right = extent(ink.any(dim=1))
    top, bottom = extent(ink.any(dim=2))
    half = torch.maximum(right - left, bottom - top) / 2
    zero = torch.zeros_like(half)
    theta = torch.stack([
        torch.stack([half, zero, (left + right) / 2], dim=1),
        torch.stack([zero, half, (top + bottom) / 2], dim=1),
    ], dim=1)
    grid = F.affine_grid(theta, list(canvas.shape), align_corners=False)
    return F.grid_sample(canvas, grid, align_corners=False)


def extent(used: Tensor) -> tuple[Tensor, Tensor]:
    """First and last edge of the true span of each row of `used` [n,32], in -1..1; all if none."""
    index = torch.arange(CANVAS)
    first = torch.where(used, index, CANVAS).amin(dim=1)
    last = torch.where(used, index, -1).amax(dim=1)
    empty = last < 0
    first, last = first.masked_fill(empty, 0), last.masked_fill(empty, CANVAS - 1)
    return first * 2 / CANVAS - 1, (last + 1) * 2 / CANVAS - 1


def rand(generator: torch.Generator, *shape: int) -> Tensor:
    return torch.rand(shape, generator=generator)


def uniform(generator: torch.Generator, shape: tuple[int, ...], low: float, high: float) -> Tensor:
    return low + (high - low) * torch.rand(shape, generator=generator)
