"""How well a network enlarges pictures, against bicubic: PSNR and SSIM of the luminance.

Pictures are halved, enlarged and compared whole, in 8 bits at each step, as a visitor would get them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from skimage.metrics import structural_similarity
from torch import nn

from upscale_images import METHODS, halve, luma
from upscale_network import RADIUS, SCALE

# pixels [1,3,h,w] 0..1 to [1,3,2h,2w] 0..1
Enlarge = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Score:
    image: str
    method: str
    bicubic_psnr: float
    psnr: float
    bicubic_ssim: float
    ssim: float

    @property
    def gain(self) -> float:
        return self.psnr - self.bicubic_psnr


def in_torch(network: nn.Module) -> Enlarge:
    @torch.no_grad()
    def enlarge(pixels: np.ndarray) -> np.ndarray:
        return network(torch.from_numpy(pixels)).numpy()

    return enlarge


def measure(pictures: dict[str, Image.Image], enlarge: Enlarge) -> list[Score]:
    scores = []
    for method in METHODS:
        for name, picture in pictures.items():
            small = halve(picture, method)
            smooth, sharp = small.resize(picture.size, Image.Resampling.BICUBIC), upscale(small, enlarge)
            scores.append(Score(
                name, method, psnr(smooth, picture), psnr(sharp, picture), ssim(smooth, picture), ssim(sharp, picture)))
    return scores


def upscale(small: Image.Image, enlarge: Enlarge) -> Image.Image:
    """Twice the size, the edges continued by reflection as far as the network sees."""
    pixels = np.asarray(small, dtype=np.float32) / 255
    padded = np.pad(pixels, ((RADIUS, RADIUS), (RADIUS, RADIUS), (0, 0)), mode="reflect")
    upscaled = enlarge(np.ascontiguousarray(padded.transpose(2, 0, 1)[None]))[0].transpose(1, 2, 0)
    rim = RADIUS * SCALE
    return Image.fromarray((upscaled[rim:-rim, rim:-rim] * 255).round().astype(np.uint8))


def psnr(picture: Image.Image, original: Image.Image) -> float:
    """Decibels, over the luminance of all pixels."""
    error = ((luma(picture).astype(np.float64) - luma(original)) ** 2).mean()
    return float(-10 * np.log10(error))


def ssim(picture: Image.Image, original: Image.Image) -> float:
    """As Wang et al. (2004): a Gaussian window of sigma 1.5, over the luminance."""
    return float(structural_similarity(
        luma(picture), luma(original), data_range=1, gaussian_weights=True, sigma=1.5, use_sample_covariance=False))


def mean(scores: list[Score], method: str) -> Score:
    chosen = [score for score in scores if score.method == method]
    values = [[s.bicubic_psnr, s.psnr, s.bicubic_ssim, s.ssim] for s in chosen]
    return Score("mean", method, *np.mean(values, axis=0).tolist())


def report(scores: list[Score]) -> str:
    rows = [*scores, *(mean(scores, method) for method in METHODS)]
    return "\n".join(
        f"{s.image:12s} {s.method:8s} {s.bicubic_psnr:6.2f} -> {s.psnr:6.2f} dB ({s.gain:+.2f})  "
        f"{s.bicubic_ssim:.4f} -> {s.ssim:.4f}" for s in rows)
