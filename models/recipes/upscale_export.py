"""Write the network as one ONNX file, and check that file against the network."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

from upscale_measure import Enlarge
from upscale_network import SCALE, Upscale, bicubic_kernels

OPSET, IR_VERSION = 17, 8
CLOSE = 1e-5


def export(network: Upscale, path: Path) -> None:
    """Weights embedded; batch, height and width dynamic. `dynamo=False` for the reasons given in `digits.py`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network, (torch.zeros(1, 3, 64, 64),), str(path), dynamo=False, opset_version=OPSET,
        input_names=["pixels"], output_names=["upscaled"],
        dynamic_axes={
            "pixels": {0: "batch", 2: "height", 3: "width"},
            "upscaled": {0: "batch", 2: "height_upscaled", 3: "width_upscaled"},
        })


def in_runtime(path: Path) -> Enlarge:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return lambda pixels: session.run(["upscaled"], {"pixels": pixels})[0]


def verify(path: Path, network: Upscale, pictures: list[Image.Image]) -> dict:
    """Returns the figures for the card."""
    proto = onnx.load(str(path))
    onnx.checker.check_model(proto, full_check=True)
    assert proto.ir_version == IR_VERSION, proto.ir_version
    assert [(o.domain, o.version) for o in proto.opset_import] == [("", OPSET)], proto.opset_import
    assert [i.name for i in proto.graph.input] == ["pixels"]
    assert [o.name for o in proto.graph.output] == ["upscaled"]
    assert all(t.HasField("raw_data") and not t.external_data for t in proto.graph.initializer)
    same_as_pillow(pictures[0])

    enlarge = in_runtime(path)
    difference = 0.0
    for batch in (1, 2):
        for picture in pictures:
            pixels = np.asarray(picture, dtype=np.float32).transpose(2, 0, 1)[None].repeat(batch, 0) / 255
            with torch.no_grad():
                expected = network(torch.from_numpy(pixels)).numpy()
            difference = max(difference, float(np.abs(enlarge(pixels) - expected).max()))
    assert difference < CLOSE, difference
    learned = sum(p.numel() for p in network.residual.parameters())
    return {
        "bytes": path.stat().st_size,
        "difference": difference,
        "learned": learned,
        "fixed": sum(p.numel() for p in network.parameters()) - learned,
        "per_pixel": flops_per_pixel(network),
        "initializers": [(t.name, list(t.dims), len(t.raw_data)) for t in proto.graph.initializer],
        "operators": [node.op_type for node in proto.graph.node],
    }


def same_as_pillow(picture: Image.Image) -> None:
    """The bicubic part is what Pillow calls so, away from the edges; in floats, as with 8 bits it clips in between."""
    grey = picture.convert("F")
    pixels = torch.from_numpy(np.asarray(grey)[None, None].copy())
    ours = F.pixel_shuffle(F.conv2d(pixels, bicubic_kernels(1), padding=2), SCALE)[0, 0].numpy()
    theirs = np.asarray(grey.resize((SCALE * grey.width, SCALE * grey.height), Image.Resampling.BICUBIC))
    apart = np.abs(ours - theirs)[4:-4, 4:-4].max()
    assert apart < 1e-2, apart


def flops_per_pixel(network: nn.Module) -> int:
    """Multiplications and additions for one pixel of the small image, of the convolutions only."""
    return sum(2 * layer.weight.numel() for layer in network.modules() if isinstance(layer, nn.Conv2d))
