"""The network of `models/upscale`: bicubic plus a learned residual of the luminance, both by sub-pixel convolution.

Every layer is a convolution on the small image; the four pixels that each of its pixels becomes are four
channels until the last step (Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient
Sub-Pixel Convolutional Neural Network"). While it trains, each kernel is the product of a wide one and a 1x1 one, with
the identity added where shapes allow; for export they are multiplied out, so nothing of that is left in the file
(Bhardwaj et al. 2022, "Collapsible Linear Blocks for Super-Efficient Super Resolution").
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SCALE = 2
WIDTH = 24
DEPTH = 3
SLOPE = 0.1
EXPANDED = 96
LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, full range
RADIUS = 2 + DEPTH + 1  # input pixels, to each side, that a pixel of the output depends on


class Collapsible(nn.Module):
    """A convolution whose kernel [out,in,size,size] is computed from two, plus the identity if in = out."""

    def __init__(self, inputs: int, outputs: int, size: int) -> None:
        super().__init__()
        self.residual = inputs == outputs
        self.expand = nn.Parameter(torch.empty(EXPANDED, inputs, size, size))
        self.reduce = nn.Parameter(torch.empty(outputs, EXPANDED))
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.kaiming_normal_(self.expand, nonlinearity="linear")
        nn.init.normal_(self.reduce, std=(0.3 if self.residual else 1) * EXPANDED**-0.5)

    def kernel(self) -> Tensor:
        product = torch.einsum("om,mihw->oihw", self.reduce, self.expand)
        if not self.residual:
            return product
        outputs, _, size, _ = product.shape
        identity = torch.zeros_like(product)
        identity[range(outputs), range(outputs), size // 2, size // 2] = 1
        return product + identity

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.kernel(), self.bias, padding="same")

    @torch.no_grad()
    def collapse(self) -> nn.Conv2d:
        kernel = self.kernel()
        outputs, inputs, size, _ = kernel.shape
        plain = nn.Conv2d(inputs, outputs, size, padding=size // 2)
        plain.weight.copy_(kernel)
        plain.bias.copy_(self.bias)
        return plain


class Residual(nn.Module):
    """What bicubic leaves out: luminance [n,1,h,w] -> [n,1,2h,2w]."""

    def __init__(self, layer: type = Collapsible) -> None:
        super().__init__()
        self.head = layer(1, WIDTH, 5)
        self.body = nn.ModuleList(layer(WIDTH, WIDTH, 3) for _ in range(DEPTH))
        self.tail = layer(WIDTH, SCALE**2, 3)

    def forward(self, luma: Tensor) -> Tensor:
        first = F.leaky_relu(self.head(luma), SLOPE)
        x = first
        for layer in self.body:
            x = F.leaky_relu(layer(x), SLOPE)
        return F.pixel_shuffle(self.tail(x + first), SCALE)

    def collapse(self) -> "Residual":
        """The same function with plain convolutions."""
        plain = Residual(lambda *_: nn.Identity())
        plain.head, plain.tail = self.head.collapse(), self.tail.collapse()
        plain.body = nn.ModuleList(layer.collapse() for layer in self.body)
        return plain


class Upscale(nn.Module):
    """pixels [n,3,h,w] in 0..1 -> upscaled [n,3,2h,2w] in 0..1. Colour is bicubic, only luminance is learned.

    Beyond the image there is black: who wants its edges right pads it first.
    """

    def __init__(self, residual: Residual) -> None:
        super().__init__()
        self.luma = nn.Conv2d(3, 1, 1, bias=False)
        self.luma.weight = fixed(torch.tensor(LUMA).reshape(1, 3, 1, 1))
        self.bicubic = nn.Conv2d(3, 3 * SCALE**2, 5, padding=2, bias=False)
        self.bicubic.weight = fixed(bicubic_kernels(3))
        self.residual = residual

    def forward(self, pixels: Tensor) -> Tensor:
        smooth = F.pixel_shuffle(self.bicubic(pixels), SCALE)
        return (smooth + self.residual(self.luma(pixels))).clamp(0, 1)


def bicubic_kernels(channels: int) -> Tensor:
    """Bicubic interpolation to twice the size as kernels [4*channels,channels,5,5], one for each place in 2x2."""
    # The new pixels lie a quarter to the left and to the right of the old one's centre.
    taps = torch.stack([keys(torch.arange(-2.0, 3.0) + 0.25), keys(torch.arange(-2.0, 3.0) - 0.25)])
    one = torch.einsum("ay,bx->abyx", taps, taps).reshape(SCALE**2, 5, 5)
    kernels = torch.zeros(channels, SCALE**2, channels, 5, 5)
    for channel in range(channels):
        kernels[channel, :, channel] = one
    return kernels.reshape(-1, channels, 5, 5)


def keys(distance: Tensor) -> Tensor:
    """Keys' cubic kernel with a = -0.5, as of Pillow and MATLAB."""
    t = distance.abs()
    near = 1.5 * t**3 - 2.5 * t**2 + 1
    far = -0.5 * t**3 + 2.5 * t**2 - 4 * t + 2
    return torch.where(t <= 1, near, torch.where(t < 2, far, torch.zeros_like(t)))


def fixed(values: Tensor) -> nn.Parameter:
    return nn.Parameter(values, requires_grad=False)
