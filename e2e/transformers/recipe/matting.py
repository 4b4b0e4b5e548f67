"""Background removal. MODNet is no class of transformers, so this is a small matting network with MODNet's interface."""
import torch
from torch import nn

from layout import fresh, write_json
from vision import PICTURE, agree_on_noise
from weights import spread


def block(given, made, stride=1):
    return nn.Sequential(nn.Conv2d(given, made, 3, stride, 1, bias=False), nn.BatchNorm2d(made), nn.ReLU6())


class Matting(nn.Module):
    """Down twice, a depthwise and a pointwise convolution, up twice with what was seen on the way down."""

    def __init__(self):
        super().__init__()
        self.enter, self.down, self.deep = block(3, 16), block(16, 32, 2), block(32, 48, 2)
        self.depthwise = nn.Conv2d(48, 48, 3, padding=1, groups=48)
        self.pointwise = nn.Conv2d(48, 48, 1)
        self.up, self.last = block(48 + 32, 32), block(32 + 16, 16)
        self.norm = nn.InstanceNorm2d(16, affine=True)
        self.matte = nn.Conv2d(16, 1, 1)

    def forward(self, picture):
        full = self.enter(picture)
        half = self.down(full)
        deep = self.deep(half)
        deep = deep + torch.relu(self.pointwise(self.depthwise(deep)))
        up = self.up(torch.cat([enlarged(deep), half], 1))
        return torch.sigmoid(self.matte(self.norm(self.last(torch.cat([enlarged(up), full], 1))))),


def enlarged(values):
    return nn.functional.interpolate(values, scale_factor=2, mode="bilinear", align_corners=False)


def rmbg(seed):
    model = spread(Matting(), seed, {"matte": 2.0})
    folder = fresh("tiny/rmbg")
    axes = {0: "batch_size", 2: "height", 3: "width"}
    torch.onnx.export(model, (torch.rand(1, 3, 64, 64),), folder / "onnx" / "model.onnx", opset_version=18, dynamo=False,
                      input_names=["input"], output_names=["output"], dynamic_axes={"input": axes, "output": axes})
    write_json(folder / "config.json", {"architectures": ["MODNet"], "model_type": "modnet"})
    write_json(folder / "preprocessor_config.json", {
        "feature_extractor_type": "ImageFeatureExtractor", "do_resize": True, "size": {"shortest_edge": 64},
        "size_divisibility": 32, "resample": 2, "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": True,
        "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "do_pad": False})
    for sides in ((64, 64), (64, 96)):
        agree_on_noise(folder, model, sides, "input")
    return {
        "id": "tiny/rmbg", "task": "background-removal", "files": {"fp32": ["model.onnx"]}, "input": PICTURE,
        "expected": {},
        "note": "A matting network with MODNet's input and output (`input`, `output`), written by torch's exporter.",
    }
